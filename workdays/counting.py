"""Counting working days: plain functions of dates, without a database.

A working day counts when the office holds the file from its beginning to its end, so neither the
day of submission nor of return nor of resubmission counts, and the clock pauses in between.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import NamedTuple

SATURDAY = 5
WEEKEND = {SATURDAY: "Sabtu", 6: "Minggu"}
ONE_DAY = timedelta(days=1)


def no_holidays(year: int) -> Mapping[date, str]:
    """A year without a single holiday."""
    return {}


@dataclass(frozen=True)
class Calendar:
    """The working days of an office.

    `holidays_in` gives the holidays of a year when it is first asked for; the days that the office
    itself closed or opened win over it, and over weekends.
    """

    holidays_in: Callable[[int], Mapping[date, str]] = no_holidays
    closed: Mapping[date, str] = field(default_factory=dict)
    opened: Mapping[date, str] = field(default_factory=dict)
    deeds: Mapping[date, str] = field(default_factory=dict)  # behind what the office changed

    def is_workday(self, day: date) -> bool:
        """Whether the office works on that day."""
        if day in self.opened:
            return True
        return not (
            day.weekday() >= SATURDAY or day in self.closed or day in self.holidays_in(day.year)
        )

    def reason(self, day: date) -> str | None:
        """Why nobody works on that day, in Indonesian; None on a working day."""
        if day in self.opened:
            return None
        return (
            self.closed.get(day)
            or self.holidays_in(day.year).get(day)
            or WEEKEND.get(day.weekday())
        )

    def add_workdays(self, day: date, n: int) -> date:
        """The nth working day after the day, which itself never counts."""
        if n < 0:
            raise ValueError("Working days are counted forwards only.")
        while n:
            day += ONE_DAY
            n -= self.is_workday(day)
        return day

    def workdays_between(self, after: date, before: date) -> int:
        """How many working days lie strictly between the two days."""
        return sum(
            self.is_workday(after + timedelta(days=n)) for n in range(1, (before - after).days)
        )

    def workdays_in(self, year: int) -> int:
        """How many working days that year has."""
        return self.workdays_between(date(year - 1, 12, 31), date(year + 1, 1, 1))


class ExplainedDay(NamedTuple):
    """One calendar day in the life of a file: did it count, and why or why not."""

    day: date
    counted: bool
    reason: str


class Clock:
    """How long the office has held a file, and until when it may.

    `holdings` are the spans in which the office holds the file: (day it came, day it went back),
    the last one open (None) unless the file is at the agency now. For a decided file leave the last
    one open and ask for the day of the decision.
    """

    # What a day says that does not count because something moved, or lay elsewhere.
    CAME = "pengajuan"
    CAME_AGAIN = "pengajuan kembali"
    WENT = "pengembalian"
    AWAY = "Di instansi untuk perbaikan"

    def __init__(
        self, holdings: Sequence[tuple[date, date | None]], allowance: int, calendar: Calendar
    ):
        self.holdings = list(holdings)
        self.allowance = allowance
        self.calendar = calendar
        self._refuse_disorder()

    @property
    def paused(self) -> bool:
        """The file is at the agency: no day counts."""
        return bool(self.holdings) and self.holdings[-1][1] is not None

    @property
    def due_on(self) -> date | None:
        """The last day on which a decision is in time; None while nobody can know it."""
        if self.paused or not self.holdings:
            return None
        left = self.allowance
        for came, went in self.holdings:
            counted = self.calendar.workdays_between(came, went) if went else left
            if counted >= left:
                return self.calendar.add_workdays(came, left)
            left -= counted
        return None

    def used(self, today: date) -> int:
        """Working days that counted until the end of today."""
        tomorrow = today + ONE_DAY
        return sum(
            self.calendar.workdays_between(came, min(went or tomorrow, tomorrow))
            for came, went in self.holdings
        )

    def left(self, today: date) -> int:
        """Working days left after today: 0 on the due date, less than 0 once another has passed."""
        return self.allowance - self.used(today)

    def is_overdue(self, today: date) -> bool:
        """The due date is over, even if no further working day has passed yet."""
        due_on = self.due_on
        return today > due_on if due_on else self.left(today) < 0

    def explain(self, until: date) -> list[ExplainedDay]:
        """Every calendar day since the first submission: counted, or why not."""
        if not self.holdings:
            return []
        first = self.holdings[0][0]
        edges = self._edges()
        days, count = [], 0
        for n in range((until - first).days + 1):
            day = first + timedelta(days=n)
            lay = self.AWAY if self.is_away(day) else self.calendar.reason(day)
            why_not = edges.get(day) or lay
            count += not why_not
            days.append(ExplainedDay(day, not why_not, why_not or f"Hari kerja ke-{count}"))
        return days

    def moves_on(self, day: date) -> bool:
        """The file came or went on that day."""
        return any(day in holding for holding in self.holdings)

    def is_away(self, day: date) -> bool:
        """The file lay elsewhere all that day."""
        return not any(
            came <= day and (went is None or day <= went) for came, went in self.holdings
        )

    def _refuse_disorder(self):
        for n, (came, went) in enumerate(self.holdings):
            is_last = n == len(self.holdings) - 1
            if went is None and not is_last:
                raise ValueError("Only the last holding may be open.")
            if went is not None and went < came:
                raise ValueError("A file cannot go back before it came.")
            if n and came < self.holdings[n - 1][1]:
                raise ValueError("Holdings must follow one another.")

    def _edges(self) -> dict[date, str]:
        """The days on which the file moved, which never count."""
        words: dict[date, list[str]] = {}
        for n, (came, went) in enumerate(self.holdings):
            words.setdefault(came, []).append(self.CAME_AGAIN if n else self.CAME)
            if went:
                words.setdefault(went, []).append(self.WENT)
        return {day: f"Hari {' dan '.join(dict.fromkeys(said))}" for day, said in words.items()}
