import re

from django.conf import settings
from django.core.exceptions import ValidationError
from django.db import models
from django.utils import timezone

PLACEHOLDERS = {
    "judul": "judul kegiatan",
    "instansi": "nama instansi",
    "formulir": "FS3 atau FP-KPA",
    "rincian": "nomor dan nama rincian",
    "isian": "isian rincian itu sekarang",
}
LONGEST_ANSWER = 200


class StandardNoteQuerySet(models.QuerySet):
    """Finding standard notes through the person looking."""

    def visible_to(self, user):
        """Those of the office he works at."""
        return self.filter(office_id=user.office_id) if user.office_id else self.none()

    def offered(self, submission, question, user):
        """Those that fit a question of a file, its own first; at most 50."""
        fitting = self.visible_to(user).filter(
            models.Q(edition="") | models.Q(edition=submission.edition),
            models.Q(question="") | models.Q(question=question),
            retired_at=None,
        )
        return fitting.order_by("-question", "name")[:50]

    def with_uses(self):
        """Each with ``times_used``, how many notes were begun with it; one query."""
        return self.annotate(times_used=models.Count("uses"))


class StandardNote(models.Model):
    """A note that an office writes often, with placeholders that a file fills in."""

    office = models.ForeignKey("accounts.Office", models.CASCADE, related_name="standard_notes")
    name = models.CharField(max_length=100)
    edition = models.CharField(max_length=20, blank=True)  # of the form; empty: any
    question = models.CharField(max_length=100, blank=True)  # "block.question"; empty: any
    text = models.TextField(max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    retired_at = models.DateTimeField(null=True, blank=True)  # no longer offered

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

    def retire(self):
        """Offer it no longer; the notes that were begun with it stay."""
        self.retired_at = timezone.now()
        self.save(update_fields=["retired_at"])

    def restore(self):
        """Offer it again."""
        self.retired_at = None
        self.save(update_fields=["retired_at"])


def check_placeholders(text):
    """Raises ``ValidationError`` for a placeholder that no file fills in."""
    unknown = sorted(set(re.findall(r"\{([^{}]*)\}", text)) - set(PLACEHOLDERS))
    if unknown:
        known = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        raise ValidationError(f"“{{{unknown[0]}}}” tidak dikenal. Yang dapat dipakai: {known}.")
