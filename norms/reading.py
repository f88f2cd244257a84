"""What holds: asked by a key and a day, answered without a query nearly always.

Each process remembers the table for a minute, and its own changes at once. Beneath the table lies
the file of the law (`norms/law.toml`): an installation whose table is still empty keeps to it.
"""

import time
from datetime import date, datetime

from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from norms import loading
from norms.models import Norm

FRESH = 60  # seconds


class Book:
    """All rows by their keys, the newest first."""

    def __init__(self, rows):
        self.by_key = {}
        for row in sorted(rows, key=lambda row: row.starts_on or date.min, reverse=True):
            self.by_key.setdefault(row.key, []).append(row)

    def find(self, key, day):
        """What holds on that day; before its first day the first row, after its last the last."""
        found = self.by_key[key]
        held = (row for row in found if row.holds_on(day))
        begun = (row for row in found if (row.starts_on or date.min) <= day)
        return next(held, None) or next(begun, None) or found[-1]


class _Remembered:
    book, until = None, 0.0


def norm(key, on=None) -> Norm:
    """The row that holds for what began on that day (or moment; today unless one is named)."""
    return book().find(key, _day(on))


def value(key, on=None):
    """Its value alone."""
    return norm(key, on).value


def knows(key):
    """Is there such a row?"""
    return key in book().by_key


def keys_under(prefix):
    """The keys of one kind, in the order of the file, then others."""
    filed = list(dict.fromkeys(facts["key"] for facts in loading.filed()))
    others = sorted(set(book().by_key) - set(filed))
    return [key for key in filed + others if key.startswith(f"{prefix}.") and knows(key)]


def book():
    now = time.monotonic()
    if _Remembered.book is None or now >= _Remembered.until:
        remember(_read(), until=now + FRESH)
    return _Remembered.book


def remember(rows, until=float("inf")):
    """Answer from these rows until then."""
    _Remembered.book, _Remembered.until = Book(rows), until


@receiver([post_save, post_delete], sender=Norm, dispatch_uid="norms.forget")
def forget(**kwargs):
    _Remembered.until = 0.0


def _read():
    stored = list(Norm.objects.all())
    known = {(row.key, row.starts_on) for row in stored}
    touched = {row.key for row in stored if row.is_ours}
    filed = (row for row in loading.rows() if row.key not in touched)
    return [*stored, *(row for row in filed if (row.key, row.starts_on) not in known)]


def _day(on):
    if on is None:
        return timezone.localdate()
    if isinstance(on, datetime):
        return timezone.localtime(on).date() if timezone.is_aware(on) else on.date()
    return on
