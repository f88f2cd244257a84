"""Queue numbers without gaps: one row per office, day and service."""

from django.db import models

from guestbook.services import Service


class QueueCounter(models.Model):
    """The last number given out for one service at one office on one day."""

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    day = models.DateField()
    service = models.CharField(max_length=1, choices=Service)
    last = models.PositiveIntegerField(default=0)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["office", "day", "service"], name="queue_counter_once")
        ]

    @classmethod
    def locked(cls, **row):
        """The row, held until the transaction ends that also stores the use of a number."""
        cls.objects.get_or_create(**row)
        return cls.objects.select_for_update().get(**row)

    def take(self):
        """The next number; if the transaction is rolled back, it was never taken."""
        self.last += 1
        self.save(update_fields=["last"])
        return self.last
