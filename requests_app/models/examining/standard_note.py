import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.utils import timezone

from editions import EDITIONS
from events.changes import changes
from events.recording import record
from requests_app.models.examining.handed_down import HandedDown, HandedDownQuerySet

PLACEHOLDERS = {
    "judul": "judul kegiatan",
    "instansi": "nama instansi",
    "formulir": "FS3 atau FP-KPA",
    "rincian": "nomor dan nama rincian",
    "isian": "isian rincian itu sekarang",
}
LONGEST_ANSWER = 200
LABELS = {"name": "Nama", "place": "Untuk rincian", "text": "Teks catatan"}


class StandardNoteQuerySet(HandedDownQuerySet):
    """Finding standard notes through the person looking."""

    def visible_to(self, user):
        """Those of the office he works at."""
        return self.filter(office_id=user.office_id) if user.office_id else self.none()

    def usable_by(self, user):
        """Those of his office, and what is handed down to it."""
        return self.usable_at(user.office) if user.office_id else self.none()

    def offered(self, submission, question, user):
        """Those that fit a question of a file, its own first; at most 50."""
        fitting = self.usable_by(user).filter(
            models.Q(edition="") | models.Q(edition=submission.edition),
            models.Q(question="") | models.Q(question=question),
            retired_at=None,
        )
        return fitting.order_by("-question", "name")[:50]

    def write(self, *, by, office, **facts):
        """A new one of that office."""
        with transaction.atomic():
            note = self.create(office=office, by=by, **facts)
            record(note, "standard_note.keep", by=by, name=note.name, is_new=True)
        return note

    def with_uses(self):
        """Each with ``times_used``, how many notes were begun with it; one query."""
        return self.annotate(times_used=models.Count("uses"))


class StandardNote(HandedDown, models.Model):
    """A note that an office writes often, with placeholders that a file fills in."""

    office = models.ForeignKey("accounts.Office", models.CASCADE, related_name="standard_notes")
    name = models.CharField(max_length=100)
    edition = models.CharField(max_length=20, blank=True)  # of the form; empty: any
    question = models.CharField(max_length=100, blank=True)  # "block.question"; empty: any
    text = models.TextField(max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)  # no longer offered

    LABELS, NOUN = LABELS, "standard_note"
    COPIED = ("name", "edition", "question", "text")

    objects = StandardNoteQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        constraints = [
            models.UniqueConstraint(name="standard_note_name", fields=["office", "name"])
        ]

    def __str__(self):
        return self.name

    def filled(self, submission, question=""):
        """The text with its placeholders filled from a file, and from the question it is on."""
        form, answers = submission.form, submission.revision.answers
        facts = {
            "judul": submission.spoken_title,
            "instansi": submission.agency.name,
            "formulir": form.short_title,
            "rincian": "",
            "isian": "",
        }
        if question:
            spoken = form.spoken(answers, question)
            facts["rincian"] = f"{form.number(question)} {form.label(question)}"
            facts["isian"] = spoken[:LONGEST_ANSWER] or "(belum diisi)"
        return re.sub(r"\{([a-z]+)\}", lambda found: facts.get(found[1], found[0]), self.text)

    @property
    def place(self):
        """Where it belongs, as people type it: "FS3 6.2"."""
        if not self.edition:
            return ""
        edition = EDITIONS[self.edition]
        number = edition.number(self.question) if self.question else ""
        return f"{edition.short_title} {number}".strip()

    @property
    def told(self):
        """What is told of it when it changes."""
        return {"name": self.name, "place": self.place, "text": self.text}

    def rewrite(self, *, by, **facts):
        """Notes that were written with it keep their text."""
        with transaction.atomic():
            before = self.told
            for name, value in facts.items():
                setattr(self, name, value)
            if changed := changes(LABELS, before, self.told):
                self.changed_at = timezone.now()
                self.save(update_fields=[*facts, "changed_at"])
                record(self, "standard_note.keep", by=by, name=self.name, changes=changed)

    def retire(self, *, by):
        """Offer it no longer; the notes that were begun with it stay."""
        self._offer("standard_note.retire", by, retired_at=timezone.now())

    def restore(self, *, by):
        """Offer it again."""
        self._offer("standard_note.restore", by, retired_at=None)

    def _offer(self, action, by, *, retired_at):
        with transaction.atomic():
            self.retired_at = retired_at
            self.save(update_fields=["retired_at"])
            record(self, action, by=by, name=self.name)


def check_placeholders(text):
    """Raises ``ValidationError`` for a placeholder that no file fills in."""
    unknown = sorted(set(re.findall(r"\{([^{}]*)\}", text)) - set(PLACEHOLDERS))
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise ValidationError(f"“{{{unknown[0]}}}” tidak dikenal. Yang dapat dipakai: {known}.")
