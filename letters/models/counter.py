"""Numbers without gaps: one row per office, year and register."""

from django.db import models


class Counter(models.Model):
    """The last number given out in one register of one office in one year.

    Registers: "letter" for the letter's number, and the identity's own letter, V or K.
    """

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()
    register = models.CharField(max_length=10)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "year", "register"], name="counter_once")
        ]

    def __str__(self):
        return f"{self.office_id}/{self.year}/{self.register}: {self.last}"

    @classmethod
    def next_of(cls, office, year, register):
        """The number that would be taken next; nothing is taken."""
        last = cls.objects.filter(office=office, year=year, register=register)
        return next(iter(last.values_list("last", flat=True)), 0) + 1

    @classmethod
    def reserve(cls, office, year, register):
        """Take the next number, inside the short transaction that also stores its use.

        The row stays locked until that transaction ends: rolled back, the number was never taken.
        """
        counters = cls.objects.select_for_update()
        counter, _ = counters.get_or_create(office=office, year=year, register=register)
        counter.last += 1
        counter.save(update_fields=["last"])
        return counter.last
