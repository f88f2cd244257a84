import secrets

from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from accounts.models import Room
from events.holding import hold
from events.refusals import NotNow
from files.kept import digest_of
from files.storing.unnamed import delete_once_it_stands

MOST_FILES = 20
MOST_SCANS = 10
SHOWN_INLINE = {"application/pdf", "image/png", "image/jpeg"}


def private_name(attachment, filename):
    """A random name outside the static root; the name people read is a column."""
    return f"lampiran/{secrets.token_urlsafe(16)}"


class AttachmentQuerySet(models.QuerySet):
    """The files of a version."""

    def papers(self):
        """What the agency hands in with its form."""
        return self.exclude(kind=Attachment.Kind.SCAN)

    def scans(self):
        """The paper form that an officer typed this version from; no attachment of the agency's."""
        return self.filter(kind=Attachment.Kind.SCAN)


class Attachment(models.Model):
    """A file of one version. Versions that kept it share the stored bytes, never the row."""

    class Kind(models.TextChoices):
        COVER_LETTER = "cover_letter", "Surat pengantar"
        INSTRUMENT = "instrument", "Kuesioner atau lembar kerja"
        SCHEDULE = "schedule", "Jadwal"
        OTHER = "other", "Lainnya"
        SCAN = "form_scan", "Pindaian formulir kertas"

    revision = models.ForeignKey(
        "requests_app.Revision", models.CASCADE, related_name="attachments"
    )
    kind = models.CharField(max_length=12, choices=Kind)
    name = models.CharField(max_length=150)
    file = models.FileField(upload_to=private_name)
    content_type = models.CharField(max_length=100)
    size = models.PositiveIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    scanned_at = models.DateTimeField(null=True, blank=True)  # by a virus scanner, if there is one
    added_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    added_at = models.DateTimeField(default=timezone.now)
    is_submitted = models.BooleanField(default=False)  # with its version: never changes again

    objects = AttachmentQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.name

    @classmethod
    def add(cls, revision, *, kind, upload, content_type, by, is_scanned=False):
        """Keep an uploaded file with this version; ``upload`` has been checked by the form.

        Raises ``NotNow`` when the version is frozen or has its 20 files (10 scans).
        """
        digest = digest_of(upload)
        with transaction.atomic():
            cls._require_open(revision)
            cls._require_room(revision, kind)
            Room.objects.take(revision.submission.agency, [upload])
            return cls.objects.create(
                revision=revision,
                kind=kind,
                name=upload.name,
                file=upload,
                content_type=content_type,
                size=upload.size,
                sha256=digest,
                scanned_at=timezone.now() if is_scanned else None,
                added_by=by,
            )

    def remove(self):
        """Take it off this version; the bytes go when no other version has them."""
        name = self.file.name
        with transaction.atomic():
            self._require_open(self.revision)
            self.delete()
            if not Attachment.objects.filter(file=name).exists():
                Room.objects.release(self.revision.submission.agency, self.size)
                delete_once_it_stands(name)

    def copy_to(self, revision):
        """The same file on the next version."""
        return Attachment.objects.create(
            revision=revision,
            kind=self.kind,
            name=self.name,
            file=self.file.name,
            content_type=self.content_type,
            size=self.size,
            sha256=self.sha256,
            scanned_at=self.scanned_at,
            added_by=self.added_by,
            added_at=self.added_at,
        )

    @property
    def is_scan(self):
        return self.kind == self.Kind.SCAN

    @property
    def is_picture(self):
        """Is it drawn by the page itself, not by the browser's reader of PDF files?"""
        return self.content_type.startswith("image/")

    @property
    def opens_in_place(self):
        """Does the browser show it by itself? All else is saved."""
        return self.content_type in SHOWN_INLINE

    @classmethod
    def _require_room(cls, revision, kind):
        is_scan = kind == cls.Kind.SCAN
        here = revision.attachments.scans() if is_scan else revision.attachments.papers()
        most, what = (MOST_SCANS, "pindaian") if is_scan else (MOST_FILES, "lampiran")
        if here.count() >= most:
            raise NotNow(f"Paling banyak {most} {what}. Hapus salah satu dahulu.")

    @staticmethod
    def _require_open(revision):
        submission = revision.submission
        hold(submission)
        revision.refresh_from_db(fields=["submitted_at"])
        if revision.is_frozen or not submission.is_editable:
            raise NotNow("Versi ini sudah diajukan; lampirannya tidak dapat diubah lagi.")
