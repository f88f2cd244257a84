"""Answers to an objection: a letter of the file that lets a decision stand, or withdraws it."""

from django.db import transaction
from django.urls import reverse

from events.holding import hold
from events.refusals import NotNow, required
from letters.page.placeholders import OVERTURNED
from letters.page.placeholders import RULED as RULINGS


class Ruled:
    """What a letter knows of objections to it; who may object and who answers is said above."""

    @property
    def is_ruling(self):
        """Does it answer an objection, beside the one letter of the file that is in force?"""
        return self.purpose in RULINGS

    @property
    def takes_decision_back(self):
        """Was it signed, and is the decision that it answers for withdrawn with it?"""
        return self.is_published and self.purpose == OVERTURNED

    @property
    def purpose_told(self):
        """Its purpose as registers tell it: what an answer says is known with its signature."""
        told = self.get_purpose_display()
        return told if self.is_published or not self.is_ruling else told.partition(": ")[0]

    @property
    def register_href(self):
        """Where a register leads: another office's file opens to nobody here, the check does."""
        if self.submission.office_id == self.office_id:
            return self.get_absolute_url()
        return reverse("letter_verification", args=[self.token]) if self.is_published else ""

    @property
    def outcome(self):
        """What an answer to an objection says of the decision: "keputusan dikuatkan"."""
        return self.get_purpose_display().rpartition(": ")[2]

    def decided_by(self):
        """Who proposed, drafted or signed what this file was told: they answer no objection."""
        letters = type(self).objects.decisions().filter(submission=self.submission_id)
        people = letters.values_list("proposal__by", "drafted_by", "signer")
        return {person for row in people for person in row}

    def ruling(self):
        """The answer to the objection to this letter: drafted, waiting or issued; None without."""
        rulings = self.acts.filter(purpose__in=RULINGS).exclude(state=self.State.VOID)
        return rulings.select_related("office", "proposal", "signer", "about").last()

    def propose_ruling(self, purpose, *, by, office, cause, objection):
        """Draft the answer of that office; `objection` is its code and the day on which it came.

        One that was sent back is drafted again, its number kept if it says the same. Returns it.
        """
        cause = required(cause, "Tuliskan alasan jawaban ini.")
        with transaction.atomic():
            self.lock()
            if not self.is_in_force or purpose not in RULINGS:
                raise NotNow("Surat ini sudah tidak berlaku, jadi keberatannya tidak dijawab lagi.")
            ruling = self.ruling()
            if ruling and not ruling.is_sent_back:
                raise NotNow("Jawaban atas keberatan ini sudah disusun. Muat ulang halaman.")
            if ruling and ruling.purpose != purpose:
                ruling.give_up(by=by, reason="Hasil penelaahan berubah.")
                ruling = None
            ruling = ruling or self.new_act(purpose)
            ruling.office, ruling.cause = office, cause
            ruling.content = {**ruling.content, "objection": objection}
            return ruling.draft_again(self.proposal, by=by)

    def give_ruling_up(self, *, by, reason):
        """The objection was withdrawn: nothing is signed any more. Raises ``NotNow`` meanwhile."""
        ruling = self.ruling()
        if ruling is None:
            return
        hold(ruling)
        if ruling.is_published or ruling.is_being_signed():
            raise NotNow("Jawaban atas keberatan ini sedang atau sudah ditandatangani.")
        ruling.give_up(by=by, reason=reason)
