"""Something that is not as it was kept: found by the nightly look, seen to by people."""

import hashlib

from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from events.holding import hold
from events.recording import record
from events.refusals import NotNow


class DamageQuerySet(models.QuerySet):
    def visible_to(self, user):
        """What concerns the office's own things, and what concerns the whole portal."""
        return self.filter(Q(office=user.office_id) | Q(office=None))

    def open(self):
        return self.filter(settled_at=None)

    @transaction.atomic
    def tell(self, kind, words, *, named="", row=None, office=None):
        """Note it and tell its keepers; what is known already, or accepted, is told once.

        The damage, open or accepted.
        """
        key = hashlib.sha256("\n".join([kind, str(row), words]).encode()).hexdigest()
        known = self.filter(key=key).exclude(outcome=Damage.Outcome.MENDED).first()
        if known:
            known.seen_at = timezone.now()
            known.save(update_fields=["seen_at"])
            return known
        facts = {"kind": kind, "words": words, "named": named, "row": row, "office": office}
        damage = self.create(key=key, **facts)
        record(damage, "damage.find", by=None, kind=kind, named=named, words=words)
        return damage


class Damage(models.Model):
    """What was found, where, and what became of it. ``row`` is None where it is about no row."""

    class Outcome(models.TextChoices):
        MENDED = "mended", "Sudah dipulihkan"
        ACCEPTED = "accepted", "Tidak dapat dipulihkan; sebabnya diketahui"

    kind = models.CharField(max_length=40)
    row = models.PositiveBigIntegerField(null=True)
    named = models.CharField(max_length=300, blank=True)
    words = models.TextField()
    key = models.CharField(max_length=64, db_index=True)
    office = models.ForeignKey("accounts.Office", models.PROTECT, null=True, related_name="+")
    found_at = models.DateTimeField(default=timezone.now)
    seen_at = models.DateTimeField(default=timezone.now)
    outcome = models.CharField(max_length=8, choices=Outcome, blank=True)
    reason = models.TextField(max_length=2000, blank=True)
    settled_at = models.DateTimeField(null=True)
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )

    objects = DamageQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        constraints = [
            models.UniqueConstraint(
                "key", condition=~Q(outcome="mended"), name="damage_stands_once"
            ),
            models.CheckConstraint(
                name="damage_settled_by_somebody_with_reason",
                condition=Q(settled_at=None, settled_by=None, outcome="")
                | Q(settled_at__isnull=False, settled_by__isnull=False) & ~Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.named}: {self.words}" if self.named else self.words

    @transaction.atomic
    def settle(self, *, by, outcome, reason, still=()):
        """Somebody has seen to it; what is `still` found cannot be called mended."""
        hold(self)
        if self.settled_at:
            raise NotNow("Temuan ini sudah diselesaikan.")
        if outcome == self.Outcome.MENDED and self.words in still:
            raise NotNow("Masih seperti saat ditemukan. Pulihkan lebih dahulu, lalu coba lagi.")
        self.outcome, self.reason = outcome, reason
        self.settled_at, self.settled_by = timezone.now(), by
        self.save()
        record(self, "damage.settle", by=by, outcome=outcome, reason=reason)
