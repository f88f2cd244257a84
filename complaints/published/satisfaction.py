"""The published figures: what anybody may know of how the service was rated.

Everything is read from the tallies of an office, four rows a year and product; answers are never
looked at.
"""

from collections import Counter
from dataclasses import dataclass
from itertools import groupby

from complaints.index.periods import Period
from complaints.index.products import Product
from complaints.models import FollowUp, Rating, Tally
from complaints.models.tally import PROFILE, index_of

SMALLEST_GROUP = 3  # respondents; smaller groups are told together
NOT_SAID = "Lainnya atau tidak diisi"


@dataclass(frozen=True)
class Figures:
    """What is published of an office for one period."""

    office: object
    period: Period
    tallies: list

    @property
    def index(self):
        return index_of(self.tallies)

    @property
    def on_paper(self):
        return sum(tally.on_paper for tally in self.tallies)

    @property
    def online(self):
        return self.index.count - self.on_paper

    def by_product(self):
        """[(product, index)] of the products with published figures, where there are several."""
        found = [
            (product.label, index_of([each for each in self.tallies if each.of_product == product]))
            for product in Product
        ]
        found = [(label, index) for label, index in found if index]
        return found if len(found) > 1 else []

    def profile(self):
        """Who answered: [(question, [(words, count, percent)])], groups under 3 put together."""
        return [(_field(name).verbose_name, self._groups(name)) for name in PROFILE]

    def _groups(self, name):
        counts = sum((Counter(tally.profile[name]) for tally in self.tallies), Counter())
        labels = dict(_field(name).flatchoices)
        named = {code: counts[code] for code in labels if counts[code] >= SMALLEST_GROUP}
        named_words = [(labels[code], count) for code, count in named.items()]
        rest = self.index.count - sum(named.values())
        groups = [*named_words, (NOT_SAID, rest)] if rest else named_words
        return [(words, count, round(100 * count / self.index.count)) for words, count in groups]


class Satisfaction:
    """The published figures of one office over all its periods; two queries at most."""

    def __init__(self, office):
        self.office = office
        self.tallies = list(Tally.objects.of(office))

    @property
    def years(self):
        """Years with figures, the newest first."""
        return sorted({tally.quarter.year for tally in self.tallies}, reverse=True)

    def periods(self):
        """What can be chosen: each year, then its quarters, the newest first."""
        quarters = dict.fromkeys(tally.period for tally in reversed(self.tallies))
        for year in self.years:
            yield Period(year)
            yield from (period for period in quarters if period.year == year)

    def figures(self, period=None):
        """What is published for that period, else for the newest year; None when nothing is."""
        if period is None and self.years:
            period = Period(self.years[0])
        found = [tally for tally in self.tallies if period and period.covers(tally.quarter)]
        return Figures(self.office, period, found) if found else None

    def trend(self, most=12):
        """The index of each published quarter, the earliest first: [(period, index)]."""
        quarters = groupby(self.tallies, key=lambda tally: tally.period)
        return [(period, index_of(found)) for period, found in quarters][-most:]

    def follow_up(self, period):
        return FollowUp.objects.newest(self.office, period.year)


def current_index(office):
    """The newest published figures of an office (its newest year), or None; one query.

    For pages that show the index beside something else: `.index.value`, `.index.band.words`,
    `.index.count`, `.period.label`.
    """
    return Satisfaction(office).figures()


def offices_of(year):
    """Every office with published figures of that year, with its index, by code; one query."""
    tallies = Tally.objects.filter(quarter__year=year).select_related("office")
    by_office = {}
    for tally in tallies.order_by("office_id"):
        by_office.setdefault(tally.office, []).append(tally)
    return [(office, index_of(found)) for office, found in by_office.items()]


def _field(name):
    return Rating._meta.get_field(name)
