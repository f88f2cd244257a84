"""The yearly figures of complaints, so coarse that nobody can be told from them."""

from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Count, Q

from complaints import words
from complaints.models import Complaint
from complaints.words import State

FEWEST = 5  # fewer are told as "fewer than five"
MOST_YEARS = 5


@dataclass
class Year:
    """One year of an office. `None` stands for a number that is too small to be told."""

    year: int
    total: int
    by_class: dict = field(default_factory=dict)
    settled: int = 0
    in_time: int = 0

    @property
    def is_told(self):
        return self.total >= FEWEST

    @property
    def classes(self):
        """The counts of the classes; none of them if one could be told from a small number."""
        small = any(0 < count < FEWEST for count in self.by_class.values())
        return [] if small or not self.is_told else list(self.by_class.items())

    @property
    def share_in_time(self):
        """Percent of the settled ones that were settled in time; None while they are few."""
        return round(100 * self.in_time / self.settled) if self.settled >= FEWEST else None


def years_of(office):
    """The last five years of that office, the newest first; one query a year."""
    this_year = office.today().year
    years = [year_of(office, this_year - n) for n in range(MOST_YEARS)]
    return [year for year in years if year.total or year.year == this_year]


def year_of(office, number):
    """The figures of that year; one query."""
    begins, ends = (datetime(year, 1, 1, tzinfo=office.zone) for year in (number, number + 1))
    received = Complaint.objects.filter(
        office=office, received_at__gte=begins, received_at__lt=ends
    ).exclude(state=State.WITHDRAWN)
    settled = Q(state__in=[State.ANSWERED, State.REFUSED])
    counts = received.aggregate(
        total=Count("pk"),
        settled=Count("pk", filter=settled),
        in_time=Count("pk", filter=settled & Q(closed_in_time=True)),
        **{kind.value: Count("pk", filter=Q(kind=kind)) for kind in words.Kind},
    )
    by_class = {kind.label: counts.pop(kind.value) for kind in words.Kind}
    return Year(number, by_class=by_class, **counts)
