"""Asking for advice: a guest, a member of an agency, or an officer for somebody at the counter."""

from functools import partial

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import IntegrityError, transaction
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.debug import sensitive_post_parameters
from django.views.decorators.http import require_safe

from accounts.fronts.choosing import serving_front
from accounts.models import Agency, Office
from accounts.views.tickets import allowed, open_with_link, open_with_secret
from consultations.forms.asking import AskForm, CounterForm, GuestForm
from consultations.keys import KEYS
from consultations.models import Consultation
from consultations.models.consultation_queryset import ADVISERS
from consultations.views.telling import tell_of_files
from events.once import once
from events.refusals import carried_out


@never_cache
@sensitive_post_parameters("text", "name", "email", "phone")
@login_not_required
def new(request):
    """The one address to ask at; who looks decides which form."""
    user = request.user
    if user.is_authenticated and user.has_role(*ADVISERS):
        if request.method == "POST" and "begin" in request.POST:
            return _begun_with_a_visitor(request)
        return _at_the_counter(request)
    if user.is_authenticated and user.agency_id and user.agency.office_id:
        return _by_member(request)
    return _by_guest(request)


@once
def _by_member(request):
    user = request.user
    form = AskForm(request.POST or None, request.FILES or None, initial=_begun(request))
    is_valid = form.is_valid()
    is_braked = is_valid and not allowed(request, "consultation_member")
    if is_valid and not is_braked and (asked := _asked_by_member(form, user)):
        messages.success(request, "Pertanyaan Anda sudah kami terima.")
        tell_of_files(request, form)
        return redirect(asked[0])
    page, status = {"form": form, "is_braked": is_braked}, 429 if is_braked else 200
    return render(request, "consultations/asking/new.html", page, status=status)


def _asked_by_member(form, user):
    facts = form.facts() | {"agency": user.agency, "office": user.agency.office}
    facts |= {"name": user.name, "email": user.email, "phone": user.phone}
    return carried_out(form, Consultation.objects.ask, by=user, **facts)


def _begun_with_a_visitor(request):
    """The form with what the page of a visit knows; posted, so that no address carries a name."""
    form = _counter_form(request.user, initial=request.POST.dict())
    return render(request, "consultations/asking/counter.html", {"form": form})


def _counter_form(user, *sent, **given):
    agencies = Agency.objects.visible_to(user).approved()
    return CounterForm(*sent, agencies=agencies, office=user.office, **given)


@once
def _at_the_counter(request):
    user = request.user
    form = _counter_form(user, request.POST or None, request.FILES or None)
    if form.is_valid() and (entered := carried_out(form, _entered, by=user, form=form)):
        consultation, secret = entered
        tell_of_files(request, form)
        response = render(
            request,
            "consultations/asking/entered.html",
            {"consultation": consultation, "secret": secret},
        )
        response.made_at = consultation.get_absolute_url()
        return response
    return render(request, "consultations/asking/counter.html", {"form": form})


@transaction.atomic
def _entered(by, form):
    consultation, secret = Consultation.objects.ask(by=by, **form.facts())
    if spoken := form.cleaned_data["spoken"]:
        consultation.note_down(by=by, text=spoken)
    return consultation, secret


def _by_guest(request):
    """Not `@once`: the same sending has to give the same secret, whichever answer arrives."""
    form = GuestForm(
        request.POST or None,
        request.FILES or None,
        offices=Office.objects.open().order_by("code"),
        initial=_begun(request) | {"office": partial(serving_front, request)},
    )
    asked, is_braked = None, False
    if form.is_valid() and not (asked := _sent_before(form)):
        is_braked = not allowed(request, "consultation_new")
        asked = None if is_braked else _asked(form)
    if asked:
        messages.success(request, "Terkirim. Simpan nomor tiket dan kata kunci di bawah ini.")
        tell_of_files(request, form)
        response = redirect("consultation_receipt", ticket=asked.code)
        return KEYS.hold(request, response, asked.code, form.secret)
    page, status = {"form": form, "is_braked": is_braked}, 429 if is_braked else 200
    return render(request, "consultations/asking/new.html", page, status=status)


@never_cache
@sensitive_post_parameters("secret")
@login_not_required
def entrance(request):
    """Open a consultation that was asked before."""
    return open_with_secret(
        request,
        Consultation.objects,
        KEYS,
        action="consultation_open",
        page="consultation",
        template="consultations/asking/entrance.html",
    )


@never_cache
@require_safe
@login_not_required
def link(request, token):
    """A mailed link to one."""
    return open_with_link(request, token, Consultation.objects, KEYS, page="consultation")


def _begun(request):
    """What another page knows of the activity already (``?kegiatan=``)."""
    return {"activity": request.GET.get("kegiatan", "")[:255]}


def _asked(form):
    try:
        with transaction.atomic():
            return Consultation.objects.ask(**form.facts())[0]
    except IntegrityError:  # the same form came twice at the same moment
        if before := _sent_before(form):
            return before
        raise


def _sent_before(form):
    """What this very form has already become."""
    return Consultation.objects.filter(form_digest=form.form_digest).first()
