"""The keys to words that have not arrived: a browser keeps those only sealed (static/js/sealed.js).

Each person has one, made from SECRET_KEY and stored nowhere. It comes with every page while he is
logged in, and pages are kept by no browser; so at the same computer nobody else reads the words.
"""

import base64
import hmac
import secrets

from django.conf import settings

SIZE = 32


def keys(person):
    """The keys as a page carries them, the one to seal with first; "" for nobody.

    Before each stands a pad that it was mixed with: the same bytes on every compressed page could
    be guessed from its length.
    """
    if person is None:
        return ""
    roots = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return " ".join(_masked(_key(root, person.pk)) for root in roots)


def _key(root, number):
    return hmac.digest(root.encode(), f"romantik.unsent:{number}".encode(), "sha256")


def _masked(key):
    pad = secrets.token_bytes(SIZE)
    mixed = bytes(one ^ other for one, other in zip(pad, key, strict=True))
    return base64.b64encode(pad + mixed).decode()
