"""The whole file as one ZIP to keep or to hand on."""

from django.http import StreamingHttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from letters.dossier import dossier
from letters.views.letters import submission_of


@require_safe
@never_cache
def download(request, code):
    """Everything this person may read of the file, sent while it is packed."""
    submission = submission_of(request, code)
    pieces = filter(None, dossier(submission, request.user))
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    name = f"berkas-{submission.code}.zip"
    response.headers["Content-Disposition"] = f'attachment; filename="{name}"'
    return response
