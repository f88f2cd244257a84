from datetime import timedelta

from django.db import models

from events.models import Event
from requests_app.workflow import State

REMINDED_AFTER = (2, 6, 11)  # weeks without an answer (service.md decision 7)
CLOSABLE_AFTER = 13  # weeks: the three months after which the office may cancel the file


class Silent(models.Model):
    """A returned file without an answer: the agency is reminded, and warned before it is closed."""

    class Meta:
        abstract = True

    @property
    def silent_days(self):
        """Days since the form went back, by the office's calendar; None when it is not there."""
        if self.state != State.RETURNED or self.returned_at is None:
            return None
        returned_on = self.returned_at.astimezone(self.office.zone).date()
        return (self.office.today() - returned_on).days

    @property
    def closable_on(self):
        """The day from which the office may close a file that stays without an answer."""
        returned_on = self.returned_at.astimezone(self.office.zone).date()
        return returned_on + timedelta(weeks=CLOSABLE_AFTER)

    @property
    def is_closable(self):
        """Has the agency been silent for three months?"""
        return self.silent_days is not None and self.office.today() >= self.closable_on

    def reminder_due(self):
        """The longest silence that is reached, 2, 6 or 11 weeks; None while none is."""
        silent = self.silent_days or 0
        return max((weeks for weeks in REMINDED_AFTER if silent >= 7 * weeks), default=None)

    def remind(self):
        """Remind the agency once a stage of its silence, however often this is called.

        Derived from dates alone: days without a run cost nothing, the newest stage is told.
        """
        with self.locked():
            weeks = self.reminder_due()
            version = self.revision.number
            told = Event.objects.about(self).filter(action="submission.remind")
            if weeks is None or any(
                (event.particulars["weeks"], event.particulars["version"]) == (weeks, version)
                for event in told
            ):
                return
            self.record("remind", None, weeks=weeks, version=version)
