"""A file that came with something people wrote, and sending it back to who may read it."""

import hashlib

from django.core.files.storage import default_storage
from django.db import models, transaction
from django.http import FileResponse
from django.utils import timezone

SHOWN_INLINE = {"application/pdf", "image/png", "image/jpeg"}


class Kept(models.Model):
    """What is known of a stored file; the model adds `file` and what it belongs to."""

    name = models.CharField(max_length=150)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    scanned_at = models.DateTimeField(null=True)
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        abstract = True
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @classmethod
    def keep(cls, uploads, **belongs):
        """Store what a form has checked: things with `file`, `content_type`, `is_scanned`."""
        for upload in uploads:
            digest = hashlib.sha256()
            for chunk in upload.file.chunks():
                digest.update(chunk)
            upload.file.seek(0)
            cls.objects.create(
                name=upload.file.name,
                file=upload.file,
                content_type=upload.content_type,
                size=upload.file.size,
                sha256=digest.hexdigest(),
                scanned_at=timezone.now() if upload.is_scanned else None,
                **belongs,
            )

    def erase(self):
        """Take the file away for good, once the transaction stands."""
        name = self.file.name
        self.delete()
        transaction.on_commit(lambda: default_storage.delete(name))


def sent(file):
    """The file itself; only pictures and PDF open in place."""
    response = FileResponse(
        file.file.open("rb"),
        content_type=file.content_type,
        as_attachment=file.content_type not in SHOWN_INLINE,
        filename=file.name,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
