"""What Django answers when no page does: to machines below /api/ as a problem in JSON."""

from functools import wraps

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render
from django.views import defaults

from catalogue.views.machines import fault

PIECE, MOST_READ = 65_536, 100_000_000  # bytes


def _told(status, sentence, page):
    @wraps(page)
    def answer(request, *args, **kwargs):
        if f"{request.path}/".startswith("/api/"):
            return fault(status, sentence)
        return page(request, *args, **kwargs)

    return answer


def _unread(request, exception):
    """What cannot be read, or is more than is read."""
    if not isinstance(exception, RequestDataTooBig):
        return defaults.bad_request(request, exception)
    _let_finish(request)
    return render(request, "413.html", status=413)


def _let_finish(request):
    """Read on what is still sent: who answers before hears nothing but that the line is cut."""
    left = MOST_READ
    while left > 0 and (piece := request.read(PIECE)):
        left -= len(piece)


bad_request = _told(400, "Permintaan ini tidak dapat dibaca.", _unread)
forbidden = _told(403, "Alamat ini tidak terbuka untuk Anda.", defaults.permission_denied)
lost = _told(404, "Alamat ini tidak ada. Lihat /api/v1/openapi.json.", defaults.page_not_found)
broken = _told(
    500, "Portal sedang terganggu. Coba lagi beberapa menit lagi.", defaults.server_error
)
