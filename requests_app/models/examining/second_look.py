import hashlib
import json

from django.conf import settings
from django.db import models
from django.utils import timezone

from accounts.models import Role
from events.readers import keep_inside
from events.refusals import NotAllowed, NotNow
from requests_app.workflow import State

keep_inside("submission.second")


class SecondLookManager(models.Manager):
    """With ``submission.second_looks`` a colleague agrees with its examination."""

    def newest_first(self):
        """Each with ``is_current``: it lapses when answers, notes or findings change; 3 queries."""
        looks = list(self.select_related("by").order_by("-pk"))
        digest = self._digest() if looks else ""
        for look in looks:
            look.is_current = look.digest == digest
        return looks

    def may_be_given_by(self, user):
        """Does this person examine at the same office, but not this file?"""
        file = self.instance
        is_colleague = file.is_examined_by_office_of(user) and user.has_role(Role.EXAMINER)
        return is_colleague and user.pk != file.examiner_id

    def give(self, *, by, text=""):
        """Another examiner of the office agrees with the examination as it stands."""
        file = self.instance
        with file.locked():
            if not self.may_be_given_by(by):
                raise NotAllowed("Pendapat kedua hanya dari petugas pemeriksa yang lain.")
            if file.state != State.UNDER_EXAMINATION:
                raise NotNow("Pendapat kedua hanya dapat diberikan selama pemeriksaan.")
            self.create(revision=file.revision, digest=self._digest(), text=text.strip(), by=by)
            file.record("second", by, version=file.revision.number)

    def _digest(self):
        """A mark of the examination as it stands: version, notes with their states, findings."""
        revision = self.instance.revision
        notes = self.instance.notes.order_by("pk").values_list("pk", "state", "text")
        found = sorted(revision.findings.by_item().items())
        parts = [revision.pk, revision.saves, list(notes), found]
        return hashlib.sha256(json.dumps(parts, ensure_ascii=False).encode()).hexdigest()


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

    objects = SecondLookManager()

    class Meta:
        ordering = ["pk"]

    def __str__(self):
        return f"{self.by} · {self.at:%Y-%m-%d}"
