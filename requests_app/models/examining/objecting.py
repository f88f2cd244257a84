from django.db import models

from accounts.models import Role
from events.refusals import NotAllowed, NotNow, required
from requests_app.models.examining.objection import Objection
from requests_app.workflow import EDITABLE

SETTLERS = (Role.FRONT_DESK, Role.EXAMINER, Role.HEAD)
CLOSED_ALREADY = "Pengajuan ini sudah selesai, jadi keberatan tidak dapat dicatat lagi."


class Objected(models.Model):
    """What becomes of a file when the agency objects to what was entered in its name.

    The clock goes on: an objection is a question to the office, not a return. A decision waits,
    though: nobody proposes one while an objection is open.
    """

    objected_at = models.DateTimeField(null=True, blank=True)  # while an objection is open

    class Meta:
        abstract = True

    # Questions

    @property
    def entry(self):
        """The newest submitted version if an officer submitted it for the agency, else None."""
        newest = self.revisions.exclude(submitted_at=None).order_by("-number")
        revision = newest.select_related("submitted_by__office").first()
        return revision if revision and revision.submitted_by.office_id else None

    @property
    def open_objection(self):
        """The objection that waits for the office, or None; no query while there is none."""
        return self._open_objections().first() if self.objected_at else None

    @property
    def settled_objection(self):
        """The newest objection that was settled, or None."""
        settled = Objection.objects.filter(
            revision__submission=self, settled_at__isnull=False
        ).select_related("settled_by", "revision")
        return settled.order_by("-settled_at").first()

    def may_settle(self, user):
        """Does this person answer objections to this file?"""
        return user.office_id == self.office_id and user.has_role(*SETTLERS)

    def obstacle_to_objection(self, revision):
        """Why this version cannot be objected to (any more), in words; "" if it can."""
        entry = self.entry
        if Objection.objects.filter(revision=revision).exists():
            return "Keberatan atas versi ini sudah dicatat."
        if self.is_closed:
            return CLOSED_ALREADY
        if entry is None or entry.pk != revision.pk:
            return (
                "Sesudah versi ini sudah diajukan versi yang lebih baru, jadi keberatan atas versi "
                "lama tidak diperlukan lagi."
            )
        return ""

    # Verbs

    def object_to(self, revision, *, by=None, reason=""):
        """The agency objects to a version that was entered in its name; once for each.

        `by` is a member of the agency, or None for whoever holds the mailed link. Returns the
        ``Objection``; raises ``NotNow`` when there is nothing to object to any more.
        """
        with self.locked():
            if by is not None and by.agency_id != self.agency_id:
                raise NotAllowed("Keberatan hanya dari instansi yang disebut pada pengajuan ini.")
            if obstacle := self.obstacle_to_objection(revision):
                raise NotNow(obstacle)
            objection = Objection.objects.create(revision=revision, reason=reason.strip(), by=by)
            self.objected_at = objection.made_at
            self.save(update_fields=["objected_at"])
            facts = {"version": revision.number, "reason": objection.reason}
            self.record("object", by, officer=revision.submitted_by.name, **facts)
        return objection

    def settle_objection(self, *, by, outcome, answer):
        """An officer answers the objection; the agency is told.

        Corrected only once the form went back to the agency or came in a newer version; withdrawn
        cancels the file, as far as the step table lets this person.
        """
        answer = required(answer, "Tuliskan jawaban kantor kepada instansi.")
        with self.locked():
            if not self.may_settle(by):
                raise NotAllowed("Keberatan diselesaikan oleh petugas satuan kerja ini.")
            objection = self._open_objections().first()
            if objection is None:
                raise NotNow("Keberatan ini sudah diselesaikan.")
            if outcome == Objection.Outcome.WITHDRAWN:
                self._cancel_objected(by, answer)
                return
            if outcome == Objection.Outcome.CORRECTED:
                self._require_correction(objection)
            self._settle(objection, by, outcome, answer)

    def _cancel_objected(self, by, answer):
        if not self.may("cancel", by):
            raise NotNow(
                "Pengajuan yang sedang diperiksa tidak dapat dibatalkan. Minta petugas pemeriksa "
                "melepaskan atau mengembalikannya dahulu, lalu selesaikan keberatan ini."
            )
        self.cancel(by=by, reason=answer)  # closes the objection, too

    def _require_correction(self, objection):
        newer = self.revisions.filter(
            number__gt=objection.revision.number, submitted_at__isnull=False
        )
        if self.state not in EDITABLE and not newer.exists():
            raise NotNow(
                "Isian belum dikembalikan, jadi belum dapat diperbaiki. Minta petugas pemeriksa "
                "mengembalikannya dahulu, lalu selesaikan keberatan ini."
            )

    def _settle(self, objection, by, outcome, answer):
        objection.settle(outcome=outcome, answer=answer, by=by)
        self.objected_at = None
        self.save(update_fields=["objected_at"])
        facts = {"version": objection.revision.number, "outcome": objection.outcome_word}
        self.record("settle_objection", by, **facts, answer=answer)

    def _end_objection(self, by, reason):
        """The file is cancelled: what was objected to is no more."""
        objection = self.open_objection
        if objection:
            answer = reason or "Pengajuan dibatalkan."
            self._settle(objection, by, Objection.Outcome.WITHDRAWN, answer)

    def _require_no_objection(self):
        """Raises ``NotNow`` while the agency waits for an answer to its objection."""
        if self.objected_at:
            raise NotNow(
                "Instansi menyatakan keberatan atas isian ini. Selesaikan keberatannya dahulu, "
                "lalu usulkan keputusan."
            )

    def _open_objections(self):
        waiting = Objection.objects.filter(revision__submission=self, settled_at=None)
        return waiting.select_related("revision__submitted_by", "by").order_by("-pk")
