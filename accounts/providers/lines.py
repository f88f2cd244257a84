"""The line to a provider: to its own hosts only, never led on, within limits of time and size.

The operator names the hosts in the file of SIGN_IN_PROVIDERS, each by its whole name, so one may
stand inside the office's network; what a provider says of itself opens no other one.
"""

import requests
from django.conf import settings

from .listed import origin_of

CONNECT, READ = 5, 10  # seconds
LARGEST = 1_000_000  # bytes of an answer


class Away(requests.RequestException):
    """The provider does not answer, or not with what was asked for."""


class Line(requests.Session):
    """For allauth and for ourselves: what is not a whole answer of a provider raises `Away`."""

    def __init__(self):
        super().__init__()
        self.trust_env = False  # no proxy and no password of the machine's own

    def request(self, method, url, **options):
        if not may_be_asked(url):
            raise Away("its host is not named in the file of SIGN_IN_PROVIDERS")
        options |= {"timeout": (CONNECT, READ), "allow_redirects": False, "stream": True}
        try:
            with super().request(method, url, **options) as response:
                response._content = response.raw.read(LARGEST + 1, decode_content=True)
        except (OSError, ValueError) as problem:  # also of what lies beneath: a line that breaks
            raise Away(type(problem).__name__) from problem
        if len(response.content) > LARGEST:
            raise Away(f"more than {LARGEST} bytes")
        if response.is_redirect:
            raise Away("it leads elsewhere")
        return response

    def document(self, url, **options):
        """What stands there as JSON: an object."""
        response = self.get(url, **options)
        response.raise_for_status()
        told = response.json()
        if not isinstance(told, dict):
            raise Away("its answer is no object")
        return told


def may_be_asked(url):
    """Is it an address at a host of one of the providers?"""
    try:
        return origin_of(url) in {
            origin for provider in settings.SIGN_IN_PROVIDERS for origin in provider.origins
        }
    except (ValueError, KeyError):
        return False
