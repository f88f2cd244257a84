"""Somebody outside the agency's account helps with one file: invited, come, ended."""

from allauth.core.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.db import transaction
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST

from accounts.forms.people import JoinForm
from accounts.models import User
from accounts.views.mailed import mailed
from events.once import once
from events.recording import record
from events.refusals import attempted, carried_out
from requests_app.forms.submissions import GuestForm
from requests_app.links import guest_of
from requests_app.models import Guest
from requests_app.views.steps import find, step


@step("invite")
@once
def index(request, submission):
    """Who was invited to the file; POST invites one more."""
    busy = request.method == "POST" and consume_or_429(request, action="invite", user=request.user)
    if busy:
        return busy
    form = GuestForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, submission.invite, by=request.user, **form.cleaned_data
    ):
        messages.success(request, f"Undangan dikirim ke {form.cleaned_data['email']}.")
        return redirect("guests", code=submission.code)
    guests = submission.guests.invited().select_related("invited_by")
    context = {"submission": submission, "form": form, "guests": guests}
    return render(request, "requests_app/submissions/guests.html", context)


@require_POST
def end(request, code, pk):
    """The invited person may not open the file any more."""
    submission = find(request, code)
    guest = get_object_or_404(submission.guests, pk=pk)
    if attempted(request, submission.guests.end, guest=guest, by=request.user):
        messages.success(request, f"{guest.email} tidak dapat membuka pengajuan ini lagi.")
    return redirect("guests", code=code)


@login_not_required
@never_cache
@mailed(guest_of)
def arrive(request, token):
    """Who was invited comes by the mailed link; without an account he makes one for himself."""
    guest = guest_of(token)
    if guest is None:
        return render(request, "accounts/too_late.html", status=410)
    if User.objects.filter(email=guest.email).exists():
        return redirect(guest.submission)
    form = JoinForm(request.POST or None, user=User(email=guest.email))
    if form.is_valid():
        _welcome(guest, form.cleaned_data)
        messages.success(request, "Akun Anda sudah aktif. Silakan masuk.")
        return redirect(f"{reverse('account_login')}?next={guest.submission.get_absolute_url()}")
    return render(request, "requests_app/submissions/arrival.html", {"guest": guest, "form": form})


@transaction.atomic
def _welcome(guest, given):
    """An account of no agency: it opens what its mailbox is invited to, and nothing else.

    Sent twice at once, the second finds what the first has made.
    """
    Guest.objects.select_for_update().get(pk=guest.pk)
    if User.objects.filter(email=guest.email).exists():
        return
    facts = {name: given[name] for name in ("name", "position", "phone")}
    person = User.objects.create_user(
        guest.email, given["password1"], consented_at=timezone.now(), **facts
    )
    person.confirm_mailbox()
    record(guest.submission, "submission.accept_invitation", by=person)
