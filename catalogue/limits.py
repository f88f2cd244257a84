"""How much one address may ask in a minute, and how an answer says so."""

import time
from functools import wraps

from allauth.core.internal.ratelimit import consume, get_rates, respond_429
from django.core.cache import cache

APP = "allauth.account"  # whose settings keep all limits of the portal in one place


def limited(action):
    """Decorator: a page that asks more than its share in a minute is answered 429."""

    def decorate(view):
        @wraps(view)
        def guarded(request, *args, **kwargs):
            if not consume(request, app=APP, action=action, limit_get=True):
                return respond_429(request)
            return view(request, *args, **kwargs)

        return guarded

    return decorate


def take_share(request, action):
    """Count one request; returns (allowed, headers that say what is left)."""
    (rate,) = get_rates(app=APP, action=action)
    usage = consume(request, app=APP, action=action, limit_get=True)
    headers = {"RateLimit-Limit": str(rate.amount)}
    if not usage:
        wait = str(int(rate.duration))
        return False, headers | {"RateLimit-Remaining": "0", "Retry-After": wait}
    history = cache.get(usage.usage[0].cache_key, [])
    reset = rate.duration - (time.time() - history[-1]) if history else rate.duration
    return True, headers | {
        "RateLimit-Remaining": str(max(rate.amount - len(history), 0)),
        "RateLimit-Reset": str(max(int(reset), 0)),
    }
