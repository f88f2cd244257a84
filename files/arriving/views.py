"""What one's own files on their way look like from outside."""

from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse, HttpResponseBadRequest, JsonResponse
from django.http.request import RawPostDataException, UnreadablePostError
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from files.arriving.store import Arrivals, Elsewhere
from files.photographs.pages import shown
from files.photographs.stack import waits
from files.sniffing import Unfit

LARGEST_PIECE = 1024 * 1024  # bytes
LONGEST_NUMBER = 9  # digits
obstacles = []  # of apps above: why this person may not send so many bytes more, or ""
SMALL, LARGE = 320, 1600  # pixels of a picture that is shown


@never_cache
@login_not_required
@require_http_methods(["POST", "DELETE"])
def piece(request, digest):
    """Take the piece of a file that begins at ``?mulai=``; tell from where on the next is due.

    A piece that is not due, or is empty, changes nothing: so one asks where to go on.
    """
    if request.headers.get("X-Person", "") != str(request.user.pk or ""):
        return _refused("Sesi Anda berakhir. Masuk lagi, lalu lanjutkan.", 401)
    arrivals = Arrivals.of(request)
    if not arrivals.owner:
        raise Http404("Berkas ini tidak ada.")
    if request.method == "DELETE":
        return _forgotten(arrivals, digest)
    offset, length = (_number(request.GET.get(name, "")) for name in ("mulai", "panjang"))
    size = _number(request.META.get("CONTENT_LENGTH") or "0")
    if None in (offset, length, size):
        return HttpResponseBadRequest("mulai, panjang")
    if size > LARGEST_PIECE:
        return _refused("Potongan berkas ini terlalu besar.", 413)
    if size and (words := _obstacle(request.user, size)):
        return _refused(words, 422)
    return _appended(arrivals, digest, request, offset=offset, length=length)


def _obstacle(person, size):
    return next(filter(None, (obstacle(person, size) for obstacle in obstacles)), "")


def _appended(arrivals, digest, request, **where):
    try:
        return JsonResponse({"offset": arrivals.append(digest, request.body, **where)})
    except Elsewhere as due:
        return JsonResponse({"offset": due.offset})
    except Unfit as refusal:
        return _refused(str(refusal), 422)
    except (UnreadablePostError, RawPostDataException):  # cut off on the line; sent as a form
        return HttpResponseBadRequest()


def _forgotten(arrivals, digest):
    if arrivals.received(digest) is None:
        raise Http404("Berkas ini tidak ada.")
    arrivals.forget(digest)
    return HttpResponse(status=204)


def _refused(words, status):
    return JsonResponse({"words": words}, status=status)


def _number(said):
    return int(said) if said.isdecimal() and len(said) <= LONGEST_NUMBER else None


@require_safe
def picture(request, digest):
    """A photograph that waits to become a page, small, or ``?besar``; to its owner alone."""
    file = Arrivals.of(request).open(digest) if waits(request.session, digest) else None
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
