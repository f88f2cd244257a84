"""Forgetting who asked, once it has been kept long enough; nothing is written into it any more."""

from django.db import models
from django.utils import timezone

from consultations.models.consultation_queryset import PERSONAL
from consultations.models.message import empty
from consultations.workflow import PORTAL
from events.models import Notice

FORGOTTEN = "Data konsultasi ini sudah dihapus karena masa simpannya lewat. Buat konsultasi baru."


class Forgetting(models.Model):
    """The verb of the nightly sweep, and what it leaves behind."""

    class Meta:
        abstract = True

    def erase(self):
        """Who asked is forgotten in time, with a guest his words, too; mails are written once."""
        with self._taking("erase"):
            if self.erased_at:  # by another sweep, in this moment
                return
            names = PERSONAL if self.agency_id else (*PERSONAL, "activity")
            for name in names:
                setattr(self, name, "")
            self.erased_at = timezone.now()
            self.save(update_fields=[*names, "erased_at"])
            if not self.agency_id:
                empty(self.messages.all())
            Notice.objects.about(self).delete()
            self.record("erase", None)

    def is_shut_for(self, step):
        """A guest's, once erased: what came into it now would be kept for ever."""
        return bool(self.erased_at and not self.agency_id and step.side != PORTAL)
