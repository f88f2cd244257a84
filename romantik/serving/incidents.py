"""Every request has a number: in the lines of the log, in its answer, on the page of an error."""

import re
import secrets
from contextvars import ContextVar

HEADER = "X-Request-ID"
GIVEN = re.compile(r"[\w.-]{8,64}", re.ASCII)

incident = ContextVar("incident", default="-")
person = ContextVar("person", default=None)  # the number of who asks, never a name


class Numbered:
    """Take the number that a proxy gives, else make one; it stays until the thread's next request.

    What Django writes about an answer, and a page that leaves in pieces, come after this has ended.
    """

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        given = request.headers.get(HEADER, "")
        code = given if GIVEN.fullmatch(given) else secrets.token_hex(6)
        incident.set(code)
        person.set(None)
        response = self.get_response(request)
        response.headers[HEADER] = code
        return response


class Named:
    """Note the number of who asks, for the lines that machines read."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        person.set(request.user.pk)
        return self.get_response(request)
