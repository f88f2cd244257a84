"""Which file somebody came about."""

from django.db import models
from django.utils import timezone


class VisitFile(models.Model):
    """A visit joined to a submission, by an officer or because he began it for the visitor."""

    visit = models.ForeignKey("guestbook.Visit", models.CASCADE, related_name="links")
    submission = models.ForeignKey(
        "requests_app.Submission", models.PROTECT, related_name="visit_links"
    )
    by = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(fields=["visit", "submission"], name="visit_file_once")
        ]
