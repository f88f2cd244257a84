"""How somebody without an account opens what he sent: a secret, a mailed link, and a cookie.

Of the secret only a digest is stored. What was entered stays in a signed cookie of the browser, so
neither addresses nor sessions (which know who is signed in) ever carry it.
"""

import hashlib
import secrets
from dataclasses import dataclass

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts.sessions.keyed import keyed
from paper.codes import CODE_ALPHABET

LASTS = 12 * 60 * 60  # seconds
MOST_KEYS = 5  # tickets that one browser holds open
SECRET_LENGTH = 24  # 117 bits: a plain digest may be kept of it (tickets of before have 16)
STAMP_LENGTH = 40


def new_secret():
    """Six groups of four, which can be read out and typed again."""
    drawn = "".join(secrets.choice(CODE_ALPHABET) for _ in range(SECRET_LENGTH))
    return _grouped(drawn)


def normal(typed):
    """Letters and figures only, in capitals: how people type does not matter."""
    return "".join(mark for mark in typed.upper() if mark.isascii() and mark.isalnum())


def readable(key):
    """The secret that this key is, to be read; nothing of a stamp that came by a link."""
    return key if len(normal(key)) < STAMP_LENGTH else ""


def digest_of(code, secret):
    """What is stored of a secret. It is long and drawn by chance, so a plain digest holds."""
    return hashlib.sha256(f"{code}:{normal(secret)}".encode()).hexdigest()


@dataclass(frozen=True)
class Keys:
    """The keys to one kind of thing that has `code` and `secret_digest`."""

    cookie: str
    salt: str
    link: str  # the salt of what is mailed
    path: str  # below which the cookie is sent

    def secret_from(self, nonce):
        """The secret of a form that was drawn with this nonce: sent twice, it is the same."""
        number = int.from_bytes(salted_hmac(self.salt, nonce, algorithm="sha256").digest())
        drawn = ""
        for _ in range(SECRET_LENGTH):
            number, place = divmod(number, len(CODE_ALPHABET))
            drawn += CODE_ALPHABET[place]
        return _grouped(drawn)

    def opens(self, thing, key):
        """Whether this is the thing's secret, or the stamp that a mailed link carries."""
        return constant_time_compare(digest_of(thing.code, key), thing.secret_digest) or any(
            constant_time_compare(key, stamp) for stamp in self._stamps(thing)
        )

    def stamp(self, thing):
        """Stands for the secret where the secret itself is not known any more."""
        return self._stamps(thing)[0]

    def _stamps(self, thing):
        return [
            digest[:STAMP_LENGTH]
            for digest in keyed(self.link, thing.secret_digest, algorithm="sha1")
        ]

    def link_token(self, thing):
        """The part of a mailed address that opens the thing."""
        return signing.dumps([thing.code, self.stamp(thing)], salt=self.link)

    def read_link(self, token):
        """(code, key) of a mailed address, or None."""
        try:
            code, key = signing.loads(token, salt=self.link)
        except (signing.BadSignature, ValueError, TypeError):
            return None
        return code, key

    def keys_of(self, request):
        """The keys this browser holds: {code: key}."""
        try:
            held = signing.loads(
                request.COOKIES.get(self.cookie, ""), salt=self.salt, max_age=LASTS
            )
        except signing.BadSignature:
            return {}
        return held if isinstance(held, dict) else {}

    def hold(self, request, response, code, key):
        """Let this browser open the thing until it is closed, at most for 12 hours."""
        held = {**self.keys_of(request)}
        held.pop(code, None)
        newest = [*held.items(), (code, key)][-MOST_KEYS:]
        return self._set(request, response, dict(newest))

    def let_go(self, request, response, code):
        """Forget the key of one thing: the next person at this device sees nothing."""
        held = {**self.keys_of(request)}
        held.pop(code, None)
        return self._set(request, response, held)

    def _set(self, request, response, held):
        if not held:
            response.delete_cookie(self.cookie, path=self.path, samesite="Lax")
            return response
        response.set_cookie(
            self.cookie,
            signing.dumps(held, salt=self.salt),
            path=self.path,
            secure=request.is_secure(),
            httponly=True,
            samesite="Lax",
        )
        return response


def _grouped(drawn):
    return "-".join(drawn[n : n + 4] for n in range(0, SECRET_LENGTH, 4))
