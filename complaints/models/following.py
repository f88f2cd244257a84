"""What the reporter does, with code and secret: the portal does not know who he is."""

from django.db import models
from django.utils import timezone

from complaints.models.entry import Entry
from complaints.words import State
from events.refusals import NotNow


class Followed(models.Model):
    """The verbs of the reporter; `by` is always nobody."""

    class Meta:
        abstract = True

    def reply(self, *, text, uploads=()):
        """More from the reporter; if it was asked for, the clock goes on."""
        with self._taking("reply"):
            self._say(Entry.Kind.REPLY, text, uploads=uploads)
            was_asked = self.state == State.ASKED
            self.answer_by = self.warned_at = None
            self._move(State.HANDLED if was_asked else self.state)
            self._record("reply", None, was_asked=was_asked)

    def withdraw(self, *, text=""):
        """He takes it back; nobody works on it any more."""
        with self._taking("withdraw"):
            self._say(Entry.Kind.WITHDRAWAL, text)
            self._move(State.WITHDRAWN)
            self._record("withdraw", None)

    def reopen(self, *, text):
        """He is not content with what became of it; once, and the days begin anew."""
        with self._taking("reopen"):
            if self.reopened_at:
                raise NotNow(
                    "Pengaduan ini sudah pernah dibuka kembali. Bila Anda belum puas, sampaikan "
                    "melalui SP4N-LAPOR! (lapor.go.id)."
                )
            self._say(Entry.Kind.REOPENING, text)
            self.reopened_at, self.escalated_at, self.grade = timezone.now(), None, None
            self.grade_text = ""
            if not self.handlers().filter(pk=self.handler_id).exists():
                self.handler = None
            self._move(State.HANDLED)
            self._record("reopen", None)

    def rate(self, *, grade, text=""):
        """How it was handled, from 1 to 4; once for each answer."""
        with self._taking("rate"):
            if self.grade:
                raise NotNow("Anda sudah menilai penanganan pengaduan ini. Terima kasih.")
            self.grade, self.grade_text = grade, text.strip()
            self.save(update_fields=["grade", "grade_text"])
            self._record("rate", None, grade=grade)
