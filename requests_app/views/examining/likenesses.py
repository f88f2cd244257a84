"""Recommended activities like a submission: shown while the title is typed, and to the examiner."""

from allauth.core.internal.ratelimit import consume_or_429
from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.shortcuts import get_object_or_404, redirect, render
from django.views.decorators.http import require_safe

from accounts.models import Role
from accounts.text import plain_line
from events.once import once
from events.refusals import carried_out
from requests_app.activities.side_by_side import side_by_side
from requests_app.forms.submissions import ResemblanceForm
from requests_app.models import Activity
from requests_app.models.activities.like import Wanted
from requests_app.views.steps import find

COMPARERS = (Role.EXAMINER, Role.HEAD)


@require_safe
def index(request, code):
    """What is like this file in the catalogue; for the agency by its title, as typed so far."""
    submission = find(request, code)
    busy = consume_or_429(request, app="allauth.account", action="similar", limit_get=True)
    if busy:
        return busy
    wanted = Wanted.by(submission.revision_for(request.user))
    typed = request.GET.get(submission.form.title_question.partition(".")[2])
    if typed is not None:
        wanted = Wanted(plain_line(typed[:1000]))
    compares = request.user.has_role(*COMPARERS)
    if not compares:
        wanted = Wanted(wanted.title)
    likes = Activity.objects.similar(wanted, besides=submission.pk) if wanted.title else []
    said = submission.resemblances.all() if compares else ()
    said = {(one.other_id, one.earlier_id): one for one in said}
    for like in likes:
        like.said = said.get((like.activity.submission_id, like.activity.earlier_id))
    context = {
        "submission": submission,
        "likes": likes,
        "wanted": wanted,
        "compares": compares,
    }
    part = (
        "requests_app/activities/_likenesses.html"
        if request.htmx
        else "requests_app/activities/likenesses.html"
    )
    return render(request, part, context)


@once(alike=False)
def show(request, code, identity):
    """A file and a recommended activity side by side, and the examiner's verdict."""
    submission = find(request, code)
    if not request.user.has_role(*COMPARERS):
        raise PermissionDenied("Halaman ini hanya untuk petugas pemeriksa dan Kepala BPS.")
    both = Activity.objects.select_related("submission", "earlier")
    activity = get_object_or_404(both, code=identity)
    which = {"other": activity.submission_id, "earlier": activity.earlier_id}
    said = submission.resemblances.filter(**which).first()
    initial = {"verdict": said.verdict, "reason": said.reason} if said else None
    form = ResemblanceForm(request.POST or None, initial=initial)
    verb = submission.resemblances.compare
    if form.is_valid() and carried_out(
        form, verb, other=activity.source, by=request.user, **form.cleaned_data
    ):
        messages.success(request, "Penilaian tersimpan dan tercatat pada pengajuan.")
        return redirect("similar", code=code)
    context = {
        "submission": submission,
        "activity": activity,
        "rows": side_by_side(submission, submission.revision_for(request.user), activity),
        "said": said,
        "form": form,
        "may_compare": submission.may("return_for_revision", request.user),
    }
    return render(request, "requests_app/activities/likeness.html", context)
