from django.conf import settings
from django.db import models
from django.utils import timezone


class SecondLook(models.Model):
    """Another examiner agrees with an examination as it stands; it lapses when that changes."""

    submission = models.ForeignKey(
        "requests_app.Submission", models.CASCADE, related_name="second_looks"
    )
    revision = models.ForeignKey("requests_app.Revision", models.CASCADE, related_name="+")
    digest = models.CharField(max_length=64)  # of the notes and findings that were agreed with
    text = models.TextField(max_length=5000, blank=True)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.by} · {self.at:%Y-%m-%d}"
