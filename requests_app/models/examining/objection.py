from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class Objection(models.Model):
    """The agency says that what an officer entered in its name is not what it meant.

    At most one for each version; it waits for the office until an officer settles it.
    """

    class Outcome(models.TextChoices):
        CORRECTED = "corrected", "Diperbaiki: isian dikembalikan dan dibetulkan bersama instansi"
        EXPLAINED = "explained", "Dijelaskan: isian tetap seperti yang direkam"
        WITHDRAWN = "withdrawn", "Dibatalkan: pengajuan ini tidak jadi diajukan"

    revision = models.OneToOneField(
        "requests_app.Revision", models.CASCADE, related_name="objection"
    )
    reason = models.TextField(max_length=5000, blank=True)
    by = models.ForeignKey(  # None when it came by the mailed link
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    made_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=10, choices=Outcome, blank=True)
    answer = models.TextField(max_length=5000, blank=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, blank=True, related_name="+"
    )
    settled_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                name="objection_settled_with_an_answer",
                condition=Q(outcome="", settled_at=None)
                | (~Q(outcome="") & ~Q(answer="") & Q(settled_at__isnull=False)),
            ),
        ]

    def __str__(self):
        return f"keberatan atas {self.revision}"

    @property
    def is_open(self):
        return self.settled_at is None

    @property
    def outcome_word(self):
        """The outcome in one word: "Diperbaiki", "Dijelaskan", "Dibatalkan"."""
        return self.get_outcome_display().partition(":")[0]

    def settle(self, *, outcome, answer, by):
        """How it ended; called by the submission's verbs."""
        self.outcome, self.answer = outcome, answer
        self.settled_by, self.settled_at = by, timezone.now()
        self.save(update_fields=["outcome", "answer", "settled_by", "settled_at"])
