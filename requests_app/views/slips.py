"""A slip of paper by which a visitor follows his file: given at the counter, read by a phone."""

from functools import wraps

from allauth.core.internal.ratelimit import consume_or_429
from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.core.exceptions import PermissionDenied
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_POST, require_safe

from accounts.access import speak_for
from accounts.links import absolute
from accounts.views.mailed import lead_on, mailed
from events.once import once
from events.refusals import attempted
from paper import qr
from requests_app.forms.counter import SlipForm
from requests_app.models import Slip
from requests_app.models.slip import read
from requests_app.next_step import Side, told
from requests_app.views.steps import find


def discreet(view):
    """A page for whoever holds a secret: braked, not listed, kept by nobody on the way."""

    @wraps(view)
    def opened(request, *args, **kwargs):
        busy = consume_or_429(request, app="allauth.account", action="slip", limit_get=True)
        response = busy or view(request, *args, **kwargs)
        response.headers["X-Robots-Tag"] = "noindex, nofollow"
        response.headers["Referrer-Policy"] = "same-origin"
        return response

    return login_not_required(opened)


def in_force(spoken):
    """The slip of that code, which still opens something; else None."""
    token = read(spoken).token
    known = Slip.objects.in_force().select_related("submission__office")
    return known.filter(token=token).first() if token else None


@require_safe
@discreet
@cache_control(private=True, no_cache=True)
@mailed(in_force)
@conditional_page
def show(request, token):
    """State and dates of a file, in the agency's words, and how to reach the office."""
    slip = in_force(token)
    if slip is None:
        page = {"form": SlipForm(), "problem": read(token).problem}
        return render(request, "requests_app/slips/unknown.html", page, status=404)
    submission = slip.submission
    office = speak_for(request, submission.office)
    with timezone.override(office.zone):
        page = {"submission": submission, "office": office, "slip": slip}
        page["told"] = submission.told_to_agency
        page["next_words"] = told(submission, Side.AGENCY).words
        return render(request, "requests_app/slips/slip.html", page)


@discreet
def find_slip(request):
    """Type the code of a slip."""
    form = SlipForm(request.POST or None)
    if form.is_valid():
        return lead_on(request, "slip", form.cleaned_data["kode"])
    return render(request, "requests_app/slips/check.html", {"form": form})


@once(alike=False)
def give(request, code):
    """The slip in force, to be printed; a POST gives a new one in its place."""
    submission = find(request, code)
    if not submission.slips.may_be_given_by(request.user):
        raise PermissionDenied("Slip dicetak oleh petugas satuan kerja yang memegang pengajuan.")
    if request.method == "POST" and attempted(request, submission.slips.give, by=request.user):
        messages.success(request, "Slip siap dicetak. Slip sebelumnya, bila ada, tidak berlaku.")
        return redirect("slip_giving", code=code)
    slip = submission.slips.current
    address = absolute("slip", slip.spoken) if slip else ""
    context = {
        "submission": submission,
        "office": submission.office,
        "slip": slip,
        "address": address,
        "entrance": absolute("slip_check"),
        "picture": qr.Code(address).address if slip else "",
    }
    return render(request, "requests_app/slips/giving.html", context)


@require_POST
def withdraw(request, code):
    """The slip was lost: it opens nothing any more."""
    submission = find(request, code)
    if attempted(request, submission.slips.withdraw, by=request.user):
        messages.success(request, "Slip dicabut. Kodenya tidak membuka apa pun lagi.")
    may_give = submission.slips.may_be_given_by(request.user)
    return redirect("slip_giving" if may_give else "submission", code)
