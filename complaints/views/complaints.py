"""The open side of complaints: nobody needs an account; code and secret open what was sent."""

from datetime import timedelta

from allauth.core.internal.ratelimit import consume
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts.models import Office
from complaints import keys
from complaints.forms.complaints import OpenForm, PublicComplaintForm
from complaints.listing import CLERKS
from complaints.models import Complaint
from complaints.views.following import reporters_page
from complaints.views.telling import tell_of_files
from events.refusals import carried_out
from requests_app.models import Submission

WRONG = (
    "Nomor tiket dan kata kunci ini tidak cocok. Periksa keduanya pada tanda terima Anda; huruf "
    "besar dan kecil, spasi, dan tanda hubung tidak berpengaruh."
)
SECOND_TIME = timedelta(minutes=10)  # in which the same form sent again is the same deed
MOST_OWN_FILES = 50
CALLED = {"informasi": "information"}  # in addresses; the code is taken as well


def allowed(request, action, key="all"):
    """Count one try at this; False when there were too many of them."""
    return bool(consume(request, app="allauth.account", action=action, key=key))


@never_cache
@sensitive_post_parameters("text", "name", "email", "phone", "accused")
@login_not_required
def new(request):
    """Write a complaint; nothing of who sends it is stored but what he types himself."""
    kind = request.GET.get("jenis", "")
    form = PublicComplaintForm(
        request.POST or None,
        request.FILES or None,
        offices=Office.objects.order_by("code"),
        own_files=own_files(request.user),
        initial=known_of(request.user) | {"kind": CALLED.get(kind, kind)},
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
    """Open a complaint that was sent before; the address never carries the secret."""
    form = OpenForm(request.POST or None, initial={"code": request.GET.get("tiket", "")[:40]})
    is_braked = False
    if form.is_valid():
        code, secret = keys.normal(form.cleaned_data["code"]), form.cleaned_data["secret"]
        is_braked = not allowed(request, "complaint_open", key=code)
        complaint = None if is_braked else Complaint.objects.filter(code=code).first()
        if complaint and keys.opens(complaint, secret):
            return keys.hold(request, redirect("complaint", ticket=code), code, secret)
        if not is_braked:
            form.add_error(None, WRONG)
    page, status = {"form": form, "is_braked": is_braked}, 429 if is_braked else 200
    return render(request, "complaints/following/entrance.html", page, status=status)


@never_cache
@require_safe
@login_not_required
def link(request, token):
    """A mailed link: it leaves its key with the browser and leads on to the plain address."""
    code, key = keys.read_link(token) or (None, "")
    complaint = Complaint.objects.filter(code=code).first() if code else None
    if complaint is None or not keys.opens(complaint, key):
        raise Http404
    return keys.hold(request, redirect("complaint", ticket=code), code, key)


@reporters_page
def receipt(request, complaint):
    """Code and secret to print or keep; the secret only in the browser that sent it."""
    key = keys.keys_of(request)[complaint.code]
    secret = key if len(keys.normal(key)) == keys.SECRET_LENGTH else ""
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
