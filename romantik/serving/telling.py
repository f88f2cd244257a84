"""An outage in an answer: a page that asks for nothing that may be away, to machines a problem."""

from django.http import HttpResponse
from django.template.loader import render_to_string

from catalogue.views.machines import fault
from romantik.serving.incidents import incident


def told(request, outage):
    """Answer with its status and words; say when to come again, and keep nothing."""
    if is_a_machine(request):
        response = fault(outage.status, f"{outage.title}. Coba lagi beberapa menit lagi.")
    else:
        again = request.get_full_path() if request.method == "GET" else ""
        page = {"outage": outage, "incident": incident.get(), "again": again}
        response = HttpResponse(render_to_string("500.html", page), status=outage.status)
    response.headers["Cache-Control"] = "no-store"
    if outage.seconds:
        response.headers["Retry-After"] = str(outage.seconds)
    return response


def is_a_machine(request):
    """Tell whether a program asked, below ``/api/``."""
    return f"{request.path}/".startswith("/api/")
