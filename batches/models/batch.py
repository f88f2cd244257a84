"""One deed for several files, and what became of each."""

import logging

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from batches.deeds import DEEDS
from events.refusals import Refused

logger = logging.getLogger(__name__)
BROKEN = "Terjadi gangguan di sistem. Coba lagi; bila tetap gagal, hubungi admin."


class BatchQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Whoever began it reads what became of it."""
        return self.filter(by=user.pk)

    @transaction.atomic
    def begin(self, deed, submissions, *, by, **facts):
        """It is carried out as soon as this stands, each file in a transaction of its own."""
        batch = self.create(deed=deed, by=by, facts=facts)
        Part.objects.bulk_create(Part(batch=batch, submission=file) for file in submissions)
        transaction.on_commit(batch.carry_out)
        return batch


class Batch(models.Model):
    """Somebody has done one thing to several files; each file's own verb did it."""

    deed = models.CharField(max_length=20)  # its name in the table
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    facts = models.JSONField(default=dict)  # what the verb is told: to whom, why

    objects = BatchQuerySet.as_manager()

    def __str__(self):
        return f"{self.deed} {self.at:%Y-%m-%d %H:%M}"

    def get_absolute_url(self):
        return reverse("batch", args=[self.pk])

    @property
    def row(self):
        """Its row in the table of deeds."""
        return DEEDS[self.deed]

    def carry_out(self):
        """Do it to each file that waits; one that is refused holds up no other."""
        facts = dict(self.facts)
        if "to" in facts:
            facts["to"] = self.row.whom.objects.get(pk=facts["to"])
        for part in self.parts.filter(state=Part.State.WAITING):
            part.carry_out(self, facts)


class Part(models.Model):
    """One file of a batch, and what became of it."""

    class State(models.TextChoices):
        WAITING = "waiting", "Belum dikerjakan"
        DONE = "done", "Berhasil"
        REFUSED = "refused", "Tidak dapat"

    batch = models.ForeignKey(Batch, models.CASCADE, related_name="parts")
    submission = models.ForeignKey("requests_app.Submission", models.CASCADE, related_name="+")
    state = models.CharField(max_length=10, choices=State, default=State.WAITING)
    words = models.TextField(blank=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["batch", "submission"], name="file_once_in_a_batch")
        ]

    def __str__(self):
        return f"{self.submission_id}: {self.state}"

    @property
    def is_done(self):
        return self.state == self.State.DONE

    def carry_out(self, batch, facts):
        """What it did is written down in the transaction of the verb."""
        try:
            with transaction.atomic():
                self._settle(self.State.DONE, batch.row.do(self.submission, by=batch.by, **facts))
        except Refused as refusal:
            self._settle(self.State.REFUSED, str(refusal))
        except Exception:
            logger.exception("batch %s broke off at %s", batch.pk, self.submission_id)
            self._settle(self.State.REFUSED, BROKEN)

    def _settle(self, state, words):
        self.state, self.words = state, words
        self.save(update_fields=["state", "words"])
