"""The ID token: whether it is the provider's word, for us, about this very log-in.

Allauth takes a token that came over its own line unsigned; here every one is looked at whole.
"""

import hashlib
import hmac

import jwt
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from django.core.cache import cache

ALGORITHMS = [f"{kind}{bits}" for kind in ("RS", "PS", "ES") for bits in (256, 384, 512)]
ALGORITHMS += ["EdDSA"]  # what only the provider can sign: neither none nor a shared secret
LEEWAY = 30  # seconds that two clocks differ
KEPT = 600  # seconds; a log-in that has begun ends by itself sooner


class Untrue(OAuth2Error):
    """What came is not the provider's word, or not for us; the words are for the log."""


def read(token, *, provider, keys, nonce):
    """The claims of the token; raises `Untrue` unless everything about it is right."""
    if not isinstance(token, str) or not token:
        raise Untrue("no ID token")
    try:
        claims = jwt.decode(
            token,
            key=_key_of(token, keys),
            algorithms=ALGORITHMS,
            issuer=provider.issuer,
            audience=provider.client_id,
            leeway=LEEWAY,
            options={"require": ["iss", "sub", "aud", "exp", "iat"]},
        )
    except (jwt.PyJWTError, AttributeError, TypeError, ValueError) as problem:
        raise Untrue(type(problem).__name__) from problem
    if claims.get("azp", provider.client_id) != provider.client_id:
        raise Untrue("made for another client")
    if not claims["sub"]:
        raise Untrue("about nobody")
    if not hmac.compare_digest(str(claims.get("nonce")).encode(), nonce.encode()):
        raise Untrue("made for another log-in")
    return claims


def spend(code, provider):
    """Each code is good once here, too, whatever the provider thinks of it."""
    if not cache.add(f"provider-code:{digest(provider.key, code)}", True, timeout=KEPT):
        raise Untrue("a code that was used before")


def digest(*words):
    """One mark of several words, none of which can be read from it."""
    return hashlib.sha256("\0".join(words).encode()).hexdigest()


def _key_of(token, keys):
    named = jwt.get_unverified_header(token).get("kid")
    usable = [key for key in jwt.PyJWKSet.from_dict(keys).keys if key.public_key_use != "enc"]
    found = [key for key in usable if key.key_id == named] if named else usable
    if len(found) != 1:
        raise Untrue("signed by no key of the provider")
    return found[0]
