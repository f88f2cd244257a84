"""What a provider says of itself, as far as it agrees with what the operator listed."""

from .lines import Line
from .listed import origin_of
from .tokens import Untrue

PLACE = "/.well-known/openid-configuration"
NEEDED = ("authorization_endpoint", "token_endpoint", "jwks_uri")


def discover(provider):
    """Its own document. Who names another issuer, or a host that is not its own, is not believed:
    else the code of one provider, or our secret there, could be led to another."""
    told = Line().document(provider.issuer.rstrip("/") + PLACE)
    if told.get("issuer") != provider.issuer:
        raise Untrue("its document names another issuer")
    for name in (*NEEDED, "userinfo_endpoint"):
        if (name in NEEDED or name in told) and not _is_its_own(told.get(name), provider):
            raise Untrue(f"{name} is at a host that is not named")
    return told


def keys_of(told):
    """The keys with which it signs, today's."""
    return Line().document(told["jwks_uri"])


def _is_its_own(url, provider):
    try:
        return origin_of(url) in provider.origins
    except (ValueError, KeyError, TypeError, AttributeError):
        return False
