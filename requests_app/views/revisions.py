from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from requests_app.views.steps import find


@require_safe
def show(request, code, number):
    """One version as it was submitted, with its attachments."""
    submission = find(request, code)
    versions = submission.revisions_for(request.user)
    revision = _revision(submission, versions, number)
    return render(
        request,
        "requests_app/revision.html",
        {
            "submission": submission,
            "revision": revision,
            "blocks": revision.read(),
            "attachments": revision.attachments.all(),
            "versions": versions,
        },
    )


@require_safe
def changes(request, code, number):
    """What changed in this version since the one before it."""
    submission = find(request, code)
    versions = submission.revisions_for(request.user)
    revision = _revision(submission, versions, number)
    earlier = _revision(submission, versions, number - 1)
    return render(
        request,
        "requests_app/changes.html",
        {
            "submission": submission,
            "revision": revision,
            "earlier": earlier,
            "changes": submission.form.changes(earlier.answers, revision.answers),
        },
    )


def _revision(submission, versions, number):
    revision = get_object_or_404(versions, number=number)
    revision.submission = submission
    return revision
