from django.conf import settings
from django.db import models
from django.utils import timezone


class StandardNote(models.Model):
    """A note that an office writes often, with placeholders that a file fills in."""

    office = models.ForeignKey("accounts.Office", models.CASCADE, related_name="standard_notes")
    name = models.CharField(max_length=100)
    edition = models.CharField(max_length=20, blank=True)  # of the form; empty: any
    question = models.CharField(max_length=100, blank=True)  # "block.question"; empty: any
    text = models.TextField(max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)  # no longer offered

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="standard_note_name", fields=["office", "name"])
        ]

    def __str__(self):
        return self.name
