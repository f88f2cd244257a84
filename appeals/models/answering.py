"""The office's verbs around an objection: taking, asking the examiner, deciding, sending back."""

from django.db import models

from appeals.words import ANSWERS, State
from events.readers import keep_inside
from events.refusals import NotNow, required

keep_inside("appeal.ask_statement", "appeal.give_statement", "appeal.decide", "appeal.send_back")
keep_inside("appeal.remind")


class Answering(models.Model):
    """What who answers does with an objection, in the order in which it happens."""

    class Meta:
        abstract = True

    def take(self, *, by):
        """Whoever takes it answers it; a colleague may take it over until it is drafted."""
        with self.taking("take", by):
            self.handler, self.state = by, State.IN_REVIEW
            self.save(update_fields=["handler", "state"])
            self.record("take", by)

    def ask_statement(self, *, by, text):
        """What does the file's examiner say to it?"""
        text = required(text, "Tuliskan apa yang ditanyakan.")
        with self.taking("ask_statement", by):
            self.statements.create(question=text, asked_by=by, of=self.submission.examiner)
            self.record("ask_statement", by, name=self.submission.examiner.name)

    def give_statement(self, *, by, text):
        """The examiner says in writing what he knows."""
        text = required(text, "Tuliskan keterangan Anda.")
        with self.taking("give_statement", by):
            self.statements.last().give(by=by, text=text)
            self.record("give_statement", by)

    def decide(self, *, by, outcome, cause):
        """Draft the letter that says the outcome; it takes effect with its signature."""
        if outcome not in dict(ANSWERS):
            raise NotNow("Pilih hasil penelaahan.")
        with self.taking("decide", by):
            objection = {"code": self.code, "made_on": self.made_on.isoformat()}
            self.decision.propose_ruling(
                outcome, by=by, office=self.office, cause=cause, objection=objection
            )
            self.record("decide", by, outcome=State(outcome).label)

    def send_back(self, *, by, note):
        """Who should sign the answer does not, and says why."""
        note = required(note, "Tuliskan catatan untuk yang menyusun jawaban.")
        with self.taking("send_back"):
            letter = self.letter_to_sign()
            if letter is None:
                raise NotNow("Tidak ada jawaban yang menunggu tanda tangan. Muat ulang halaman.")
            letter.send_back(by=by, note=note)
            self.record("send_back", by, note=note)
