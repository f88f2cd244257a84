"""The questionnaire: from the mail, from the portal, and from paper."""

from django.contrib import messages
from django.contrib.auth.decorators import login_not_required
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache

from accounts.access import agency_only, requires, speak_for
from accounts.models import Role
from accounts.views.mailed import mailed
from complaints.forms.ratings import PaperRatingForm, RatingForm
from complaints.models import Rating, RatingInvitation
from complaints.models.rating_invitation import GIVEN, OVER
from complaints.rating_links import invited
from events.once import once
from events.refusals import carried_out
from requests_app.views.steps import find

NOT_YET = "Penilaian dapat diisi setelah surat hasil pemeriksaan sampai kepada instansi Anda."


def _still_open(token):
    invitation = invited(token)
    return invitation if invitation and invitation.is_open else None


@login_not_required
@never_cache
@mailed(_still_open)
def by_link(request, token):
    """One click from the mail; looking at the page stores nothing, only its button does."""
    invitation = invited(token)
    if invitation is None or not invitation.is_open:
        return render(request, "complaints/ratings/closed.html", _why(invitation), status=410)
    return _questionnaire(request, invitation)


@agency_only
@never_cache
def by_member(request, code):
    """The same questionnaire for who is logged in anyway."""
    submission = find(request, code)
    invitation = RatingInvitation.objects.filter(submission=submission).first()
    if invitation is None:
        messages.info(request, NOT_YET)
        return redirect("submission", code=code)
    invitation.submission = submission
    if not invitation.is_open:
        return render(request, "complaints/ratings/closed.html", _why(invitation))
    return _questionnaire(request, invitation)


@login_not_required
def thanks(request):
    """The answer is in the box."""
    return render(request, "complaints/ratings/thanks.html")


@requires(Role.FRONT_DESK)
@never_cache
@once(alike=False)  # many papers say the same
def on_paper(request):
    """A questionnaire that was filled in on paper, typed in at the counter."""
    form = PaperRatingForm(request.POST or None, officer=request.user)
    if form.is_valid():
        facts = form.answers | {"submission": form.cleaned_data["code"]}
        facts["of_product"] = form.cleaned_data["of_product"]
        if carried_out(form, Rating.objects.copy_from_paper, by=request.user, **facts):
            messages.success(request, "Satu kuesioner kertas tersimpan. Isi yang berikutnya.")
            return redirect("rating_paper")
    return render(request, "complaints/ratings/paper.html", {"form": form})


def _questionnaire(request, invitation):
    form = RatingForm(request.POST or None)
    if form.is_valid() and carried_out(
        form, Rating.objects.answer, invitation=invitation, **form.answers
    ):
        return redirect("rating_thanks")
    office = speak_for(request, invitation.office)
    page = {"form": form, "invitation": invitation, "office": office}
    return render(request, "complaints/ratings/rating.html", page)


def _why(invitation):
    """Why nothing can be answered here."""
    if invitation is None:
        return {"why": "Tautan ini tidak dikenal atau sudah tidak berlaku.", "unknown": True}
    return {"why": GIVEN if invitation.is_answered else OVER}
