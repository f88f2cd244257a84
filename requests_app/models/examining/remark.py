from django.conf import settings
from django.db import models
from django.utils import timezone


class Remark(models.Model):
    """What the office says about a file among itself; the agency never reads it."""

    submission = models.ForeignKey(
        "requests_app.Submission", models.CASCADE, related_name="remarks"
    )
    text = models.TextField(max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:40]
