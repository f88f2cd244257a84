"""What was said about a complaint, and the files that came with it."""

import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone

from files.kept import Kept


class Entry(models.Model):
    """One message, or one internal remark. Without `by` the reporter (or the portal) speaks."""

    class Kind(models.TextChoices):
        ASK = "ask", "Pertanyaan petugas"
        REPLY = "reply", "Keterangan pelapor"
        ANSWER = "answer", "Jawaban"
        REFUSAL = "refusal", "Bukan kewenangan kami"
        LAPSE = "lapse", "Ditutup"
        WITHDRAWAL = "withdrawal", "Dicabut"
        REOPENING = "reopening", "Dibuka kembali"
        REMARK = "remark", "Catatan internal"

    complaint = models.ForeignKey("complaints.Complaint", models.CASCADE, related_name="entries")
    kind = models.CharField(max_length=10, choices=Kind)
    text = models.TextField(blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.text[:40]}"

    @property
    def is_by_portal(self):
        return self.kind == self.Kind.LAPSE

    @property
    def is_internal(self):
        return self.kind == self.Kind.REMARK


def private_name(file, filename):
    """A random name outside the static root; the name people read is a column."""
    return f"pengaduan/{secrets.token_urlsafe(16)}"


class ComplaintFile(Kept):
    """A file that came with a complaint (`entry` is None) or with a message about it."""

    complaint = models.ForeignKey("complaints.Complaint", models.CASCADE, related_name="files")
    entry = models.ForeignKey("complaints.Entry", models.CASCADE, null=True, related_name="files")
    file = models.FileField(upload_to=private_name)

    class Meta(Kept.Meta):
        pass
