from django.conf import settings
from django.db import models
from django.utils import timezone


class NoteEntry(models.Model):
    """One contribution to the conversation about a note."""

    class Kind(models.TextChoices):
        ANSWER = "answer", "Tanggapan instansi"
        REOPENING = "reopening", "Dibuka lagi"

    class Outcome(models.TextChoices):
        FIXED = "fixed", "Sudah diperbaiki"
        KEPT = "kept", "Dipertahankan"

    note = models.ForeignKey("requests_app.Note", models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind)
    outcome = models.CharField(max_length=5, choices=Outcome, blank=True)  # of an answer
    text = models.TextField(max_length=5000, blank=True)  # an answer "fixed" may say no more
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:40]}"

    @property
    def is_answer(self):
        return self.kind == self.Kind.ANSWER
