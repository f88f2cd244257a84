from django.conf import settings
from django.db import models
from django.utils import timezone

from requests_app.examining.checklist import verdict
from requests_app.models.examining.finding import Finding


class Proposal(models.Model):
    """An examiner's verdict on one version, with its reason and the advice kept for the annex."""

    class Verdict(models.TextChoices):
        RECOMMEND = "recommend", "Layak"
        DECLINE = "decline", "Tidak layak"

    class State(models.TextChoices):
        OPEN = "open", "Menunggu Kepala"
        WITHDRAWN = "withdrawn", "Ditarik"
        SENT_BACK = "sent_back", "Dikembalikan Kepala"
        SETTLED = "settled", "Ditandatangani"

    submission = models.ForeignKey(
        "requests_app.Submission", models.CASCADE, related_name="proposals"
    )
    revision = models.ForeignKey("requests_app.Revision", models.CASCADE, related_name="+")
    verdict = models.CharField(max_length=10, choices=Verdict)
    reason = models.TextField(blank=True)
    advice = models.JSONField(default=list, blank=True)  # [{"number", "label", "text"}]
    checklist = models.JSONField(default=list, blank=True)  # [{"item", "label", "finding"}]
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    taken_up_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="proposal_one_open",
                fields=["submission"],
                condition=models.Q(state="open"),
            ),
            models.CheckConstraint(
                name="proposal_decline_has_reason",
                condition=~models.Q(verdict="decline") | ~models.Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_verdict_display()} ({self.get_state_display()})"

    @property
    def derived(self):
        """The verdict that followed from the checklist, in words; "" of an older proposal."""
        if not self.checklist:
            return ""
        return verdict(self._found(), self.submission.kind)[0]

    @property
    def is_at_odds(self):
        """Does the checklist say otherwise than the proposal, or not enough?"""
        is_fit = bool(self.checklist) and verdict(self._found(), self.submission.kind)[1]
        return bool(self.checklist) and is_fit != (self.verdict == self.Verdict.RECOMMEND)

    def _found(self):
        kinds = {label: kind for kind, label in Finding.Kind.choices}
        return {line["item"]: kinds.get(line["finding"], "") for line in self.checklist}

    def take_up(self):
        """The head takes the letter up for signing; the examiner cannot withdraw any more."""
        self.taken_up_at = timezone.now()
        self.save(update_fields=["taken_up_at"])

    def close(self, state):
        """No longer waits for the head."""
        self.state = state
        self.save(update_fields=["state"])
