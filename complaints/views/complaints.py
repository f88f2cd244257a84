"""The open side of complaints: nobody needs an account; code and secret open what was sent."""

from datetime import timedelta
from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts.fronts.choosing import serving_front
from accounts.models import Office
from accounts.views.tickets import allowed, open_with_link, open_with_secret
from complaints import keys
from complaints.forms.complaints import PublicComplaintForm
from complaints.listing import CLERKS
from complaints.models import Complaint
from complaints.views.following import reporters_page
from complaints.views.telling import tell_of_files
from events.refusals import carried_out
from requests_app.models import Submission

SECOND_TIME = timedelta(minutes=10)  # in which the same form sent again is the same deed
MOST_OWN_FILES = 50
CALLED = {"informasi": "information"}  # in addresses; the code is taken as well


@never_cache
@sensitive_post_parameters("text", "name", "email", "phone", "accused")
@login_not_required
def new(request):
    """Write a complaint; nothing of who sends it is stored but what he types himself."""
    kind = request.GET.get("jenis", "")
    form = PublicComplaintForm(
        request.POST or None,
        request.FILES or None,
        offices=Office.objects.open().order_by("code"),
        own_files=own_files(request.user),
        initial=known_of(request.user)
        | {"kind": CALLED.get(kind, kind), "office": partial(serving_front, request)},
    )
    filed, is_braked = None, False
    if form.is_valid() and not (filed := _sent_before(form)):
        is_braked = not allowed(request, "complaint_new")
        filed = None if is_braked else _filed(form)
    if filed:
        return _receipt_of(request, filed, form)
    page = {"form": form, "is_clerk": is_clerk(request.user), "is_braked": is_braked}
    status = 429 if is_braked else 200
    return render(request, "complaints/following/new.html", page, status=status)


@never_cache
@sensitive_post_parameters("secret")
@login_not_required
def entrance(request):
    """Open a complaint that was sent before."""
    return open_with_secret(
        request,
        Complaint.objects,
        keys.KEYS,
        action="complaint_open",
        page="complaint",
        template="complaints/following/entrance.html",
    )


@never_cache
@require_safe
@login_not_required
def link(request, token):
    """A mailed link to one."""
    return open_with_link(request, token, Complaint.objects, keys.KEYS, page="complaint")


@reporters_page
def receipt(request, complaint):
    """Code and secret to print or keep; the secret only in the browser that sent it."""
    secret = keys.readable(keys.keys_of(request)[complaint.code])
    page = {"complaint": complaint, "secret": secret, "clock": complaint.clock()}
    return render(request, "complaints/following/receipt.html", page)


def is_clerk(user):
    """May this person enter complaints for others?"""
    return user.is_authenticated and user.has_role(*CLERKS)


def known_of(user):
    """What is known of somebody signed in, for him to keep or to blot out."""
    if not user.is_authenticated:
        return {}
    return {"name": user.name, "email": user.email, "phone": user.phone}


def own_files(user):
    """The submitted files of a signed-in person's agency, the newest first."""
    if not user.is_authenticated or not user.is_agency_member:
        return []
    files = Submission.objects.visible_to(user).filter(submitted_at__isnull=False)
    return list(files.order_by("-submitted_at")[:MOST_OWN_FILES])


def _file(form):
    complaint, _ = Complaint.file(by=None, secret=form.secret, **form.facts())
    return complaint


def _filed(form):
    """The complaint that the form has become; None when it is refused, as the form then says."""
    try:
        return carried_out(form, _file, form=form)
    except IntegrityError:  # the same form came twice at the same moment
        if before := _sent_before(form):
            return before
        raise


def _sent_before(form):
    """What this very form has already become, a few minutes ago."""
    since = timezone.now() - SECOND_TIME
    return Complaint.objects.filter(form_digest=form.form_digest, received_at__gt=since).first()


def _receipt_of(request, complaint, form):
    messages.success(request, "Terkirim. Simpan nomor tiket dan kata kunci di bawah ini.")
    tell_of_files(request, form)
    response = redirect("complaint_receipt", ticket=complaint.code)
    return keys.hold(request, response, complaint.code, form.secret)
