"""The clock of a file laid out on a calendar: which days counted, which did not, and why."""

import calendar as months
from dataclasses import dataclass
from datetime import date
from itertools import groupby, zip_longest
from typing import NamedTuple

from events.models import Event
from workdays.calendar import deed_of

MOVED = ("Hari pengajuan", "Hari pengembalian", "Hari pengaduan", "Hari pertanyaan", "Hari ket")
AWAY = ("Di instansi", "Menunggu keterangan")


class Day(NamedTuple):
    """One day of a file: ``count`` is its number among the working days that count, else 0."""

    day: date
    count: int
    words: str
    deed: str
    is_to_come: bool
    is_due: bool

    @property
    def tone(self):
        """How the calendar draws it: counted, planned, moved, away, or off."""
        if self.count:
            return "planned" if self.is_to_come else "counted"
        if self.words.startswith(MOVED):
            return "moved"
        return "away" if self.words.startswith(AWAY) else "off"


class Pause(NamedTuple):
    """A span in which the form was at the agency: from when, until when (None: still), and the
    event that began it."""

    since: date
    until: date | None
    event: Event


@dataclass(frozen=True)
class Month:
    """A month as weeks from Monday; None where no day of the file stands."""

    first: date
    weeks: list


def days_of(submission):
    """Every day since the first submission, until the due date or the end; [] of a draft."""
    if submission.submitted_at is None:
        return []
    clock, today = submission.clock(), submission.office.today()
    ended = (
        submission.decided_at and submission.decided_at.astimezone(submission.office.zone).date()
    )
    due_on = None if ended else clock.due_on
    until = ended or max(filter(None, [today, due_on]))
    return days_of_clock(clock, until, today, due_on)


def days_of_clock(clock, until, today, due_on):
    """Every day that this clock has seen or will see, until that day."""
    days, count = [], 0
    for day, counted, words in clock.explain(until):
        count += counted
        days.append(
            Day(
                day,
                count if counted else 0,
                words,
                "" if counted and day not in clock.calendar.deeds else deed_of(clock.calendar, day),
                day > today,
                day == due_on,
            )
        )
    return days


def pauses_of(submission):
    """Every return with the resubmission that ended it, oldest first; two queries."""
    zone = submission.office.zone
    versions = submission.revisions.exclude(submitted_at=None).order_by("number")
    dates = list(versions.values_list("submitted_at", "returned_at"))
    returned = [moment.astimezone(zone).date() for _, moment in dates if moment]
    came_back = [moment.astimezone(zone).date() for moment, _ in dates[1:]]
    events = Event.objects.about(submission).filter(action="submission.return_for_revision")
    return [
        Pause(since, until, event)
        for since, until, event in zip_longest(returned, came_back, events)
        if since
    ]


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
