from collections import Counter

from django.db import models

from complaints.index.index import Index
from complaints.index.periods import Period
from complaints.index.products import Product
from complaints.index.unsur import KEYS

PROFILE = ("sex", "education", "occupation")


class TallyQuerySet(models.QuerySet):
    def of(self, office):
        """The quarters of an office for which figures are published, the earliest first."""
        return self.filter(office=office).order_by("quarter", "pk")


class Tally(models.Model):
    """The answers of one office, quarter and product added up: all that is ever published.

    It is written when the box is opened (`Rating.objects.put_in`), and can be counted anew from the
    answers at any time.
    """

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="tallies")
    quarter = models.DateField()  # its first day
    of_product = models.CharField(
        "produk layanan", max_length=14, choices=Product, default=Product.RECOMMENDATION
    )
    count = models.PositiveIntegerField(default=0)
    on_paper = models.PositiveIntegerField(default=0)
    sums = models.JSONField(default=dict)  # {key of the unsur: sum of the answers}
    profile = models.JSONField(default=dict)  # {"sex": {"female": 4, "": 2}, …}

    objects = TallyQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["office", "quarter", "of_product"], name="tally_of_a_quarter"
            )
        ]
        indexes = [models.Index(fields=["quarter", "office"], name="tally_by_quarter")]

    def __str__(self):
        return f"{self.office_id} {self.period}: {self.count}"

    @property
    def period(self):
        return Period.of(self.quarter)

    @property
    def index(self):
        return index_of([self])

    def add(self, answers):
        """Add these answers to the sums; the caller stores them."""
        self.count += len(answers)
        self.on_paper += sum(answer.channel == answer.Channel.PAPER for answer in answers)
        for key in KEYS:
            added = sum(getattr(answer, key) for answer in answers)
            self.sums[key] = self.sums.get(key, 0) + added
        for name in PROFILE:
            added = Counter(getattr(answer, name) for answer in answers)
            self.profile[name] = dict(Counter(self.profile.get(name, {})) + added)


def index_of(tallies):
    """The index over several quarters; None of none."""
    tallies = list(tallies)
    sums = {key: sum(tally.sums[key] for tally in tallies) for key in KEYS}
    return Index(sum(tally.count for tally in tallies), sums) if tallies else None
