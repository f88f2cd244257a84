"""The head takes a letter up for signing: numbers without gaps, and the very file he will read."""

from django.conf import settings
from django.db import transaction

from events.readers import keep_inside
from events.recording import record
from events.refusals import NotNow
from letters import archive, numbering, statements
from letters.models.counter import Counter
from letters.models.letters.composing import compose, register_of
from letters.page import pdf

keep_inside("letter.take_up")


class TakenUp:
    """The verb `take_up` of a letter, and its parts."""

    def take_up(self, *, by):
        """The head has read the draft: reserve the numbers, date it, and fix the file to be signed.

        Taking it up twice changes nothing. Returns the letter, which is another row when the
        numbers it had kept belong to a year that is over. What was prepared under a mandate that
        does not hold any more is prepared anew with the same numbers.
        """
        letter = self.reserve_numbers(by=by)
        letter.fix_document()
        return letter

    def reserve_numbers(self, *, by):
        """The short transaction of it: counters, number and date, with nothing drawn inside."""
        with transaction.atomic():
            self.lock()
            self._hold_pattern()
            held = self.require_signer(by)
            letter = self
            if self.is_draft or self.is_out_of_date:
                if self.is_being_signed():
                    raise NotNow("Surat ini sedang ditandatangani. Tunggu hasilnya lebih dulu.")
                self.require_key(by)
                letter = self._of_this_year()
                letter._number(by, held)
                if letter is not self:  # recorded last: the chain of events is locked last
                    self._record_void(by)
        return letter

    def _hold_pattern(self):
        """The office's pattern as it is now, until this number is stored: whoever changes it
        compares it with all that are. Before the mandate, as those lock who change mandates."""
        offices = type(self.office).objects.select_for_update(no_key=True)
        self.office.refresh_from_db(from_queryset=offices)

    def fix_document(self):
        """Render the file that will be signed; the same content always gives the same bytes."""
        if self.unsigned_sha256:
            return
        digest = archive.keep(pdf.render(self.content, draft=False))
        type(self).objects.filter(
            pk=self.pk, state=self.State.NUMBERED, unsigned_sha256="", content=self.content
        ).update(unsigned_sha256=digest)
        self.refresh_from_db(fields=["unsigned_sha256", "state"])

    def _of_this_year(self):
        """Numbers carry the year of the letter's date: those of a year gone by become void."""
        if self.year in (None, self.office.today().year):
            return self
        proposal = self.proposal
        self._leave_void("Tahun berganti sebelum surat ditandatangani.")
        if self.is_act:
            act = self.about.new_act(self.purpose)
            act.cause, act.office, act.content = self.cause, self.office, self.content
            return act.draft_again(proposal, by=self.drafted_by)
        return type(self).objects.draft_for(proposal)

    def _number(self, by, mandate):
        today = self.office.today()
        if self.sequence is None:
            self._reserve(today.year)
        self.number = numbering.letter_number(self.office, self.sequence, today)
        self.dated_on, self.signer, self.mandate = today, by, mandate
        self.state, self.is_trial = self.State.NUMBERED, settings.DEMONSTRATION
        self.content = compose(self)
        self.content["statement"] = self._statement()
        self.unsigned_sha256 = ""
        self.save()
        if not self.is_act:
            self.proposal.take_up()
        facts = {"number": self.number, "identity": self.identity, "title": mandate.title}
        record(self.submission, "letter.take_up", by=by, letter=self.pk, **facts)

    def _reserve(self, year):
        """A number of the year, and an identity for what is recommended."""
        office, self.year = self.office, year
        self.sequence = Counter.reserve(office, year, numbering.LETTER_REGISTER)
        if self.is_replacement:  # the recommendation stays, and with it its identity
            self.identity = self.about.identity
        elif self.is_recommendation:
            register = register_of(self.submission)
            number = Counter.reserve(office, year, register)
            self.identity_register, self.identity_sequence = register, number
            self.identity = numbering.identity(register, year, office, number)

    def _statement(self):
        """What the QR code says without a network."""
        return statements.make(
            code=self.token,
            number=self.number,
            identity=self.identity,
            dated_on=self.dated_on,
            office=self.office.code,
            subject=self.content["subject"],
        )
