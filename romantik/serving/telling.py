"""An outage in an answer: a page that asks for nothing that may be away, to machines a problem."""

from django.core.exceptions import BadRequest, RequestDataTooBig
from django.http import HttpResponse
from django.http.multipartparser import MultiPartParserError
from django.template.loader import render_to_string

from catalogue.views.machines import fault
from romantik.serving.incidents import incident

SECRETS = ("pass", "secret", "code", "pin", "credential", "rahasia", "sandi")  # in names of fields
MOST_KEPT = 300_000  # characters


def told(request, outage):
    """Answer with its status and words; say when to come again, and keep nothing."""
    if is_a_machine(request):
        response = fault(outage.status, f"{outage.title}. Coba lagi beberapa menit lagi.")
    else:
        again = request.get_full_path() if request.method == "GET" else ""
        page = {"outage": outage, "incident": incident.get(), "again": again}
        if outage.seconds and request.method == "POST":
            page |= {"address": request.get_full_path(), "sent": list(fields_of(request))}
        response = HttpResponse(render_to_string("500.html", page), status=outage.status)
    response.headers["Cache-Control"] = "no-store"
    if outage.seconds:
        response.headers["Retry-After"] = str(outage.seconds)
    return response


def fields_of(request):
    """What a form sent, to be sent once more by a button: with its one-time key, so it counts once.

    Nothing of a form with a secret or with files: the former is shown on no page, the latter are
    not on this one.
    """
    try:
        sent, files = request.POST, request.FILES
    except (BadRequest, MultiPartParserError, RequestDataTooBig, OSError):
        return
    is_secret = any(word in name.lower() for name in sent for word in SECRETS)
    if files or is_secret or len(sent.urlencode()) > MOST_KEPT:
        return
    for name, values in sent.lists():
        for value in values:
            yield name, value


def is_a_machine(request):
    """Tell whether a program asked, below ``/api/``."""
    return f"{request.path}/".startswith("/api/")
