"""The versions of a file: one of them as it was submitted, or two of them side by side."""

from django.http import Http404
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from requests_app.examining.comparison import Comparison
from requests_app.examining.rounds import rounds
from requests_app.models import Note
from requests_app.views.steps import buttons, find

EVERYTHING = "semua"


@require_safe
def show(request, code, number):
    """One version as it was submitted, with its attachments."""
    submission = find(request, code)
    versions = submission.revisions_for(request.user)
    revision = _revision(submission, versions, number)
    return render(
        request,
        "requests_app/versions/revision.html",
        {
            "submission": submission,
            "revision": revision,
            "blocks": revision.read(),
            "attachments": revision.attachments.papers(),
            "scans": revision.attachments.scans(),
            "versions": versions,
        },
    )


@require_safe
def changes(request, code, number):
    """What changed in this version since an earlier one: ``?sejak=1``, else the one before it.

    Only what differs, or everything (``?tampil=semua``); here the examiner of a resubmitted file
    begins.
    """
    submission = find(request, code)
    versions = list(submission.revisions_for(request.user).select_related("submitted_by"))
    later = _among(submission, versions, number)
    earlier = _among(submission, versions, _since(request, number))
    notes = Note.objects.read_by(request.user, submission)
    comparison = Comparison(earlier, later, notes)
    everything = request.GET.get("tampil") == EVERYTHING
    context = buttons(submission, request.user, besides=("cancel", "transfer")) | {
        "submission": submission,
        "told": submission.told_to(request.user),
        "revision": later,
        "earlier": earlier,
        "versions": versions,
        "comparison": comparison,
        "everything": everything,
        "blocks": comparison.blocks(everything=everything),
        "files": comparison.shown_files(everything=everything),
        "rounds": rounds(versions, notes),
        "notes_href": reverse("notes", args=[code]),
        "may_examine": bool(request.user.office_id) and submission.submitted_at is not None,
    }
    return render(request, "requests_app/versions/changes.html", context)


def _since(request, number):
    """The number of the version to compare with: an earlier one, else the one before."""
    since = request.GET.get("sejak", "")
    since = int(since) if since.isdecimal() and len(since) < 6 else number
    return since if since < number else number - 1


def _revision(submission, versions, number):
    revision = get_object_or_404(versions, number=number)
    revision.submission = submission
    return revision


def _among(submission, versions, number):
    """The version of that number; 404 when this person reads none."""
    for revision in versions:
        if revision.number == number:
            revision.submission = submission
            return revision
    raise Http404("Versi ini tidak ada.")
