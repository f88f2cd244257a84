"""The figures of many offices at once, summed in the database: five queries for any number of them.

They are read from the sums that verbs keep (`requests_app/board/`), from the published tallies of
satisfaction and from the complaints that are open; no file is counted.
"""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property, reduce
from operator import add

from django.db.models import Count, F, IntegerField, Q, Sum
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Substr

from accounts.models.offices import today_at
from complaints.index.index import converted
from complaints.index.unsur import KEYS
from complaints.models import Complaint, Tally
from figures.tallying import median, share
from requests_app.models import Monthly, OpenFiles
from requests_app.workflow import ON_THE_CLOCK
from workdays.months import quarter_of

Measure = Monthly.Measure
OF_DECISIONS = [Measure.SUBMITTED, Measure.RECOMMENDED, Measure.DECLINED]
OF_DECISIONS += [Measure.LATE, Measure.ROUNDS]
ADDED = ("open", "overdue", "submitted", "decided", "late", "rounds_in_all", "answers", "points")
ADDED += ("complaints_late",)


@dataclass
class Figures:
    """What is told of one office, or of several together. None where there is nothing to say."""

    open: int = 0
    overdue: int = 0
    submitted: int = 0
    decided: int = 0
    late: int = 0
    rounds_in_all: int = 0
    days: Counter = field(default_factory=Counter)  # working days at the office: how many files
    answers: int = 0
    points: int = 0  # of all answers to the nine *unsur*, 1 to 4 each
    complaints_late: int = 0

    def take_in(self, other):
        """Count these as well."""
        for name in ADDED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        self.days.update(other.days)

    @property
    def in_time(self):
        """How many percent of what was decided was in time."""
        return share(self.decided - self.late, self.decided)

    @cached_property
    def median(self):
        """Working days at the office: half of what was decided took no longer."""
        return median(self.days)

    @property
    def rounds(self):
        """The mean for each file that was decided."""
        return self.rounds_in_all / self.decided if self.decided else None

    @cached_property
    def satisfaction(self):
        """The index (IKM) of the quarters that the period touches."""
        return converted(self.points, self.answers) if self.answers else None


class Places:
    """How rows of offices are put together: an office each, or the offices of a province."""

    def __init__(self, offices, *, by_province):
        self.offices, self.by_province = offices.order_by().values("pk"), by_province

    def rows(self, model, of="office"):
        """The rows of these offices, each with its ``place``: the code, or two digits of it."""
        place = Substr(f"{of}_id", 1, 2) if self.by_province else F(f"{of}_id")
        return model.objects.order_by().filter(**{f"{of}__in": self.offices}).annotate(place=place)


def counted(offices, span, *, kind="", by_province=False):
    """``{place: Figures}`` of these offices over that span.

    A kind of form narrows what is about files; satisfaction and complaints know none.
    """
    places, of_kind = Places(offices, by_province=by_province), {"kind": kind} if kind else {}
    months = {"month__gte": span.months[0], "month__lte": span.months[-1]} | of_kind
    parts = [_open(places, of_kind), _decided(places, months)]
    if not kind:
        parts += [_satisfaction(places, span), _complaints(places)]
    found = {}
    for names, rows in parts:
        for place, *facts in rows:
            told = found.setdefault(place, Figures())
            told.__dict__.update(zip(names, facts, strict=True))
    for place, value, count in _days(places, months):
        found[place].days[value] = count
    return found


def together(parts):
    """What these `Figures` come to."""
    whole = Figures()
    for part in parts:
        whole.take_in(part)
    return whole


def _open(places, of_kind):
    """What is open now, and what of it is over its due date by the clock of its office."""
    late = Q(state__in=ON_THE_CLOCK, day__lt=today_at("office"))
    rows = places.rows(OpenFiles).filter(**of_kind)
    return _by_place(rows, open=Sum("count"), overdue=_sum("count", late))


def _decided(places, months):
    """What came and what was decided, in rounds and in time."""
    answers = Q(measure__in=[Measure.RECOMMENDED, Measure.DECLINED])
    return _by_place(
        places.rows(Monthly).filter(**months, measure__in=OF_DECISIONS),
        submitted=_sum("count", Q(measure=Measure.SUBMITTED)),
        decided=_sum("count", answers),
        late=_sum("count", Q(measure=Measure.LATE)),
        rounds_in_all=_sum(F("value") * F("count"), Q(measure=Measure.ROUNDS)),
    )


def _days(places, months):
    """``(place, working days, files)``: from these follow the middle of each and of all."""
    rows = places.rows(Monthly).filter(**months, measure=Measure.OFFICE_DAYS)
    return rows.summed("place", "value")


def _satisfaction(places, span):
    """The published answers of the quarters that the span touches, of all products together."""
    quarters = {"quarter__gte": quarter_of(span.months[0]), "quarter__lte": span.months[-1]}
    points = reduce(add, (Cast(KeyTextTransform(key, "sums"), IntegerField()) for key in KEYS))
    rows = places.rows(Tally).filter(**quarters)
    return _by_place(rows, answers=Sum("count"), points=Sum(points))


def _complaints(places):
    """Open ones whose verification or answer is late by the clock of the desk."""
    rows = places.rows(Complaint, "desk").late(today_at("desk"))
    return _by_place(rows, complaints_late=Count("pk"))


def _sum(what, condition):
    return Coalesce(Sum(what, filter=condition), 0)


def _by_place(rows, **sums):
    """The names of the sums, and ``(place, *sums)`` of each place."""
    return list(sums), rows.values("place").annotate(**sums).values_list("place", *sums)
