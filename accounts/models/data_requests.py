"""What somebody asks about the data that the portal holds of him, and what was answered."""

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from accounts.models.roles import Role
from events.holding import hold
from events.recording import record
from events.refusals import NotNow
from norms.reading import norm


class DataRequestQuerySet(models.QuerySet):
    def visible_to(self, user):
        """One's own; an admin's are those of his office and of the agencies it looks after."""
        theirs = Q(by__office=user.office_id) | Q(by__agency__office=user.office_id)
        own = Q(by=user)
        return self.filter(own | theirs if user.has_role(Role.ADMIN) else own)

    def open(self):
        return self.filter(answered_at=None)

    @transaction.atomic
    def ask(self, *, by, kind, words):
        """Ask for a correction or an erasure; the words stay outside the chain of events."""
        asked = self.create(by=by, kind=kind, words=words)
        record(by, "user.ask_about_data", by=by, kind=asked.get_kind_display())
        return asked


class DataRequest(models.Model):
    """Asked once, answered once."""

    class Kind(models.TextChoices):
        CORRECTION = "correction", "Perbaikan data"
        ERASURE = "erasure", "Penghapusan data"

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="data_requests")
    kind = models.CharField("yang diminta", max_length=20, choices=Kind)
    words = models.TextField("penjelasan")
    asked_at = models.DateTimeField(default=timezone.now)
    answer = models.TextField("jawaban", blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)

    objects = DataRequestQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(answered_at=None) | (~Q(answer="") & Q(answered_by__isnull=False)),
                name="datarequest_answered_in_words",
            )
        ]

    def __str__(self):
        return f"{self.by}: {self.get_kind_display()}"

    @property
    def rule(self):
        """What holds for its answer: a duty of the law for a correction, for the rest a promise."""
        return norm(f"privacy.{self.kind}", self.asked_at)

    @property
    def due_at(self):
        """Hours of the clock, days off or not: the law counts three times twenty-four."""
        return self.asked_at + self.rule.span

    @property
    def is_late(self):
        """Was the answer, or is it by now, later than that?"""
        return (self.answered_at or timezone.now()) > self.due_at

    @property
    def hours_left(self):
        """Whole hours until it is due; 0 once it is."""
        return max(int((self.due_at - timezone.now()).total_seconds() // 3600), 0)

    @transaction.atomic
    def settle(self, *, by, answer):
        """Say what was done, or why it cannot be. Raises ``NotNow`` when somebody was quicker."""
        hold(self)
        if self.answered_at:
            raise NotNow("Permintaan ini sudah dijawab. Muat ulang halaman.")
        self.answer, self.answered_by, self.answered_at = answer, by, timezone.now()
        self.save(update_fields=["answer", "answered_by", "answered_at"])
        facts = {"name": self.by.name, "kind": self.get_kind_display(), "request": self.pk}
        record(self.by, "user.answer_about_data", by=by, **facts)
