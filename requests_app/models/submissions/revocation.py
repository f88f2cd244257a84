from django.db import models
from django.utils import timezone

from events.refusals import NotAllowed, NotNow
from requests_app.workflow import CLOSED, STEPS, State


class Revoked(models.Model):
    """What becomes of a decided file when its letter is withdrawn or replaced.

    The file itself stays decided: the decision was taken, and only the letter speaks no more. The
    verbs are called by the letter, as `recommend` is.
    """

    class Revocation(models.TextChoices):
        NONE = "", "Tidak ada"
        PROPOSED = "proposed", "Pencabutan atau penggantian surat diusulkan"
        SENT_BACK = "sent_back", "Usulan pencabutan atau penggantian dikembalikan"
        REPLACED = "replaced", "Surat diganti"
        WITHDRAWN = "withdrawn", "Surat dicabut"

    revocation = models.CharField(
        max_length=10, choices=Revocation, default=Revocation.NONE, blank=True
    )
    revoked_on = models.DateField(null=True, blank=True)  # the date of the newest such letter

    class Meta:
        abstract = True

    @property
    def is_withdrawn(self):
        """Was the letter taken back, so that its identity is no longer to be used?"""
        return self.revocation == self.Revocation.WITHDRAWN

    def note_revocation(self, state):
        """An act on the letter was proposed, sent back or given up; nothing is settled yet."""
        self.revocation = state
        self.save(update_fields=["revocation"])

    def withdraw_letter(self, *, by, letter_number, dated_on):
        """The head has signed the withdrawal: the letter of this file is in force no more."""
        with self.locked():
            self._revoke(self.Revocation.WITHDRAWN, dated_on)
            facts = {"number": letter_number, "earlier": self.letter_number}
            self.record("withdraw_letter", by, **facts)

    def replace_letter(self, *, by, letter_number, dated_on):
        """The head has signed a letter in place of the old one: the file names the new one."""
        with self.locked():
            self._revoke(self.Revocation.REPLACED, dated_on)
            earlier, self.letter_number = self.letter_number, letter_number
            self.letter_dated_on = dated_on
            self.save(update_fields=["letter_number", "letter_dated_on"])
            self.record("replace_letter", by, number=letter_number, earlier=earlier)

    def reopen(self, *, by, letter=None):
        """A letter has taken the decision back after an objection: the file is examined anew.

        Whoever takes it examines. Its answers go on as a new version, which the clock counts: it
        rests from the decision until now, and goes on with the days that were left.
        """
        if letter is None or letter.submission_id != self.pk or not letter.takes_decision_back:
            raise NotAllowed("Pengajuan dibuka kembali hanya oleh surat yang menjawab keberatan.")
        with self.locked():
            if self.state not in STEPS["reopen"].sources:
                raise NotNow("Pengajuan ini tidak lagi berstatus tidak layak.")
            decided = self.revision
            decided.hand_back(at=self.decided_at)
            self._renew_revision(decided)
            self.revision.go_on_from(decided, at=timezone.now())
            self.guests.end_all()
            self.examiner = self.decided_at = self.letter_dated_on = None
            earlier, self.letter_number = self.letter_number, ""
            self._move(State.SUBMITTED)
            self.record("reopen", by, number=letter.number, earlier=earlier)

    def _revoke(self, state, dated_on):
        if self.state not in CLOSED or self.is_withdrawn:
            raise NotNow("Surat pengajuan ini tidak dapat dicabut atau diganti lagi.")
        self.revocation, self.revoked_on = state, dated_on
        self.save(update_fields=["revocation", "revoked_on"])
