"""What is to be done about the law: what has run out, is awaited, unread, or an estimate."""

from collections.abc import Callable
from dataclasses import dataclass

from django.utils import timezone

from norms.models import Norm
from norms.reading import book

OVER, AWAITED, ESTIMATED, UNREAD = "over", "awaited", "estimated", "unread"
TITLES = {
    OVER: "Tidak berlaku lagi dan belum ada gantinya",
    AWAITED: "Peraturannya belum dibaca; sementara ini janji kantor",
    ESTIMATED: "Masih perkiraan",
    UNREAD: "Pasalnya belum dibaca sendiri",
}
lookers: list[Callable] = []


@dataclass(frozen=True)
class Finding:
    """One thing to do: of which sort, about which row, in words."""

    sort: str
    key: str
    words: str

    @property
    def title(self):
        return TITLES[self.sort]

    @property
    def year(self):
        """Of a calendar: which one; else what stands after the dot."""
        return self.key.partition(".")[2]


def looks(function):
    """Decorator: ask the function for findings of an app above; it yields `Finding`, or nothing."""
    if function not in lookers:
        lookers.append(function)
    return function


def findings(today=None):
    """All of them, the gravest first."""
    today = today or timezone.localdate()
    found = [*_of_rows(today), *(finding for look in lookers for finding in look(today))]
    return sorted(found, key=lambda finding: list(TITLES).index(finding.sort))


def _of_rows(today):
    for key, rows in book().by_key.items():
        last = rows[0]
        is_yearly = last.unit == Norm.Unit.CALENDAR
        if last.ends_on and last.ends_on < today:
            if not is_yearly:
                yield Finding(OVER, key, f"{last.label}: berlaku sampai {last.ends_on:%d-%m-%Y}.")
        elif last.awaits and not is_yearly:
            yield Finding(AWAITED, key, f"{last.label}: {last.awaits}.")
        elif last.deed and last.checked_on is None and not is_yearly:
            yield Finding(UNREAD, key, f"{last.label}: {last.cited}.")
