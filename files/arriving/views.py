"""What one's own files on their way look like from outside."""

from django.http import Http404, HttpResponse
from django.views.decorators.http import require_safe

from files.arriving.store import Arrivals
from files.photographs.pages import shown
from files.sniffing import Unfit

SMALL, LARGE = 320, 1600  # pixels of a picture that is shown


@require_safe
def picture(request, digest):
    """A photograph that waits to become a page, small, or ``?besar``; to its owner alone."""
    file = Arrivals.of(request).open(digest)
    if file is None:
        raise Http404("Foto ini tidak ada lagi.")
    try:
        with file:
            picture = shown(file, LARGE if "besar" in request.GET else SMALL)
    except Unfit as error:
        raise Http404("Berkas ini bukan foto.") from error
    response = HttpResponse(picture, content_type="image/jpeg")
    response["Cache-Control"] = "private, max-age=3600, immutable"
    response["X-Content-Type-Options"] = "nosniff"
    return response
