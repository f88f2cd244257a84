"""What was said about a complaint, and the files that came with it."""

import hashlib
import secrets

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import models, transaction
from django.utils import timezone


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


class ComplaintFile(models.Model):
    """A file that came with a complaint (`entry` is None) or with a message about it."""

    complaint = models.ForeignKey("complaints.Complaint", models.CASCADE, related_name="files")
    entry = models.ForeignKey("complaints.Entry", models.CASCADE, null=True, related_name="files")
    name = models.CharField(max_length=150)
    file = models.FileField(upload_to=private_name)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    scanned_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @classmethod
    def keep(cls, complaint, uploads, entry=None):
        """Store what a form has checked: things with `file`, `content_type`, `is_scanned`."""
        for upload in uploads:
            digest = hashlib.sha256()
            for chunk in upload.file.chunks():
                digest.update(chunk)
            upload.file.seek(0)
            cls.objects.create(
                complaint=complaint,
                entry=entry,
                name=upload.file.name,
                file=upload.file,
                content_type=upload.content_type,
                size=upload.file.size,
                sha256=digest.hexdigest(),
                scanned_at=timezone.now() if upload.is_scanned else None,
            )

    def erase(self):
        """Take the file away for good, once the transaction stands."""
        name = self.file.name
        self.delete()
        transaction.on_commit(lambda: default_storage.delete(name))
