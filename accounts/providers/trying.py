"""Whether a provider is as the operator listed it; nobody signs in for that."""

import jwt
from requests import RequestException

from .discovery import discover, keys_of
from .lines import Away
from .tokens import Untrue


def problem_of(provider):
    """What keeps people from signing in by it, in words; "" if nothing does."""
    try:
        told = discover(provider)
        jwt.PyJWKSet.from_dict(keys_of(told))
    except (Untrue, Away) as problem:
        return f"{provider.issuer}: {problem}"
    except RequestException as problem:
        return f"{provider.issuer} does not answer as a provider: {type(problem).__name__}"
    except (jwt.PyJWTError, AttributeError, TypeError):
        return f"{told['jwks_uri']} holds no keys"
    if "code" not in told.get("response_types_supported", ["code"]):
        return f"{provider.issuer} hands out no codes"
    return ""
