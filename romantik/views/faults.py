"""What Django answers when no page does: to machines below /api/ as a problem in JSON."""

import sys
from functools import wraps

from django.http import HttpResponse
from django.template.loader import render_to_string
from django.views import defaults

from catalogue.views.machines import fault
from romantik.serving.incidents import incident
from romantik.serving.outages import MISTAKE, meaning_of


def _told(status, sentence, page):
    @wraps(page)
    def answer(request, *args, **kwargs):
        if _is_a_machine(request):
            return fault(status, sentence)
        return page(request, *args, **kwargs)

    return answer


def _is_a_machine(request):
    return f"{request.path}/".startswith("/api/")


bad_request = _told(400, "Permintaan ini tidak dapat dibaca.", defaults.bad_request)
forbidden = _told(403, "Alamat ini tidak terbuka untuk Anda.", defaults.permission_denied)
lost = _told(404, "Alamat ini tidak ada. Lihat /api/v1/openapi.json.", defaults.page_not_found)


def broken(request):
    """Tell an outage from a mistake of the portal; the page asks for nothing that may be away."""
    outage = meaning_of(sys.exc_info()[1]) or MISTAKE
    if _is_a_machine(request):
        response = fault(outage.status, f"{outage.title}. Coba lagi beberapa menit lagi.")
    else:
        again = request.get_full_path() if request.method == "GET" else ""
        told = {"outage": outage, "incident": incident.get(), "again": again}
        response = HttpResponse(render_to_string("500.html", told), status=outage.status)
    response.headers["Cache-Control"] = "no-store"
    if outage.seconds:
        response.headers["Retry-After"] = str(outage.seconds)
    return response
