from django.db import models

from accounts.models import Office
from events.models import Event
from events.refusals import NotNow, required
from requests_app.jurisdiction import propose_office
from requests_app.workflow import State


class Placed(models.Model):
    """At which office a file is, and why."""

    class Meta:
        abstract = True

    def proposed_office(self, revision=None):
        """The office that a version's areas (the newest one's) ask for, with the reason."""
        answers = (revision or self.revision).answers
        default = self.agency.office if self.agency.office_id != self.office_id else self.office
        return propose_office(self.form, answers, default=default, current=self.office)

    def placed_at(self, revision=None):
        """The office that examines it; until it is submitted, the one that would."""
        return self.office if self.submitted_at else self.proposed_office(revision).office

    def placement(self, revision=None):
        """Why the file is where it is, in words for both sides; until it is submitted, why it will
        be where it is proposed to go."""
        proposed = self.proposed_office(revision)
        if self.submitted_at is None or proposed.office == self.office:
            return proposed.reason
        transfer = self._last_transfer()
        if transfer:
            told = transfer.particulars
            return f"Dilimpahkan dari {told['origin']}: {told['reason']}"
        return (
            f"Tetap di satuan kerja yang menerimanya pertama kali. {proposed.reason} Menurut isian "
            f"terakhir, yang berwenang {proposed.office.name}."
        )

    def transfer(self, *, to, by, reason):
        """Hand the file to the office that has jurisdiction; the date of submission stays.

        The agency and both offices are told.
        """
        reason = required(reason, "Tuliskan alasan pelimpahan.")
        with self.taking("transfer", by):
            if to == self.office:
                raise NotNow(f"Pengajuan ini sudah berada di {to.name}.")
            to = Office.objects.select_for_update(no_key=True).get(pk=to.pk)
            if to.is_closed:  # perhaps just now
                raise NotNow(f"{to.name} sudah ditutup. Pilih kantor lain.")
            origin, examiner = self.office, self.examiner_id
            self.office, self.examiner = to, None
            self._move(State.SUBMITTED)
            facts = {"origin": origin.name, "target": to.name, "origin_code": origin.code}
            self.record("transfer", by, reason=reason, **facts, examiner=examiner)

    def _last_transfer(self):
        moves = Event.objects.about(self).filter(action="submission.transfer")
        return moves.order_by("-pk").first()
