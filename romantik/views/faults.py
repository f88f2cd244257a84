"""What Django answers when no page does: to machines below /api/ as a problem in JSON."""

import sys
from functools import wraps

from django.core.exceptions import RequestDataTooBig
from django.shortcuts import render
from django.views import defaults

from catalogue.views.machines import fault
from romantik.serving.outages import MISTAKE, meaning_of
from romantik.serving.telling import is_a_machine, told

PIECE, MOST_READ = 65_536, 100_000_000  # bytes


def _told(status, sentence, page):
    @wraps(page)
    def answer(request, *args, **kwargs):
        if is_a_machine(request):
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


def broken(request):
    """Tell an outage from a mistake of the portal; the page asks for nothing that may be away."""
    request.outage = meaning_of(sys.exc_info()[1]) or MISTAKE
    return told(request, request.outage)
