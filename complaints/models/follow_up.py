from django.conf import settings
from django.db import models, transaction
from django.utils import timezone

from accounts.models import Role
from events.changes import changes
from events.recording import record
from events.refusals import NotAllowed

WRITERS = (Role.HEAD, Role.ADMIN)


class FollowUpQuerySet(models.QuerySet):
    def newest(self, office, year):
        """What the office says now about that year, or None."""
        return self.filter(office=office, year=year).select_related("by").last()

    def write(self, *, office, year, text, by):
        """Say what the office does about the ratings of a year; earlier texts stay on record."""
        if by.office_id != office.pk or not by.has_role(*WRITERS):
            raise NotAllowed("Tindak lanjut ditulis oleh Kepala atau admin satuan kerja ini.")
        with transaction.atomic():
            newest = self.newest(office, year)
            if newest and newest.text == text:
                return newest
            written = self.create(office=office, year=year, text=text, by=by)
            told = changes(
                {"text": "Tindak lanjut"}, vars(newest) if newest else {}, {"text": text}
            )
            record(office, "office.follow_up", by=by, year=year, changes=told)
        return written


class FollowUp(models.Model):
    """One version of the office's own words about what it improves; the newest is published."""

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="follow_ups")
    year = models.PositiveSmallIntegerField()
    text = models.TextField(max_length=5000)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = FollowUpQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [models.Index(fields=["office", "year"], name="follow_up_of_a_year")]

    def __str__(self):
        return f"{self.office_id} {self.year}"
