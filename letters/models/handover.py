from django.conf import settings
from django.db import models
from django.utils import timezone


class Handover(models.Model):
    """The letter was given to somebody on paper; written once."""

    letter = models.ForeignKey("letters.Letter", models.PROTECT, related_name="handovers")
    to = models.CharField(max_length=255)
    on = models.DateField()
    note = models.CharField(max_length=255, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.letter} → {self.to}"
