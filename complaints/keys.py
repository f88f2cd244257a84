"""How somebody without an account opens his complaint: a secret, a mailed link, and a cookie.

Of the secret only a digest is stored. What was entered stays in a signed cookie of the browser, so
neither addresses nor sessions (which know who is signed in) ever carry it.
"""

import hashlib
import secrets

from django.core import signing
from django.utils.crypto import constant_time_compare, salted_hmac

from paper.codes import CODE_ALPHABET

COOKIE, SALT, LINK = "pengaduan", "complaints.key", "complaints.link"
PATH = "/pengaduan/"
LASTS = 12 * 60 * 60  # seconds
MOST_KEYS = 5  # tickets that one browser holds open
SECRET_LENGTH = 16  # 78 bits


def new_secret():
    """Four groups of four, which can be read out and typed again."""
    drawn = "".join(secrets.choice(CODE_ALPHABET) for _ in range(SECRET_LENGTH))
    return _grouped(drawn)


def secret_from(nonce):
    """The secret of a form that was drawn with this nonce: sent twice, it is the same."""
    number = int.from_bytes(salted_hmac(SALT, nonce, algorithm="sha256").digest())
    drawn = ""
    for _ in range(SECRET_LENGTH):
        number, place = divmod(number, len(CODE_ALPHABET))
        drawn += CODE_ALPHABET[place]
    return _grouped(drawn)


def normal(typed):
    """Letters and figures only, in capitals: how people type does not matter."""
    return "".join(mark for mark in typed.upper() if mark.isascii() and mark.isalnum())


def digest_of(code, secret):
    """What is stored of a secret. It is long and drawn by chance, so a plain digest holds."""
    return hashlib.sha256(f"{code}:{normal(secret)}".encode()).hexdigest()


def opens(complaint, key):
    """Whether this is the complaint's secret, or the stamp that a mailed link carries."""
    return constant_time_compare(
        digest_of(complaint.code, key), complaint.secret_digest
    ) or constant_time_compare(key, stamp(complaint))


def stamp(complaint):
    """Stands for the secret where the secret itself is not known any more."""
    return salted_hmac(LINK, complaint.secret_digest).hexdigest()[:40]


def link_token(complaint):
    """The part of a mailed address that opens the complaint."""
    return signing.dumps([complaint.code, stamp(complaint)], salt=LINK)


def read_link(token):
    """(code, key) of a mailed address, or None."""
    try:
        code, key = signing.loads(token, salt=LINK)
    except (signing.BadSignature, ValueError, TypeError):
        return None
    return code, key


def keys_of(request):
    """The keys this browser holds: {code: key}."""
    try:
        held = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=LASTS)
    except signing.BadSignature:
        return {}
    return held if isinstance(held, dict) else {}


def hold(request, response, code, key):
    """Let this browser open the complaint until it is closed, at most for 12 hours."""
    held = {**keys_of(request)}
    held.pop(code, None)
    newest = [*held.items(), (code, key)][-MOST_KEYS:]
    return _set(request, response, dict(newest))


def let_go(request, response, code):
    """Forget the key of one complaint: the next person at this device sees nothing."""
    held = {**keys_of(request)}
    held.pop(code, None)
    return _set(request, response, held)


def _set(request, response, held):
    if not held:
        response.delete_cookie(COOKIE, path=PATH, samesite="Lax")
        return response
    response.set_cookie(
        COOKIE,
        signing.dumps(held, salt=SALT),
        path=PATH,
        secure=request.is_secure(),
        httponly=True,
        samesite="Lax",
    )
    return response


def _grouped(drawn):
    return "-".join(drawn[n : n + 4] for n in range(0, SECRET_LENGTH, 4))
