import secrets

from django.conf import settings
from django.db import models
from django.utils import timezone


def private_name(result, filename):
    """A random name outside the static root; the name people read is a column."""
    return f"hasil/{secrets.token_urlsafe(16)}"


class Result(models.Model):
    """Something of the results that reached BPS: the publication or the metadata, file or link."""

    class Kind(models.TextChoices):
        PUBLICATION = "publication", "Publikasi"
        METADATA = "metadata", "Metadata (MS-Keg, MS-Var)"

    submission = models.ForeignKey(
        "requests_app.Submission", models.PROTECT, related_name="results"
    )
    kind = models.CharField(max_length=11, choices=Kind)
    link = models.URLField(max_length=500, blank=True)
    file = models.FileField(upload_to=private_name, blank=True)
    name = models.CharField(max_length=150, blank=True)
    content_type = models.CharField(max_length=100, blank=True)
    size = models.PositiveIntegerField(null=True)  # bytes
    sha256 = models.CharField(max_length=64, blank=True)
    scanned_at = models.DateTimeField(null=True)  # by a virus scanner, if there is one
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    taken_back_at = models.DateTimeField(null=True)
    reason = models.TextField(max_length=5000, blank=True)  # why it was taken back

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                name="result_is_file_or_link",
                condition=models.Q(file="") ^ models.Q(link=""),
            ),
            models.CheckConstraint(
                name="result_taken_back_with_reason",
                condition=models.Q(taken_back_at=None) | ~models.Q(reason=""),
            ),
        ]

    def __str__(self):
        return f"{self.get_kind_display()}: {self.name or self.link}"

    @property
    def counts(self):
        return self.taken_back_at is None
