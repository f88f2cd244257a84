"""Devices from which somebody has logged in: a cookie that opens nothing and outlasts a brake.

It holds, signed, a number of its own for each mailbox that has logged in here. Without the right
password it is worth as many guesses as anybody has; on the device of somebody else, none.
"""

import unicodedata
from secrets import token_urlsafe

from django.conf import settings
from django.core import signing
from django.utils.crypto import salted_hmac

COOKIE = "perangkat"
SALT = "accounts.devices"
LASTS = 180 * 24 * 60 * 60
MOST_PEOPLE = 8  # who log in on one device, those of the counter for example


def device_of(request, mailbox):
    """The number under which this device is known to the mailbox; nothing if it is a stranger."""
    return _known_here(request).get(mark_of(mailbox))


def remember_device(request, response, mailbox):
    """After a log-in that went all the way, second factor and all."""
    known, mark = _known_here(request), mark_of(mailbox)
    known[mark] = known.pop(mark, None) or token_urlsafe(12)
    response.set_cookie(
        COOKIE,
        signing.dumps(dict(list(known.items())[-MOST_PEOPLE:]), salt=SALT),
        max_age=LASTS,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def _known_here(request):
    try:
        return signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}


def mark_of(mailbox):
    """Says nothing about the mailbox to whoever reads the cookie."""
    return salted_hmac(SALT, one_spelling(mailbox), algorithm="sha256").hexdigest()[:16]


def one_spelling(email):
    """All spellings that a database may take for the same mailbox are one (ſ is an s, K a k)."""
    return unicodedata.normalize("NFKC", email).strip().upper().casefold()
