"""What one nightly run has erased of one kind."""

from django.db import models
from django.utils import timezone


class SweepQuerySet(models.QuerySet):
    def newest(self):
        """The last run of each kind that did something or failed, and the last run at all."""
        return {sweep.key: sweep for sweep in self.order_by("pk")}


class Sweep(models.Model):
    """Of this kind everything older than `until` was erased: so many. Holds no personal data."""

    key = models.CharField(max_length=60, db_index=True)
    until = models.DateTimeField()
    count = models.PositiveIntegerField()
    error = models.CharField(max_length=255, blank=True)
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = SweepQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]

    def __str__(self):
        return f"{self.key}: {self.count}"
