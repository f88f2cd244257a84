"""What who answers reads: the file itself, also of another office, and what came with it."""

from django.http import StreamingHttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from appeals.views.finding import find, find_lent
from files.kept import sent
from letters.dossier import dossier as packed
from letters.views.letters import pdf_response


@never_cache
@require_safe
def show(request, appeal):
    """The answers as they were decided on."""
    appeal = find_lent(request, appeal)
    revision = appeal.decision.proposal.revision
    page = {"appeal": appeal, "blocks": revision.read(), "revision": revision}
    return render(request, "appeals/submission.html", page)


@require_safe
def decision(request, appeal):
    """The letter that is objected to."""
    return pdf_response(request, find_lent(request, appeal).decision)


@never_cache
@require_safe
def dossier(request, appeal):
    """Everything about the file: answers, attachments, notes, history and letters."""
    submission = find_lent(request, appeal).submission
    pieces = filter(None, packed(submission, request.user))
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    name = f"berkas-{submission.code}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response


@never_cache
@require_safe
def download(request, appeal, pk):
    """A file that came with the objection."""
    return sent(get_object_or_404(find(request, appeal).files.all(), pk=pk))
