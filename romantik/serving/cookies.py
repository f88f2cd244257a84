"""Names of cookies that a browser takes only from this very host, over TLS (RFC 6265bis).

Behind TLS each cookie travels as `__Host-NAME`, below a path as `__Secure-NAME`; the portal itself
knows the plain names. One that comes without its prefix may have been planted by a neighbour or
over a plain line: it is left out, unless it is signed and older than the prefixes.
"""

from django.conf import settings

HOST, SECURE = "__Host-", "__Secure-"
SIGNED_BEFORE = {
    "perangkat",
    "romantik_device",
    "romantik_printer",
}  # devices known from before, until they are renewed


class Prefixed:
    """Takes the prefixes off what comes in, and puts them on what goes out."""

    def __init__(self, get_response):
        self.get_response = get_response

    def __call__(self, request):
        if not settings.BEHIND_TLS:
            return self.get_response(request)
        sent = request.COOKIES
        request.COOKIES = plain(sent)
        response = self.get_response(request)
        for name in list(response.cookies):
            put_on(response.cookies, name)
            if name in SIGNED_BEFORE & sent.keys():  # renewed, or taken away: both hold for it
                response.delete_cookie(name, samesite="Lax")
        return response


def plain(sent):
    """What the portal reads: {name without its prefix: value}."""
    old = {name: value for name, value in sent.items() if name in SIGNED_BEFORE}
    return old | {
        name.removeprefix(prefix): value
        for prefix in (SECURE, HOST)
        for name, value in sent.items()
        if name.startswith(prefix)
    }


def put_on(cookies, name):
    """The same cookie under the name that says what it may rely on."""
    morsel = cookies.pop(name)
    prefix = HOST if morsel["path"] == "/" else SECURE
    cookies[prefix + name] = morsel.value
    for attribute, value in morsel.items():
        cookies[prefix + name][attribute] = value
    cookies[prefix + name]["secure"] = True
