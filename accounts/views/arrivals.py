"""People who arrive by a mailed link and set their first password."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import ValidationError
from django.db import transaction
from django.http import Http404
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache

from accounts import links
from accounts.forms.people import ConfirmationForm, FirstAdminForm, JoinForm, PasswordForm
from accounts.models import Office, User
from accounts.views.mailed import mailed


@login_not_required
@never_cache
@mailed(links.invited)
def invitation(request, token):
    """A colleague joins his agency."""
    invited = links.invited(token)
    if invited is None:
        return _too_late(request)
    form = JoinForm(request.POST or None, user=User(email=invited.email))
    if form.is_valid():
        try:
            _admit(invited, form.cleaned_data)
        except ValidationError:
            return _too_late(request)
        messages.success(request, "Akun Anda sudah aktif. Silakan masuk.")
        return redirect("account_login")
    return render(request, "accounts/invitation.html", {"invitation": invited, "form": form})


@login_not_required
@never_cache
@mailed(links.welcomed)
def welcome(request, token):
    """Somebody for whom the office made an account confirms it, and sets his password."""
    person = links.welcomed(token)
    if person is None:
        return _too_late(request)
    form_class = ConfirmationForm if person.agency_id else PasswordForm
    form = form_class(request.POST or None, user=person)
    if form.is_valid():
        if not _let_in(token, person, form.cleaned_data):
            return _too_late(request)
        messages.success(request, "Kata sandi disimpan. Silakan masuk.")
        return redirect("account_login")
    return render(request, "accounts/welcome.html", {"person": person, "form": form})


@login_not_required
@never_cache
@mailed(links.opens_installation)
def first_admin(request, token):
    """The first person of an empty installation; the address dies with his account."""
    if not links.opens_installation(token):
        raise Http404
    busy = consume_or_429(request, action="signup")
    if busy:
        return busy
    form = FirstAdminForm(request.POST or None)
    if form.is_valid():
        if not _begin(form):
            return _too_late(request)
        messages.success(request, "Admin pertama dibuat. Silakan masuk.")
        return redirect("account_login")
    return render(request, "accounts/first_admin.html", {"form": form})


@transaction.atomic
def _begin(form):
    """Make the first admin, if there is still nobody; whether it is whom the form describes.

    Who presses twice describes the same one twice.
    """
    office = Office.objects.select_for_update().order_by("code").first()
    if office is None:
        raise Http404
    if not User.objects.exists():
        return form.save(office)
    there = User.objects.filter(email=form.cleaned_data["email"]).exclude(office=None).first()
    return there and there.check_password(form.cleaned_data["password1"])


@transaction.atomic
def _let_in(token, person, facts):
    """Set the first password, if it is still the first; whether it is the one that holds now.

    Who presses twice sends the same one twice.
    """
    person = User.objects.select_for_update(no_key=True).get(pk=person.pk)
    if links.welcomed(token) is None:
        return person.check_password(facts["password1"])
    person.set_password(facts["password1"])
    if "consent" in facts:
        person.consented_at = timezone.now()
    person.save(update_fields=["password", "consented_at"])
    person.confirm_mailbox()
    return True


def _admit(invited, facts):
    invited.agency.admit(
        invited,
        password=facts["password1"],
        name=facts["name"],
        position=facts["position"],
        phone=facts["phone"],
        consented_at=timezone.now(),
    )


def _too_late(request):
    return render(request, "accounts/too_late.html", status=410)
