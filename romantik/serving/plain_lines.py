"""What programs ask for over a plain line is refused: a redirect would hide that nobody encrypts.

People who type an address without https are led there (Django's SECURE_SSL_REDIRECT); who sends a
form so is told on a page.
"""

import re

from django.conf import settings
from django.http import HttpResponse
from django.template.loader import render_to_string

from catalogue.views.machines import fault
from romantik.serving.incidents import incident
from romantik.serving.outages import Outage

OF_PROGRAMS = re.compile(r"^/(?:api(?:/|$)|kalender/)|\.(?:atom|csv|ics|json|jsonld)$")
SENT = "Kiriman Anda sampai tanpa enkripsi dan tidak dibaca."
WORDS = f"Alamat ini hanya dijawab lewat https. {SENT}"
PLAIN = Outage(403, "Sambungan ini tidak aman", SENT, 0)


class RefusePlainly:
    """403 without a redirect for programs, and for whatever was already sent in the open."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_plain = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        is_of_programs = OF_PROGRAMS.search(request.path)
        if not is_plain or not (is_of_programs or request.method not in {"GET", "HEAD"}):
            return self.get_response(request)
        if is_of_programs or "text/html" not in request.headers.get("Accept", ""):
            return fault(403, WORDS)
        return told(request)


def told(request):
    """The refusal for people, with the way to the same page over https."""
    again = f"{settings.PORTAL_URL}{request.path}"
    page = {"outage": PLAIN, "incident": incident.get(), "again": again}
    response = HttpResponse(render_to_string("plain_line.html", page), status=PLAIN.status)
    response.headers["Cache-Control"] = "no-store"
    return response
