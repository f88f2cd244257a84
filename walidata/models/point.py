"""One note of a Walidata, on a question or the whole file, and what the examiner makes of it."""

from contextlib import contextmanager

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.holding import hold
from events.readers import keep_inside
from events.recording import record
from events.refusals import NotAllowed, NotNow, required

keep_inside("walidata.take_over")  # the agency reads the examiner's note once it is sent


class PointQuerySet(models.QuerySet):
    def in_full(self):
        """Each with everything that its card tells, oldest first."""
        people = ("statement__custody__agency", "answered_by", "note")
        return self.select_related(*people).order_by("pk")

    def given(self):
        return self.filter(statement__given_at__isnull=False)


class Point(models.Model):
    """A third voice beside the examiner's and the agency's; it blocks nothing."""

    statement = models.ForeignKey("walidata.Statement", models.CASCADE, related_name="points")
    question = models.CharField(max_length=100, blank=True)  # "block.question"; empty: the file
    text = models.TextField("catatan", max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    answer_text = models.TextField("tanggapan", max_length=5000, blank=True)
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    note = models.ForeignKey(  # of the examiner, who took it over
        "requests_app.Note", models.SET_NULL, null=True, related_name="+"
    )

    objects = PointQuerySet.as_manager()

    # Among an examiner's notes it is drawn by a template of its own and counted nowhere.
    template = "walidata/_point.html"
    is_unsettled, may_answer, row_now = False, False, None
    may_settle = is_unsent = is_inside = False  # set where it is drawn

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="point_answered_in_words",
                condition=Q(answered_at=None) | ~Q(answer_text=""),
            )
        ]

    def __str__(self):
        return self.heading

    # Questions

    @property
    def submission(self):
        return self.statement.submission

    @property
    def heading(self):
        """The question with its official number, or the file."""
        form = self.submission.form
        if not self.question:
            return "seluruh pengajuan"
        return f"{form.number(self.question)} {form.label(self.question)}".strip()

    @property
    def is_settled(self):
        return self.answered_at is not None or self.note_id is not None

    @property
    def told(self):
        """How it stands: the look and the words. Outside the office nobody learns of a note of the
        examiner's before it is sent."""
        if self.answered_at:
            return "settled", "Ditanggapi"
        is_taken = self.note_id is not None and (self.is_inside or self.note.sent_at)
        return ("settled", "Menjadi catatan pemeriksa") if is_taken else ("advice", "Pendapat")

    # Verbs

    def reword(self, *, by, text):
        """Say it in other words, before the opinion is given."""
        text = required(text, "Tuliskan catatannya.")
        with self._writing(by):
            self.text = text
            self.save(update_fields=["text"])

    def drop(self, *, by):
        """Not this one, before the opinion is given: it leaves no trace."""
        with self._writing(by):
            self.delete()

    def answer(self, *, by, text):
        """Who examines says what he makes of it; the Walidata and the agency read that."""
        text = required(text, "Tuliskan tanggapan Anda.")
        with self._settling(by):
            self.answer_text, self.answered_by, self.answered_at = text, by, timezone.now()
            self.save(update_fields=["answer_text", "answered_by", "answered_at"])
            self._record("answer", by)

    def take_over(self, *, by, text):
        """Who examines makes it a note of his own, in his words; from there it goes as his do."""
        with self._settling(by):
            self.note = self.submission.notes.write(by=by, question=self.question, text=text)
            self.save(update_fields=["note"])
            self._record("take_over", by)
        return self.note

    @contextmanager
    def _writing(self, by):
        with self.submission.locked():
            hold(self)
            statement = self.submission.statements.begun_by(by)
            may = self.submission.statements.custody_of(by)
            if may is None or statement is None or statement.pk != self.statement_id:
                raise NotNow("Catatan ini tidak dapat diubah lagi. Muat ulang halaman.")
            yield

    @contextmanager
    def _settling(self, by):
        with self.submission.locked():
            hold(self)
            if not self.submission.may("return_for_revision", by):
                raise NotAllowed("Pendapat Walidata ditanggapi pemeriksa selama memeriksa.")
            if self.is_settled or self.statement.given_at is None:
                raise NotNow("Catatan ini sudah ditanggapi. Muat ulang halaman.")
            yield

    def _record(self, verb, by):
        facts = {"point": self.pk, "about": self.heading, "agency": self.statement.agency.name}
        record(self.submission, f"walidata.{verb}", by=by, **facts)
