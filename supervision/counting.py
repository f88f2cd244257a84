"""The figures of many offices at once, summed in the database: five queries for any number of them.

They are read from the sums that verbs keep (`requests_app/board/`), from the published tallies of
satisfaction and from the complaints that are open; no file is counted.
"""

from dataclasses import dataclass, field
from functools import cached_property

from django.db.models import (
    F,
    IntegerField,
    Q,
    Sum,
    Value,
    ValueRange,
    Window,
    WindowFrameExclusion,
)
from django.db.models.aggregates import Count
from django.db.models.fields.json import KeyTextTransform
from django.db.models.functions import Cast, Coalesce, Substr

from accounts.models.offices import today_at
from complaints.index.index import Index
from complaints.index.unsur import KEYS
from complaints.models import Complaint, Tally
from figures.tallying import share
from requests_app.models import Monthly, OpenFiles
from requests_app.workflow import ON_THE_CLOCK
from workdays.months import quarter_of

Measure = Monthly.Measure
ADDED = ("open", "overdue", "submitted", "decided", "late", "rounds_in_all", "answers")
ADDED += ("complaints", "complaints_late")


@dataclass
class Figures:
    """What is told of one office, or of several together. None where there is nothing to say."""

    open: int = 0
    overdue: int = 0
    submitted: int = 0
    decided: int = 0
    late: int = 0
    rounds_in_all: int = 0
    days: list = field(default_factory=list)  # the value in the middle, or the two of them
    answers: int = 0
    sums: dict = field(default_factory=dict)  # of the answers, by *unsur*
    complaints: int = 0
    complaints_late: int = 0

    def take_in(self, other):
        """Count these as well; what lies in the middle of both only the database knows."""
        for name in ADDED:
            setattr(self, name, getattr(self, name) + getattr(other, name))
        for key, value in other.sums.items():
            self.sums[key] = self.sums.get(key, 0) + value

    @property
    def in_time(self):
        """How many percent of what was decided was in time."""
        return share(self.decided - self.late, self.decided)

    @property
    def median(self):
        """Working days at the office: half of what was decided took no longer."""
        return (min(self.days) + max(self.days)) / 2 if self.days else None

    @property
    def rounds(self):
        """The mean for each file that was decided."""
        return self.rounds_in_all / self.decided if self.decided else None

    @cached_property
    def satisfaction(self):
        """The index (IKM) of the quarters that the period touches."""
        return Index(self.answers, self.sums).value if self.answers else None


class Places:
    """How rows of offices are put together: an office each, a province each, or all in one."""

    def __init__(self, offices, *, digits):
        self.offices, self.digits = offices.order_by().values("pk"), digits

    def rows(self, model, of="office"):
        """The rows of these offices, each with its ``place``."""
        name = f"{of}_id"
        place = Substr(name, 1, self.digits) if self.digits else Value("")
        return model.objects.order_by().filter(**{f"{of}__in": self.offices}).annotate(place=place)


def counted(offices, span, *, kind="", digits=4):
    """``{place: Figures}`` of these offices over that span; places by so many digits of the code.

    A kind of form narrows what is about files; satisfaction and complaints know none.
    """
    places, months, found = Places(offices, digits=digits), _months(span, kind), {}
    parts = [_open(places, {"kind": kind} if kind else {}), _decided(places, months)]
    if not kind:
        parts += [_satisfaction(places, span), _complaints(places)]
    for part in parts:
        for place, facts in part:
            found.setdefault(place, Figures()).__dict__.update(facts)
    for place, day in _middles(places, months):
        found[place].days.append(day)
    return found


def together(offices, span, parts, *, kind=""):
    """What these `Figures` of all the offices come to; one query, for the middle."""
    whole = Figures()
    for part in parts:
        whole.take_in(part)
    middles = _middles(Places(offices, digits=0), _months(span, kind))
    whole.days = [day for _, day in middles]
    return whole


def _months(span, kind):
    """The condition for rows of months."""
    found = {"month__gte": span.months[0], "month__lte": span.months[-1]}
    return found | {"kind": kind} if kind else found


def _open(places, of_kind):
    """What is open now, and what of it is over its due date by the clock of its office."""
    late = Q(state__in=ON_THE_CLOCK, day__lt=today_at("office"))
    rows = places.rows(OpenFiles).filter(**of_kind).values("place")
    rows = rows.annotate(open=Sum("count"), overdue=_sum("count", late))
    return _facts(rows)


def _decided(places, months):
    """What came and what was decided, in rounds and in time."""
    answers = Q(measure__in=[Measure.RECOMMENDED, Measure.DECLINED])
    rows = places.rows(Monthly).filter(**months).values("place")
    rows = rows.annotate(
        submitted=_sum("count", Q(measure=Measure.SUBMITTED)),
        decided=_sum("count", answers),
        late=_sum("count", Q(measure=Measure.LATE)),
        rounds_in_all=_sum(F("value") * F("count"), Q(measure=Measure.ROUNDS)),
    )
    return _facts(rows)


def _middles(places, months):
    """``(place, value)`` of the working days in the middle of all that were counted there.

    The rows are laid in the order of their values, each as often as it counts: the middle lies
    where the sum so far, with this value and without it, holds half of all.
    """
    own, by_value = [F("place")], {"partition_by": [F("place")], "order_by": "value"}
    without = ValueRange(None, 0, exclusion=WindowFrameExclusion.GROUP)
    rows = places.rows(Monthly).filter(**months, measure=Measure.OFFICE_DAYS)
    rows = rows.annotate(
        half=Window(Sum("count"), partition_by=own) / Value(2.0),
        so_far=Window(Sum("count"), **by_value),
        before=Coalesce(Window(Sum("count"), **by_value, frame=without), 0),
    )
    middle = rows.filter(half__gt=0, so_far__gte=F("half"), before__lte=F("half"))
    return middle.values_list("place", "value").distinct()


def _satisfaction(places, span):
    """The published answers of the quarters that the span touches, of all products together."""
    quarters = {"quarter__gte": quarter_of(span.months[0]), "quarter__lte": span.months[-1]}
    sums = {f"sum_{key}": Sum(Cast(KeyTextTransform(key, "sums"), IntegerField())) for key in KEYS}
    rows = places.rows(Tally).filter(**quarters).values("place")
    for row in rows.annotate(answers=Sum("count"), **sums):
        by_key = {key: row[f"sum_{key}"] for key in KEYS}
        yield row["place"], {"answers": row["answers"], "sums": by_key}


def _complaints(places):
    """Those that wait for an answer now, and of these the ones that are late."""
    rows = places.rows(Complaint, "desk").open()
    late = Complaint.objects.late(today_at("desk")).order_by().values("pk")
    rows = rows.values("place").annotate(
        complaints=Count("pk"), complaints_late=Count("pk", filter=Q(pk__in=late))
    )
    return _facts(rows)


def _sum(what, condition):
    return Coalesce(Sum(what, filter=condition), 0)


def _facts(rows):
    for row in rows:
        yield row.pop("place"), row
