from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from requests_app.views.steps import find


@require_safe
def show(request, code, number):
    """One version as it was submitted, with its attachments."""
    submission = find(request, code)
    revision = _revision(submission, number)
    return render(
        request,
        "requests_app/revision.html",
        {
            "submission": submission,
            "revision": revision,
            "blocks": revision.read(),
            "attachments": revision.attachments.all(),
            "versions": submission.revisions.all(),
        },
    )


@require_safe
def changes(request, code, number):
    """What changed in this version since the one before it."""
    submission = find(request, code)
    revision = _revision(submission, number)
    earlier = get_object_or_404(submission.revisions, number=number - 1)
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


def _revision(submission, number):
    revision = get_object_or_404(submission.revisions, number=number)
    revision.submission = submission
    return revision
