"""The frame of what machines read: open to all, counted, in JSON, cached by mark and date."""

from functools import wraps

from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.utils.cache import patch_cache_control
from django.utils.http import http_date
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import conditional_page

from catalogue.limits import take_share
from requests_app.models import Activity

FRESH = 60  # seconds for which an answer may be used without asking again
CORS = {
    "Access-Control-Allow-Origin": "*",
    "Access-Control-Allow-Methods": "GET, HEAD, OPTIONS",
    "Access-Control-Allow-Headers": "If-None-Match, If-Modified-Since",
    "Access-Control-Expose-Headers": (
        "ETag, Link, RateLimit-Limit, RateLimit-Remaining, RateLimit-Reset, Retry-After"
    ),
    "Access-Control-Max-Age": "86400",
}
TITLES = {
    400: "Permintaan keliru",
    403: "Tidak diizinkan",
    404: "Tidak ditemukan",
    405: "Hanya dapat dibaca",
    411: "Panjang tidak disebutkan",
    412: "Syarat tidak terpenuhi",
    413: "Kiriman terlalu besar",
    429: "Terlalu banyak permintaan",
    500: "Gangguan pada portal",
    503: "Portal belum dapat menjawab",
    507: "Ruang simpan penuh",
}


def for_machines(action):
    """Decorator: GET, HEAD and OPTIONS for everybody, within the limit of that name."""

    def decorate(view):
        @login_not_required
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if request.method not in ("GET", "HEAD"):
                return _with(_not_read(request), CORS | {"Allow": "GET, HEAD, OPTIONS"})
            allowed, headers = take_share(request, action)
            if not allowed:
                busy = fault(429, "Terlalu banyak permintaan. Coba lagi setelah satu menit.")
                return _with(busy, CORS | headers)
            response = conditional_page(view)(request, *args, **kwargs)
            if response.status_code == 412:  # If-Match and the like
                response = fault(412, "Isi alamat ini sudah berubah atau tandanya tidak dikenal.")
            if response.status_code in (200, 304):
                patch_cache_control(response, public=True, max_age=FRESH)
            return _with(response, CORS | headers)

        return csrf_exempt(guarded)  # whatever would write is answered 405, not asked for a token

    return decorate


def _not_read(request):
    if request.method == "OPTIONS":
        return HttpResponse(status=204)
    return fault(405, "Alamat ini hanya dapat dibaca (GET).")


def json(facts, **more):
    """An answer in JSON as people can read it, too."""
    return JsonResponse(facts, json_dumps_params={"ensure_ascii": False}, **more)


def fault(status, sentence):
    """What went wrong, as RFC 9457 writes it; `galat` says it as the first version of ours did."""
    facts = {"type": "about:blank", "title": TITLES[status], "status": status, "detail": sentence}
    old = {"galat": {"status": status, "pesan": sentence}}
    response = json(facts | old, status=status, content_type="application/problem+json")
    return _with(response, CORS)


def dated(response, moment=None):
    """The answer with the moment of the last change to what it was made from."""
    moment = moment or Activity.objects.last_change()
    if moment:
        response["Last-Modified"] = http_date(moment.timestamp())
    return response


def _with(response, headers):
    for name, value in headers.items():
        response.headers[name] = value
    return response
