from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import Role
from events.readers import keep_inside
from events.refusals import NotAllowed, required

TALKERS = (Role.FRONT_DESK, Role.EXAMINER, Role.HEAD, Role.ADMIN)

keep_inside("submission.remark")


class RemarkManager(models.Manager):
    """With ``submission.remarks`` the office talks about this file."""

    def write(self, *, by, text):
        """Somebody of the office says something about the file to his colleagues."""
        text = required(text, "Tuliskan pembicaraan Anda.")
        with self.instance.locked():
            if not (self.instance.is_examined_by_office_of(by) and by.has_role(*TALKERS)):
                raise NotAllowed("Pembicaraan internal hanya untuk petugas satuan kerja ini.")
            self.create(text=text, by=by)
            self.instance.record("remark", by)


class Remark(models.Model):
    """What the office says about a file among itself; the agency never reads it."""

    submission = models.ForeignKey(
        "requests_app.Submission", models.CASCADE, related_name="remarks"
    )
    text = models.TextField(max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = RemarkManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return self.text[:40]
