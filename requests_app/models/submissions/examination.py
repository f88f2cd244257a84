from typing import NamedTuple

from django.db import models, transaction
from django.db.models import prefetch_related_objects
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models import Role
from editions.sectors import SECTORS
from events.changes import changes
from events.models import Event
from events.readers import keep_inside
from events.refusals import NotAllowed, NotNow, required
from requests_app.activities.sectors import guess
from requests_app.models.examining.proposal import Proposal
from requests_app.models.examining.standing import IN_HAND
from requests_app.workflow import Actor, State

keep_inside("submission.classify", "submission.hand_back")


class LastVerdict(NamedTuple):
    """The state of a proposal and the key of who proposed; both None before the first."""

    state: str | None
    by_id: int | None


class Examined(models.Model):
    """The verbs of the office: examining, returning, proposing, deciding (service.md §3)."""

    # When the head sent the newest verdict back; empty once another is proposed.
    refused_at = models.DateTimeField(null=True, blank=True)
    sector = models.PositiveSmallIntegerField(null=True, blank=True, choices=SECTORS.items())

    class Meta:
        abstract = True

    @cached_property
    def open_proposal(self):
        """The verdict that waits for the head's signature, or None."""
        return self.proposals.filter(state=Proposal.State.OPEN).order_by("-pk").first()

    @property
    def last_verdict(self):
        """The last verdict that was proposed; in a list read with its row (``with_verdict``)."""
        if "verdict_state" in vars(self):
            return LastVerdict(self.verdict_state, self.verdict_by)
        last = self.proposals.order_by("-pk").values_list("state", "by").first()
        return LastVerdict(*(last or (None, None)))

    @property
    def examined_by(self):
        """Who examines it, with his office where that stands in for another's."""
        if self.examiner.office_id in (None, self.office_id):
            return self.examiner.name
        return f"{self.examiner.name}, {self.examiner.office.name}"

    @property
    def likely_sector(self):
        """The sector an examiner has set, else the one its words speak for; None without any."""
        return self.sector or guess(self.title, self.agency.name)

    def word_of_the_head(self):
        """The event of the head's last refusal to sign, until another verdict is proposed."""
        latest = self.proposals.order_by("-pk").first()
        if latest is None or latest.state != Proposal.State.SENT_BACK:
            return None
        return Event.objects.about(self).filter(action="submission.send_back").last()

    def begin_examination(self, *, by):
        """An examiner takes the file and becomes the assigned one."""
        with self.taking("begin_examination", by):
            self.examiner = by
            self._move(State.UNDER_EXAMINATION)
            self.record("begin_examination", by, version=self.revision.number)

    def give_back(self, *, by, reason):
        """The examiner lets go of the file; it waits for another one."""
        reason = required(reason, "Tuliskan alasan melepaskan pemeriksaan.")
        with self.taking("give_back", by):
            self.examiner = None
            self._move(State.SUBMITTED)
            self.record("give_back", by, reason=reason)

    def hand_back(self):
        """Whoever has it in hand examines here no more, as his office stands in no longer: it waits
        for the examiners of its own. Tells whether anything was to be done."""
        with self.locked():
            had = self.examiner
            if had is None or self.state not in IN_HAND or self.is_examined_by_office_of(had):
                return False
            self.examiner = None
            waits = self.state == State.UNDER_EXAMINATION
            self._move(State.SUBMITTED if waits else self.state)
            facts = {"name": had.name, "helper": had.office.name, "helper_code": had.office_id}
            self.record("hand_back", None, examiner=had.pk, **facts)
        return True

    def assign(self, *, to, by, reason):
        """Hand the file to another who examines for the office; ``NotNow`` for anyone else."""
        reason = required(reason, "Tuliskan alasan pengalihan.")
        with self.taking("assign", by):
            if not (self.is_examined_by_office_of(to) and to.has_role(Role.EXAMINER)):
                raise NotNow(f"{to.name} bukan petugas pemeriksa pada {self.office.name}.")
            if to.pk == self.examiner_id:
                raise NotNow(f"Pengajuan ini sudah ditugaskan kepada {to.name}.")
            told = {"changes": changes({"to": "Pemeriksa"}, {"to": self.examiner}, {"to": to})}
            self.examiner = to
            self.save(update_fields=["examiner"])
            self.record("assign", by, to=to.pk, name=to.name, reason=reason, **told)

    def classify(self, *, by, sector):
        """An examiner of the office sets the sector, before or after the letter."""
        with self.locked():
            if not self._is_actor(by, [Actor.ANY_EXAMINER]):
                raise NotAllowed("Sektor hanya dapat ditetapkan oleh petugas pemeriksa.")
            if sector not in SECTORS:
                raise NotNow("Pilih salah satu sektor dari daftar.")
            if sector != self.sector:
                said = [{"sector": SECTORS.get(each, "")} for each in (self.sector, sector)]
                self.sector = sector
                self.save(update_fields=["sector"])
                self.record("classify", by, **said[1], changes=changes({"sector": "Sektor"}, *said))

    def return_for_revision(self, *, by, note=""):
        """Send the form back with its notes; the clock pauses until it comes again.

        ``note`` is a general note to the agency. Raises ``Incomplete`` without any open note.
        """
        with self.taking("return_for_revision", by):
            if note.strip():
                self.notes.write(by=by, text=note.strip())
            now, returned = timezone.now(), self.revision
            unsettled = self.notes.send(at=now)
            returned.hand_back(at=now)
            self.returned_at = now
            self._renew_revision(returned)
            self._move(State.RETURNED)
            self.record("return_for_revision", by, version=returned.number, notes=unsettled.count())

    def propose_recommendation(self, *, by):
        """The design is feasible (*layak*): the letter goes to the head, advice in its annex."""
        self._propose("propose_recommendation", Proposal.Verdict.RECOMMEND, by)

    def propose_decline(self, *, by, reason):
        """The design is not feasible (*tidak layak*): the reason is required (decision 6)."""
        reason = required(reason, "Alasan tidak layak wajib diisi.")
        self._propose("propose_decline", Proposal.Verdict.DECLINE, by, reason)

    def withdraw_proposal(self, *, by):
        """The proposing examiner takes the verdict back, until the head has taken the letter up."""
        with self.taking("withdraw_proposal", by):
            self._close_proposal(Proposal.State.WITHDRAWN)
            self._move(State.UNDER_EXAMINATION)
            self.record("withdraw_proposal", by)

    def send_back(self, *, by, note, part=None):
        """The head does not sign and tells the examiner why.

        `part` is the part of the letter that is meant, `{"label", "text"}`, or nothing for all.
        """
        note = required(note, "Tuliskan catatan untuk pemeriksa.")
        with self.taking("send_back", by):
            self._close_proposal(Proposal.State.SENT_BACK)
            self.refused_at = timezone.now()
            self._move(State.UNDER_EXAMINATION)
            self.record("send_back", by, note=note, part=part or {})
            self.hand_back()

    def recommend(self, *, by, identity, letter_number, dated_on):
        """The head has signed a *layak* letter; called by its settlement, which holds the file."""
        self._decide("recommend", State.RECOMMENDED, by, letter_number, dated_on, identity)

    def decline(self, *, by, letter_number, dated_on):
        """The head has signed a *tidak layak* letter; called by its settlement, as above."""
        self._decide("decline", State.DECLINED, by, letter_number, dated_on)

    def _propose(self, verb, verdict, by, reason=""):
        with self.taking(verb, by):
            self.objections.require_none()
            if verdict == Proposal.Verdict.RECOMMEND:
                self.notes.require_settled()
            self.proposals.create(
                revision=self.revision,
                verdict=verdict,
                reason=reason,
                advice=self.notes.as_advice(),
                checklist=self.revision.findings.as_checklist(),
                by=by,
            )
            self.refused_at = None
            self._move(State.AWAITING_SIGNATURE)
            self.record(verb, by, reason=reason)

    def _close_proposal(self, state):
        self.open_proposal.close(state)
        self.__dict__.pop("open_proposal", None)

    def _decide(self, verb, state, by, letter_number, dated_on, identity=""):
        with transaction.atomic(savepoint=False):  # Letter.lock holds the row and has read it anew
            self.require(verb, by)
            self._close_proposal(Proposal.State.SETTLED)
            prefetch_related_objects([self], "revisions")  # clock and catalogue ask for all of them
            *_, self.revision = self.revisions.all()
            self.identity, self.letter_number = identity, letter_number
            self.letter_dated_on, self.decided_at = dated_on, timezone.now()
            if state == State.RECOMMENDED:
                self.available_on = self.promised_availability()
            self._move(state)
            self.record(verb, by, identity=identity, letter_number=letter_number)

    def _renew_revision(self, returned):
        """The next version begins as a copy of the returned one, its attachments included; a scan
        stays with the version that was typed from it.

        The saves are counted on, so that a page made from the returned version overwrites nothing.
        """
        revision = self.revisions.create(
            number=returned.number + 1,
            answers=returned.answers,
            saves=returned.saves,
            versions=returned.versions,
            kept=returned.kept,
        )
        for attachment in returned.attachments.papers():
            attachment.copy_to(revision)
        self.__dict__.pop("revision", None)
