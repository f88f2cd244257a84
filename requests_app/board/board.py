"""The head's board: how an office stands and how it has done, read from sums that verbs keep."""

from collections import Counter
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cached_property
from itertools import accumulate
from typing import NamedTuple

from django.utils.formats import date_format

from accounts.models import Role, User
from editions import EDITIONS
from figures.tallying import mean, median, share, together
from requests_app.models import Monthly, NotesSent, OpenFiles, Submission
from requests_app.workflow import ON_THE_CLOCK, State
from workdays.calendar import calendar_for
from workdays.due import Due
from workdays.months import months_before, quarter_of

LISTED = 10  # overdue files, and questions, that the board names
YEARS_BACK = 15
Measure = Monthly.Measure


@dataclass(frozen=True)
class Span:
    """Twelve months: a calendar year, or the last twelve, today's month included."""

    year: int | None
    today: date

    @cached_property
    def months(self):
        """The first day of each month that has begun."""
        if self.year:
            months = [date(self.year, month, 1) for month in range(1, 13)]
            return [month for month in months if month <= self.today] or months[:1]
        return [months_before(self.today, back) for back in range(11, -1, -1)]

    @property
    def words(self):
        return f"tahun {self.year}" if self.year else "12 bulan terakhir"

    @property
    def quarter(self):
        """The quarter the period ends in, and the one before: two lists of months."""
        first = quarter_of(self.months[-1])
        return [
            [months_before(first, back) for back in (0, -1, -2)],
            [months_before(first, back) for back in (3, 2, 1)],
        ]


class Load(NamedTuple):
    """What one examiner has in hand; ``due`` is the most urgent due date, None without one."""

    person: object
    examining: int
    signing: int
    away: int
    overdue: int
    due: Due | None

    @property
    def total(self):
        return self.examining + self.signing + self.away


class Noted(NamedTuple):
    """A question on which notes were sent, this quarter and the one before."""

    edition: object
    question: str
    count: int
    before: int
    standards: list  # (name of the standard note, how often)

    @property
    def words(self):
        if not self.question:
            return "Catatan umum dan lampiran"
        return f"{self.edition.number(self.question)} {self.edition.label(self.question)}"


class Board:
    """The figures of one office over a period, of one kind of form or of both.

    However many files there are, it asks the same few queries, each over sums.
    """

    def __init__(self, office, *, year=None, kind=""):
        self.office, self.kind = office, kind
        self.today = office.today()
        self.calendar = calendar_for(office)
        self.period = Span(year, self.today)

    # Now

    @cached_property
    def open(self):
        """``[(state, examiner's number, day, count)]`` of the files that are not decided."""
        return list(self._of(OpenFiles).summed("state", "examiner_id", "day"))

    def open_in(self, *states):
        """How many files stand in any of these states."""
        return sum(count for state, _, _, count in self.open if state in states)

    @cached_property
    def on_the_clock(self):
        """How many the office holds by days left: ``{(state, working days left): count}``."""
        by_day = Counter()
        for state, _, day, count in self.open:
            if state in ON_THE_CLOCK and day:
                by_day[state, day] += count
        left = {day: self.days_left(day) for _, day in by_day}
        counts = Counter()
        for (state, day), count in by_day.items():
            counts[state, left[day]] += count
        return counts

    @property
    def away(self):
        """How many are at the agencies, by whole weeks since the return: ``{weeks: count}``."""
        counts = Counter()
        for state, _, day, count in self.open:
            if state == State.RETURNED and day:
                counts[(self.today - day).days // 7] += count
        return counts

    @property
    def overdue(self):
        """How many files are over their due date."""
        return sum(count for _, count in self._late_days)

    def overdue_files(self):
        """The ten files that are overdue longest; reads no further than their due dates."""
        late = self._late_days
        if not late:
            return []
        reached = accumulate(count for _, count in late)
        enough = (day for (day, _), count in zip(late, reached, strict=True) if count >= LISTED)
        until = next(enough, late[-1][0])
        files = Submission.objects.on_the_clock().filter(office=self.office, due_on__lte=until)
        if self.kind:
            files = files.filter(edition__in=self._editions)
        files = files.most_urgent_first().select_related("agency", "office", "examiner")
        return list(files[:LISTED])

    def loads(self):
        """Every examiner of the office with what he has in hand, the fullest desk first."""
        by_person = {}
        for state, person, day, count in self.open:
            by_person.setdefault(person, []).append((state, day, count))
        people = User.objects.staff_of(self.office).with_role(Role.EXAMINER)
        people = {person.pk: person for person in people}
        gone = [pk for pk in by_person if pk and pk not in people]
        people |= User.objects.in_bulk(gone) if gone else {}
        loads = [self._load(person, by_person.get(pk, ())) for pk, person in people.items()]
        if None in by_person:
            loads.append(self._load(None, by_person[None]))
        return sorted(loads, key=lambda load: (-load.total, getattr(load.person, "name", "")))

    def days_left(self, day):
        """Working days until that due date: 0 on it, negative once it is over."""
        if day < self.today:
            return -max(self.calendar.workdays_between(day, self.today + timedelta(days=1)), 1)
        return self.calendar.workdays_between(self.today, day + timedelta(days=1))

    # Over the period

    @cached_property
    def monthly(self):
        """``{(month, measure): {value: count}}`` of the period; one query."""
        months = self.period.months
        rows = self._of(Monthly).filter(month__gte=months[0], month__lte=months[-1])
        found = {}
        for month, measure, value, count in rows.summed("month", "measure", "value"):
            found.setdefault((month, measure), Counter())[value] += count
        return found

    def counted(self, measure, month=None):
        """The values of a measure and how often each occurred, in a month or in the period."""
        if month:
            return self.monthly.get((month, measure), Counter())
        return together(self.counted(measure, month) for month in self.period.months)

    def total(self, measure, month=None):
        """How often it happened."""
        return sum(self.counted(measure, month).values())

    def decided(self, month=None):
        """How many were decided, *layak* or *tidak layak*."""
        return self.total(Measure.RECOMMENDED, month) + self.total(Measure.DECLINED, month)

    def in_time(self, month=None):
        """How many percent of what was decided was in time; None of nothing."""
        decided = self.decided(month)
        return share(decided - self.total(Measure.LATE, month), decided)

    def median(self, measure, month=None):
        """The middle value of a measure; None of nothing."""
        return median(self.counted(measure, month))

    def mean(self, measure):
        """The mean of a measure; None of nothing."""
        return mean(self.counted(measure))

    def noted(self):
        """The ten questions that most notes were about in the quarter; one query."""
        now, before = self.period.quarter
        rows = NotesSent.objects.filter(office=self.office, month__in=[*now, *before])
        if self.kind:
            rows = rows.filter(edition__in=self._editions)
        counts, names = {True: Counter(), False: Counter()}, {}
        for edition, question, month, name, count in rows.summed(
            "edition", "question", "month", "standard__name"
        ):
            counts[month in now][edition, question] += count
            if name and month in now:
                names.setdefault((edition, question), Counter())[name] += count
        return [
            Noted(
                EDITIONS[key[0]],
                key[1],
                count,
                counts[False][key],
                names.get(key, Counter()).most_common(3),
            )
            for key, count in sorted(counts[True].items(), key=lambda item: (-item[1], item[0]))
        ][:LISTED]

    @property
    def quarter_words(self):
        first = self.period.quarter[0][0]
        return f"triwulan {(first.month + 2) // 3} tahun {first.year}"

    def years(self):
        """The years in which there are figures, the newest first; one query."""
        rows = Monthly.objects.filter(office=self.office).order_by("month")
        first = rows.values_list("month", flat=True).first()
        oldest = max(first.year, self.today.year - YEARS_BACK) if first else self.today.year
        return list(range(self.today.year, oldest - 1, -1))

    @cached_property
    def _late_days(self):
        late = Counter()
        for state, _, day, count in self.open:
            if state in ON_THE_CLOCK and day and day < self.today:
                late[day] += count
        return sorted(late.items())

    def _load(self, person, held):
        states, late, days = Counter(), 0, []
        for state, day, count in held:
            states[state] += count
            if state in ON_THE_CLOCK and day:
                days.append(day)
                late += count * (day < self.today)
        return Load(
            person,
            states[State.SUBMITTED] + states[State.UNDER_EXAMINATION],
            states[State.AWAITING_SIGNATURE],
            states[State.RETURNED],
            late,
            Due.seen(min(days), self.today, self.calendar) if days else None,
        )

    def _of(self, ledger):
        rows = ledger.objects.filter(office=self.office)
        return rows.filter(kind=self.kind) if self.kind else rows

    @property
    def _editions(self):
        return [edition.slug for edition in EDITIONS.values() if edition.kind == self.kind]


def month_words(month):
    """ "Maret 2026"."""
    return date_format(month, "F Y")
