"""Acts on a letter that was issued: a new letter withdraws the old one or takes its place."""

from django.conf import settings
from django.db import models, transaction

from accounts.models import Role
from events.holding import hold
from events.readers import keep_inside
from events.recording import record, together
from events.refusals import NotAllowed, NotNow
from letters.page.placeholders import OVERTURNED, UPHELD
from requests_app.models import Submission

DEEDS = {
    "answer": "",
    "withdrawal": "Mencabut",
    "replacement": "Menggantikan",
    UPHELD: "Menguatkan",
    OVERTURNED: "Mencabut",
}
GIVEN_UP = "Usulan pencabutan atau penggantian dibatalkan."

keep_inside("letter.propose_act", "letter.send_act_back", "letter.give_act_up")


class Revocable(models.Model):
    """A letter that answers a submission, or acts on another letter with number, date and reason.

    At most one letter of a file is in force; an act becomes that letter in the moment in which the
    old one ceases to be it. The old one keeps its bytes, its number and its place in the register.
    """

    class Purpose(models.TextChoices):
        ANSWER = "answer", "Hasil pemeriksaan"
        WITHDRAWAL = "withdrawal", "Pencabutan surat"
        REPLACEMENT = "replacement", "Penggantian surat"
        UPHELD = UPHELD, "Jawaban atas keberatan: keputusan dikuatkan"
        OVERTURNED = OVERTURNED, "Jawaban atas keberatan: keputusan diubah"

    purpose = models.CharField(max_length=12, choices=Purpose, default=Purpose.ANSWER)
    about = models.ForeignKey("self", models.PROTECT, null=True, related_name="acts")
    cause = models.TextField(blank=True)

    class Meta:
        abstract = True

    # Questions

    @property
    def is_act(self):
        return self.purpose != self.Purpose.ANSWER

    @property
    def is_withdrawal(self):
        return self.purpose == self.Purpose.WITHDRAWAL

    @property
    def is_replacement(self):
        return self.purpose == self.Purpose.REPLACEMENT

    @property
    def says_verdict(self):
        """Does it say whether the activity is *layak*?"""
        return not self.is_withdrawal and not self.is_ruling

    @property
    def deed_on_other(self):
        """What an act does with the letter it is about, in a word."""
        return DEEDS[self.purpose]

    @property
    def is_in_force(self):
        """Was it issued, and neither withdrawn nor replaced since?"""
        return self.state in self.IN_FORCE

    @property
    def successor(self):
        """The issued letter that withdrew or replaced this one, or None."""
        if not self.is_published or self.is_in_force:
            return None
        return self.acts.published().last()

    def chain(self):
        """All issued letters of the file, the oldest first: what led to what."""
        issued = type(self).objects.published().filter(submission=self.submission_id)
        return issued.select_related("about").order_by("pk")

    def may_be_revoked_by(self, user):
        """Could this person propose to withdraw or replace it now?"""
        is_examiner = user.office_id == self.office_id and user.has_role(Role.EXAMINER)
        return is_examiner and self.is_in_force and self.says_verdict

    def waiting_act(self):
        """The act on this letter that is not issued yet, or None."""
        States = self.State  # noqa: N806
        return self.acts.filter(state__in=[*self.WAITING, States.SENT_BACK]).last()

    # Verbs, in the order in which they happen

    def propose_act(self, purpose, *, by, cause):
        """An examiner drafts the withdrawal or the replacement; the head signs it as any letter.

        An act that the head sent back is drafted again, its number kept if it is the same act.
        Returns the letter that acts. Raises ``NotNow`` while another act waits for the head.
        """
        cause = cause.strip()
        with transaction.atomic(), together():
            self.lock()
            if not self.may_be_revoked_by(by):
                raise NotNow("Surat ini tidak dapat dicabut atau diganti (lagi).")
            if not cause or purpose not in (self.Purpose.WITHDRAWAL, self.Purpose.REPLACEMENT):
                raise NotNow("Pilih pencabutan atau penggantian, dan tuliskan alasannya.")
            earlier = self.waiting_act()
            if earlier and earlier.waits_for_head:
                raise NotNow("Usulan atas surat ini sudah menunggu Kepala.")
            if earlier and earlier.purpose != purpose:
                earlier.give_up(by=by, reason="Usulan atas surat ini berubah.")
                earlier = None
            act = earlier or self.new_act(purpose)
            act.cause, act.drafted_by = cause, by
            act.draft_again(self.proposal, by=by)
            self.submission.note_revocation(Submission.Revocation.PROPOSED)
            self._record_act("letter.propose_act", by, act, cause=cause)
        return act

    def new_act(self, purpose):
        """A letter, not saved yet, that will act on this one."""
        return type(self)(
            submission=self.submission,
            proposal=self.proposal,
            office=self.office,
            verdict=self.verdict,
            purpose=purpose,
            about=self,
            is_trial=settings.DEMONSTRATION,
        )

    def send_act_back(self, *, by, note, part=None):
        """The head does not sign the act; what it is about stays in force.

        `part` is the part of the letter that is meant, `{"label", "text"}`, or nothing for all.
        """
        if not note.strip():
            raise NotNow("Tuliskan catatan untuk pemeriksa.")
        self.follow_back()
        self.submission.note_revocation(Submission.Revocation.SENT_BACK)
        self._record_act("letter.send_act_back", by, self, note=note.strip(), part=part or {})

    def give_act_up(self, *, by):
        """The act is not wanted any more: its number, if it has one, becomes void."""
        with transaction.atomic(), together():
            self.lock()
            if by.office_id != self.office_id or not by.has_role(Role.EXAMINER):
                raise NotAllowed("Usulan ini hanya dapat dibatalkan oleh petugas pemeriksa.")
            if not self.is_act or self.state not in (self.State.DRAFT, self.State.SENT_BACK):
                raise NotNow("Usulan ini tidak dapat dibatalkan lagi. Muat ulang halaman.")
            replaced = self.about.is_replacement
            states = Submission.Revocation
            self.submission.note_revocation(states.REPLACED if replaced else states.NONE)
            self._record_act("letter.give_act_up", by, self)
            self.give_up(by=by, reason=GIVEN_UP)

    def revoke_about(self):
        """The letter this one is about is in force no more; first, for only one can be."""
        State, old = self.State, self.about  # noqa: N806
        if self.purpose == UPHELD:
            return
        hold(old)
        if not old.is_in_force:
            raise NotNow("Surat yang dicabut atau diganti sudah tidak berlaku.")
        old.state = State.REPLACED if self.is_replacement else State.WITHDRAWN
        old.save(update_fields=["state"])

    def settle_act(self, *, by):
        """Tell the file what became of its letter."""
        facts = {"letter_number": self.number, "dated_on": self.dated_on}
        if self.is_withdrawal:
            self.submission.withdraw_letter(by=by, **facts)
        else:
            self.submission.replace_letter(by=by, **facts)

    def _record_act(self, action, by, act, **facts):
        about = act.about.number
        kind = act.get_purpose_display()
        record(self.submission, action, by=by, letter=act.pk, about=about, kind=kind, **facts)
