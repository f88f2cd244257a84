from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone


class StatementQuerySet(models.QuerySet):
    def asked_of(self, user):
        """What this person was asked and has not said yet."""
        return self.filter(of=user, given_at=None)


class Statement(models.Model):
    """What the file's examiner was asked about an objection, and what he said."""

    appeal = models.ForeignKey("appeals.Appeal", models.CASCADE, related_name="statements")
    question = models.TextField("pertanyaan")
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    of = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    text = models.TextField("keterangan", blank=True)
    given_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    given_at = models.DateTimeField(null=True)

    objects = StatementQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                name="statement_asked_once", fields=["appeal"], condition=Q(given_at=None)
            ),
        ]

    def __str__(self):
        return f"keterangan {self.of} atas {self.appeal}"

    @property
    def is_open(self):
        return self.given_at is None

    def give(self, *, by, text):
        """The answer of the examiner."""
        self.text, self.given_by, self.given_at = text, by, timezone.now()
        self.save(update_fields=["text", "given_by", "given_at"])
