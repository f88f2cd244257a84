from contextlib import contextmanager
from functools import cached_property

from django.conf import settings
from django.db import models
from django.utils import timezone

from events.readers import keep_inside
from events.recording import record
from events.refusals import NotAllowed, NotNow
from requests_app.models.examining.note_entry import NoteEntry
from requests_app.models.examining.note_queryset import UNSETTLED, NoteManager

GENERAL = "Catatan umum"
UNSENT = "Belum dikirim"
GONE = "Catatan ini sudah dicabut."

# The agency reads the notes themselves when its form is returned.
keep_inside("note.accepted", "note.advice", "note.reopened", "note.withdrawn")


class Note(models.Model):
    """An examiner's note on one question, or on the whole file, and its life.

    open → answered (by the agency) → accepted, or reopened; or closed as advice (goes into the
    letter's annex) or as withdrawn.
    """

    class State(models.TextChoices):
        OPEN = "open", "Terbuka"
        ANSWERED = "answered", "Dijawab"
        REOPENED = "reopened", "Dibuka lagi"
        ACCEPTED = "accepted", "Diterima"
        ADVICE = "advice", "Menjadi saran"
        WITHDRAWN = "withdrawn", "Dicabut"

    submission = models.ForeignKey("requests_app.Submission", models.CASCADE, related_name="notes")
    revision = models.ForeignKey("requests_app.Revision", models.CASCADE, related_name="notes")
    question = models.CharField(max_length=100, blank=True)  # "block.question"; empty: the file
    row = models.PositiveSmallIntegerField(null=True, blank=True)  # of its table then, from 1
    column = models.CharField(max_length=60, blank=True)  # of that row; empty: the whole row
    place = models.CharField(max_length=255, blank=True)  # row and column, or the file, in words
    attachment = models.ForeignKey(
        "requests_app.Attachment", models.CASCADE, null=True, blank=True, related_name="notes"
    )
    standard = models.ForeignKey(
        "requests_app.StandardNote", models.SET_NULL, null=True, blank=True, related_name="uses"
    )
    text = models.TextField(max_length=5000)
    state = models.CharField(max_length=10, choices=State, default=State.OPEN)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    sent_at = models.DateTimeField(null=True, blank=True)  # when the agency came to see it
    settled_at = models.DateTimeField(null=True, blank=True)  # accepted, advice or withdrawn

    objects = NoteManager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["submission", "state"])]
        constraints = [
            models.CheckConstraint(
                name="note_row_is_of_a_question",
                condition=models.Q(row=None) | ~models.Q(question=""),
            ),
            models.CheckConstraint(
                name="note_column_is_of_a_row",
                condition=models.Q(column="") | models.Q(row__isnull=False),
            ),
            models.CheckConstraint(
                name="note_on_one_thing",
                condition=models.Q(attachment=None) | models.Q(question=""),
            ),
        ]

    def __str__(self):
        return self.heading

    rows_now = None  # the RowsNow of its file, see NoteQuerySet.read_by

    # Questions

    @property
    def number(self):
        """The official number of the question; empty for a note on the whole file."""
        return self.submission.form.number(self.question) if self.question else ""

    @property
    def label(self):
        """What it is about: the question and the place in its table, the file, or everything."""
        if self.question:
            about = self.submission.form.label(self.question)
        else:
            about = "Lampiran" if self.attachment_id else GENERAL
        return ", ".join(filter(None, [about, self.place]))

    @property
    def heading(self):
        """Number and label in one line."""
        return f"{self.number} {self.label}".strip()

    @cached_property
    def row_now(self):
        """Where its row stands in the newest version, from 1; None for no row, or when gone."""
        return self.rows_now.of(self) if self.row and self.rows_now else None

    @property
    def place_now(self):
        """Its place in the table or the file's name, and where that row has gone since."""
        if not self.row or self.row_now == self.row:
            return self.place
        where = f"kini baris {self.row_now}" if self.row_now else "baris ini sudah dihapus"
        return f"{self.place} – {where}"

    def file_among(self, files):
        """The file it is about among those of a version: the same bytes, else one of its kind."""
        if self.attachment_id is None:
            return None
        noted = self.attachment
        same = [file for file in files if file.sha256 == noted.sha256 and file.kind == noted.kind]
        return next(iter(same or [file for file in files if file.kind == noted.kind]), None)

    @property
    def wish(self):
        """What the examiner asks for now: his words when he reopened it last, else the first."""
        kind = NoteEntry.Kind.REOPENING
        words = [entry.text for entry in self.entries.all() if entry.kind == kind]
        return words[-1] if words else self.text

    @property
    def block(self):
        """The code of the block its question stands in."""
        return self.question.partition(".")[0]

    @property
    def question_name(self):
        return self.question.partition(".")[2]

    @property
    def is_unsettled(self):
        return self.state in UNSETTLED

    @property
    def awaits_answer(self):
        """Must the agency answer it before it can resubmit?"""
        return self.sent_at is not None and self.state in (self.State.OPEN, self.State.REOPENED)

    @property
    def is_unsent(self):
        """Does it ask for something of which the agency knows nothing yet?"""
        if self.state == self.State.REOPENED:
            return self.entries.all()[len(self.entries.all()) - 1].at > self.submission.returned_at
        return self.state == self.State.OPEN and self.sent_at is None

    def asked_between(self, earlier, later):
        """Did it ask for something between these two versions of the file?"""
        until = later.submitted_at or timezone.now()
        since = earlier.returned_at or earlier.submitted_at
        return (
            self.sent_at is not None
            and self.sent_at <= until
            and (self.settled_at is None or since is None or self.settled_at >= since)
        )

    def can_be_answered_by(self, user):
        """May this person answer it now? An answer may be reworded until the resubmission."""
        return self._awaits_agency and self.submission.can_write(user)

    @property
    def _awaits_agency(self):
        return self.sent_at is not None and self.state in UNSETTLED

    def can_be_settled_by(self, user):
        """May this person accept, reopen or close it now?"""
        return self.submission.may("return_for_revision", user)

    def talk_for(self, user):
        """The conversation; the agency reads that a note was reopened once the form is returned."""
        returned_at = self.submission.returned_at
        return [
            entry
            for entry in self.entries.all()
            if user.office_id
            or entry.kind == NoteEntry.Kind.ANSWER
            or (returned_at and entry.at <= returned_at)
        ]

    @property
    def waits_to_be(self):
        """What is said of an unsettled note where notes are counted, as ``as_read_by`` shows it."""
        if self.shown_state == self.State.ANSWERED:
            return "dijawab"
        return self.told.lower() if self.told == UNSENT else "belum dijawab"

    def as_read_by(self, user, *, writes, settles):
        """Itself, with what the person may know of it and do about it, for a page; `writes` and
        `settles` say whether he may do so on this file now (``NoteQuerySet.rights``)."""
        self.talk = self.talk_for(user)
        is_hidden = self.state == self.State.REOPENED and len(self.talk) < len(self.entries.all())
        self.shown_state = self.State.ANSWERED if is_hidden else self.State(self.state)
        self.told = UNSENT if user.office_id and self.is_unsent else self.shown_state.label
        self.id_words = str(self.pk)  # drawn many times: a number would be put in words each time
        self.may_answer = writes and self._awaits_agency
        self.may_settle = settles
        self.may_reopen = self.may_settle and self.state in REOPENABLE
        return self

    @staticmethod
    def in_form_order(notes):
        """These notes in the order of the form's questions, general ones last."""
        notes = list(notes)
        if not notes:
            return []
        order = {key: place for place, key in enumerate(notes[0].submission.form.keys())}
        return sorted(notes, key=lambda note: (order.get(note.question, len(order)), note.pk))

    # Verbs

    def answer(self, *, by, text="", outcome=NoteEntry.Outcome.FIXED):
        """The agency says what it did about it: corrected the form, or kept it for a reason."""
        with self._taking():
            if not self.can_be_answered_by(by):
                raise NotNow("Catatan ini tidak dapat dijawab sekarang. Muat ulang halaman.")
            if outcome == NoteEntry.Outcome.KEPT and not text.strip():
                raise NotNow("Tuliskan mengapa isian dipertahankan.")
            last = self.entries.last()
            if self.state == self.State.ANSWERED and (last.text, last.outcome) == (text, outcome):
                return  # a second click
            self._to(self.State.ANSWERED, by, text, NoteEntry.Kind.ANSWER, outcome)

    def accept(self, *, by):
        """The examiner is content with the answer, or with the corrected form."""
        self._settle("accept", self.State.ACCEPTED, by)

    def reopen(self, *, by, text):
        """Not yet: the agency is to answer again."""
        with self._settling(by, "reopen"):
            if self.state not in REOPENABLE:
                raise NotNow("Catatan ini masih terbuka.")
            self._to(self.State.REOPENED, by, text, NoteEntry.Kind.REOPENING)

    def close_as_advice(self, *, by):
        """No more to be changed in the form, but printed in the annex of the letter."""
        self._settle("close_as_advice", self.State.ADVICE, by)

    def withdraw(self, *, by):
        """The examiner takes the note back; one that was never sent disappears."""
        with self._settling(by, "withdraw"):
            if self.sent_at is None:
                self.delete()
            else:
                self._to(self.State.WITHDRAWN, by)

    def _settle(self, verb, state, by):
        with self._settling(by, verb):
            self._to(state, by)

    @contextmanager
    def _settling(self, by, verb):
        with self._taking():
            if not self.can_be_settled_by(by):
                raise NotAllowed(
                    "Catatan hanya dapat diubah oleh pemeriksa yang ditugasi selama pemeriksaan."
                )
            if verb != "reopen" and self.state not in UNSETTLED:
                raise NotNow(f"Catatan ini sudah “{self.get_state_display()}”.")
            yield

    @contextmanager
    def _taking(self):
        """The file's row first, as every verb does, then the note anew."""
        with self.submission.locked():
            try:
                self.refresh_from_db(fields=["state", "sent_at"])
            except Note.DoesNotExist as gone:
                raise NotNow(GONE) from gone
            yield

    def _to(self, state, by, text="", kind=None, outcome=""):
        self.state = state
        self.settled_at = None if state in UNSETTLED else timezone.now()
        self.save(update_fields=["state", "settled_at"])
        if kind:
            self.entries.create(by=by, text=text, kind=kind, outcome=outcome)
        record(
            self.submission,
            f"note.{state}",
            by=by,
            on_behalf_of=self.submission.agency
            if state == self.State.ANSWERED and by.office_id
            else None,
            note=self.pk,
            number=self.number,
            label=self.label,
            **self.submission.in_place_of(by),
        )


REOPENABLE = (Note.State.ANSWERED, Note.State.ACCEPTED, Note.State.ADVICE)
