"""A file that came with something people wrote, and sending it back to who may read it."""

import hashlib

from django.db import models
from django.http import FileResponse
from django.utils import timezone

from files.storing.unnamed import delete_once_it_stands

SHOWN_INLINE = {"application/pdf", "image/png", "image/jpeg"}


class Damaged(OSError):
    """What is stored of that row is gone, or is not what was stored."""

    def __init__(self, row):
        super().__init__(f"The stored file of {row._meta.label} {row.pk} is gone or changed.")
        self.row = row


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
            cls.objects.create(
                name=upload.file.name,
                file=upload.file,
                content_type=upload.content_type,
                size=upload.file.size,
                sha256=digest_of(upload.file),
                scanned_at=timezone.now() if upload.is_scanned else None,
                **belongs,
            )

    def erase(self):
        """Take the file away for good, once the transaction stands."""
        name = self.file.name
        self.delete()
        delete_once_it_stands(name)


def digest_of(upload):
    """The SHA-256 of a file that came, which is left at its beginning."""
    digest = hashlib.sha256()
    for chunk in upload.chunks():
        digest.update(chunk)
    upload.seek(0)
    return digest.hexdigest()


def opened(row):
    """The row's file, open, at its beginning, and as it was stored. Raises `Damaged`."""
    try:
        file = row.file.open("rb")
    except FileNotFoundError as error:
        raise Damaged(row) from error
    if row.sha256 and digest_of(file) != row.sha256:
        file.close()
        raise Damaged(row)
    return file


def sent(file):
    """The file itself; only pictures and PDF open in place."""
    response = FileResponse(
        opened(file),
        content_type=file.content_type,
        as_attachment=file.content_type not in SHOWN_INLINE,
        filename=file.name,
    )
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "sandbox; default-src 'none'"
    response["Cache-Control"] = "private, no-store"
    return response
