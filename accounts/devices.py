"""Devices from which somebody has logged in: a cookie that opens nothing and outlasts a brake.

It holds, signed, a number of its own for each mailbox that has logged in here. Without the right
password it is worth as many guesses as anybody has; on the device of somebody else, none.
"""

import unicodedata
from secrets import token_urlsafe

from django.conf import settings
from django.core import signing

from accounts.sessions.keyed import keyed

COOKIE = "perangkat"
SALT = "accounts.devices"
LASTS = 180 * 24 * 60 * 60
MOST_PEOPLE = 8  # who log in on one device, those of the counter for example


def device_of(request, mailbox):
    """The number under which this device is known to the mailbox; nothing if it is a stranger."""
    known = _known_here(request)
    return next((known[mark] for mark in _marks_of(mailbox) if mark in known), None)


def remember_device(request, response, mailbox):
    """After a log-in that went all the way, second factor and all."""
    known, (mark, *old) = _known_here(request), _marks_of(mailbox)
    numbers = [known.pop(each, None) for each in (mark, *old)]
    known[mark] = next(filter(None, numbers), None) or token_urlsafe(12)
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
    return _marks_of(mailbox)[0]


def _marks_of(mailbox):
    return [digest[:16] for digest in keyed(SALT, one_spelling(mailbox))]


def one_spelling(email):
    """All spellings that a database may take for the same mailbox are one (ſ is an s, K a k)."""
    return unicodedata.normalize("NFKC", email).strip().upper().casefold()
