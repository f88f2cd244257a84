from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from accounts.models import Role
from events.refusals import NotAllowed, NotNow, required

SETTLERS = (Role.FRONT_DESK, Role.EXAMINER, Role.HEAD)
CLOSED_ALREADY = "Pengajuan ini sudah selesai, jadi keberatan tidak dapat dicatat lagi."


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


class Objections:
    """With ``submission.objections`` the agency objects to what was entered in its name.

    The clock goes on: an objection is a question to the office, not a return. A decision waits,
    though: nobody proposes one while an objection is open.
    """

    def __init__(self, submission):
        self.submission = submission
        self._made = Objection.objects.filter(revision__submission=submission)

    # Questions

    @property
    def entry(self):
        """The newest submitted version if an officer submitted it for the agency, else None."""
        newest = self.submission.revisions.exclude(submitted_at=None).order_by("-number")
        revision = newest.select_related("submitted_by__office").first()
        return revision if revision and revision.submitted_by.office_id else None

    @property
    def open(self):
        """The one that waits for the office, or None; no query while there is none."""
        return self._waiting().first() if self.submission.objected_at else None

    @property
    def settled(self):
        """The newest one that was settled, or None."""
        settled = self._made.exclude(settled_at=None).select_related("settled_by", "revision")
        return settled.order_by("-settled_at").first()

    def may_be_settled_by(self, user):
        """Does this person answer objections to this file?"""
        return user.office_id == self.submission.office_id and user.has_role(*SETTLERS)

    def obstacle(self, revision):
        """Why this version cannot be objected to (any more), in words; "" if it can."""
        entry = self.entry
        if self._made.filter(revision=revision).exists():
            return "Keberatan atas versi ini sudah dicatat."
        if self.submission.is_closed:
            return CLOSED_ALREADY
        if entry is None or entry.pk != revision.pk:
            return (
                "Sesudah versi ini sudah diajukan versi yang lebih baru, jadi keberatan atas versi "
                "lama tidak diperlukan lagi."
            )
        return ""

    # Verbs

    def raise_for(self, revision, *, by=None, reason=""):
        """The agency objects to a version that was entered in its name; once for each.

        `by` is a member of the agency, or None for whoever holds the mailed link. Returns the
        ``Objection``; raises ``NotNow`` when there is nothing to object to any more.
        """
        with self.submission.locked():
            if by is not None and by.agency_id != self.submission.agency_id:
                raise NotAllowed("Keberatan hanya dari instansi yang disebut pada pengajuan ini.")
            if obstacle := self.obstacle(revision):
                raise NotNow(obstacle)
            objection = Objection.objects.create(revision=revision, reason=reason.strip(), by=by)
            self._mark(objection.made_at)
            facts = {"version": revision.number, "reason": objection.reason}
            self.submission.record("object", by, officer=revision.submitted_by.name, **facts)
        return objection

    def settle(self, *, by, outcome, answer):
        """An officer answers the objection; the agency is told.

        Corrected only once the form went back to the agency or came in a newer version; withdrawn
        cancels the file, as far as the step table lets this person.
        """
        answer = required(answer, "Tuliskan jawaban kantor kepada instansi.")
        with self.submission.locked():
            if not self.may_be_settled_by(by):
                raise NotAllowed("Keberatan diselesaikan oleh petugas satuan kerja ini.")
            objection = self._waiting().first()
            if objection is None:
                raise NotNow("Keberatan ini sudah diselesaikan.")
            if outcome == Objection.Outcome.WITHDRAWN:
                self._require_cancellable(by)
                return self.submission.cancel(by=by, reason=answer)  # ends the objection, too
            if outcome == Objection.Outcome.CORRECTED:
                self._require_correction(objection)
            return self._settle(objection, by, outcome, answer)

    # Called by the file's own verbs

    def end(self, *, by, reason):
        """The file is cancelled: what was objected to is no more."""
        if objection := self.open:
            answer = reason or "Pengajuan dibatalkan."
            self._settle(objection, by, Objection.Outcome.WITHDRAWN, answer)

    def require_none(self):
        """Raises ``NotNow`` while the agency waits for an answer to its objection."""
        if self.submission.objected_at:
            raise NotNow(
                "Instansi menyatakan keberatan atas isian ini. Selesaikan keberatannya dahulu, "
                "lalu usulkan keputusan."
            )

    def _require_cancellable(self, by):
        if not self.submission.may("cancel", by):
            raise NotNow(
                "Pengajuan yang sedang diperiksa tidak dapat dibatalkan. Minta petugas pemeriksa "
                "melepaskan atau mengembalikannya dahulu, lalu selesaikan keberatan ini."
            )

    def _require_correction(self, objection):
        submitted = self.submission.revisions.exclude(submitted_at=None)
        newer = submitted.filter(number__gt=objection.revision.number)
        if not self.submission.is_editable and not newer.exists():
            raise NotNow(
                "Isian belum dikembalikan, jadi belum dapat diperbaiki. Minta petugas pemeriksa "
                "mengembalikannya dahulu, lalu selesaikan keberatan ini."
            )

    def _settle(self, objection, by, outcome, answer):
        objection.outcome, objection.answer = outcome, answer
        objection.settled_by, objection.settled_at = by, timezone.now()
        objection.save(update_fields=["outcome", "answer", "settled_by", "settled_at"])
        self._mark(None)
        facts = {"version": objection.revision.number, "outcome": objection.outcome_word}
        self.submission.record("settle_objection", by, **facts, answer=answer)

    def _mark(self, moment):
        """The file says itself since when an objection is open, for the desk to find it."""
        self.submission.objected_at = moment
        self.submission.save(update_fields=["objected_at"])

    def _waiting(self):
        waiting = self._made.filter(settled_at=None)
        return waiting.select_related("revision__submitted_by", "by").order_by("-pk")
