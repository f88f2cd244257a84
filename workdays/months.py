"""Days laid out on a calendar: which counted on a clock, which did not, and why."""

import calendar as months
from dataclasses import dataclass
from datetime import date
from itertools import groupby
from typing import NamedTuple

from dateutil.relativedelta import relativedelta

from workdays.calendar import deed_of, is_estimate


class ClockDay(NamedTuple):
    """One day of a file: ``count`` is its number among the working days that count, else 0.

    ``tone`` is how the calendar draws it: counted, planned, moved, away, or off.
    """

    day: date
    count: int
    words: str
    deed: str
    is_to_come: bool
    is_due: bool
    tone: str

    @property
    def is_estimate(self):
        """May this day off still move?"""
        return is_estimate(self.words)


@dataclass(frozen=True)
class Month:
    """A month as weeks from Monday; None where no day of the file stands."""

    first: date
    weeks: list


def days_of_clock(clock, until, today, due_on):
    """Every day that this clock has seen or will see, until that day."""
    days, count = [], 0
    for day, counted, words in clock.explain(until):
        count += counted
        days.append(
            ClockDay(
                day,
                count if counted else 0,
                words,
                "" if counted and day not in clock.calendar.deeds else deed_of(clock.calendar, day),
                day > today,
                day == due_on,
                _tone(clock, day, counted, today),
            )
        )
    return days


def _tone(clock, day, counted, today):
    if counted:
        return "planned" if day > today else "counted"
    if clock.moves_on(day):
        return "moved"
    return "away" if clock.is_away(day) else "off"


def months_of(days):
    """These days as months; whole weeks are drawn."""
    found = []
    for (year, month), those in groupby(days, key=lambda day: (day.day.year, day.day.month)):
        by_number = {day.day.day: day for day in those}
        weeks = [
            [(number or "", by_number.get(number)) for number in week]
            for week in months.monthcalendar(year, month)
        ]
        found.append(Month(date(year, month, 1), weeks))
    return found


def quarter_of(day):
    """The first day of the quarter that this day is in."""
    return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)


def months_before(day, back):
    """The first day of the month so many months before that day's; after it for ``back`` < 0."""
    return day.replace(day=1) - relativedelta(months=back)
