"""How long personal data are kept: each kind names its row of the table and how it is erased.

    @keeps("keep.visitors", "guestbook.Visit")
    def visitors(before):
        return Visit.objects.erase_old(before)   # how many

An app says it in its ``retention.py``; the nightly work walks all of them and leaves a row of what
each has done. `tests/norms/test_personal_data.py` finds models that nobody has named.
"""

import logging
from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from norms.models import Sweep
from norms.reading import norm

logger = logging.getLogger(__name__)
KINDS = {}


@dataclass(frozen=True)
class Kind:
    """One kind of data: its row of the table, the models it is kept in, and what erases it."""

    key: str
    models: tuple
    erase: Callable

    @property
    def norm(self):
        return norm(self.key)


def keeps(key, *models):
    """Decorator: call the function with the moment before which things of this kind go."""

    def register(erase):
        KINDS[key] = Kind(key, models, erase)
        return erase

    return register


def sweep(*keys):
    """Erase what has been kept long enough, of these kinds or of all; gives the rows it leaves.

    A kind that fails is told in its row and in the log, and holds up no other.
    """
    return [_sweep(KINDS[key]) for key in keys or KINDS]


def _sweep(kind):
    until = timezone.now()
    try:
        until -= kind.norm.span
        count, error = kind.erase(until), ""
    except Exception as problem:
        logger.exception("%s was not erased", kind.key)
        count, error = 0, f"{type(problem).__name__}: {problem}"[:255]
    return Sweep.objects.create(key=kind.key, until=until, count=count, error=error)
