"""What programs ask for over a plain line is refused: a redirect would hide that nobody encrypts.

People who type an address without https are led there (Django's SECURE_SSL_REDIRECT).
"""

import re

from django.conf import settings

from catalogue.views.machines import fault

OF_PROGRAMS = re.compile(r"^/(?:api(?:/|$)|kalender/)|\.(?:atom|csv|ics|json|jsonld)$")
WORDS = "Alamat ini hanya dijawab lewat https. Kiriman Anda sampai tanpa enkripsi dan tidak dibaca."


class RefusePlainly:
    """403 without a redirect for programs, and for whatever was already sent in the open."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        is_plain = settings.SECURE_SSL_REDIRECT and not request.is_secure()
        is_sent = request.method not in {"GET", "HEAD"}
        if is_plain and (is_sent or OF_PROGRAMS.search(request.path)):
            return fault(403, WORDS)
        return self.get_response(request)
