"""While the portal is maintained, a page that is read writes nothing down on the way."""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import wraps

_resting = ContextVar("resting", default=False)


@contextmanager
def resting(is_on=True):
    """Whatever is asked for inside is answered by reading alone."""
    token = _resting.set(is_on)
    try:
        yield
    finally:
        _resting.reset(token)


def not_while_resting(verb):
    """Decorator of what a page does by the way: marked as read, counted, settled. It can wait."""

    @wraps(verb)
    def done(*args, **kwargs):
        return None if _resting.get() else verb(*args, **kwargs)

    return done
