from datetime import timedelta

from django.db import models
from django.utils import timezone

PROMISED = timedelta(days=7)  # in which every row is looked at


class Turn(models.Model):
    """How far the present look at all rows of a kind has come, and when the last whole one ended.

    ``last`` is the row looked at last, None before the first; ``mark`` is what the chain's walk
    goes on from.
    """

    kind = models.CharField(max_length=40, primary_key=True)
    last = models.PositiveBigIntegerField(null=True)
    mark = models.JSONField(default=dict)
    looked = models.PositiveBigIntegerField(default=0)  # rows, in this turn
    begun_at = models.DateTimeField(default=timezone.now)
    ended_at = models.DateTimeField(null=True)  # of the last whole turn
    whole = models.PositiveBigIntegerField(default=0)  # rows, in the last whole turn

    def __str__(self):
        return f"{self.kind}: {self.looked}"

    @property
    def is_behind(self):
        """Did the present turn take longer than was promised?"""
        return timezone.now() - self.begun_at > PROMISED

    def went(self, last, *, count, is_over):
        """So many more rows were looked at, up to that one; over, the next turn begins anew."""
        self.last, self.looked = last, self.looked + count
        if is_over:
            self.whole, self.ended_at = self.looked, timezone.now()
            self.last, self.mark, self.looked, self.begun_at = None, {}, 0, timezone.now()
        self.save()
