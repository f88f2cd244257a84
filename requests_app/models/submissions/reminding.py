from datetime import timedelta

from django.db import models
from django.utils import timezone

from events.models import Event
from requests_app.workflow import State

REMINDED_AFTER = 60  # days without a touch
WARNED_AFTER = 150
CLOSED_AFTER = 30  # days after the warning was written, never sooner
REASON = (
    "Draf tidak disentuh selama lima bulan, dan tiga puluh hari sesudah peringatan pun tidak. "
    "Isiannya tetap dapat dibaca; buatlah pengajuan baru bila kegiatan jadi dilaksanakan."
)


class Forgotten(models.Model):
    """A draft that nobody touches: its agency is reminded, warned, and only then it is closed.

    The day of closing is counted from the warning itself, so that a run that is late or left out
    moves it back and never forward. Whoever touches the draft begins all anew.
    """

    class Meta:
        abstract = True

    @property
    def touched_at(self):
        """When somebody last wrote in the draft or put a file to it, else when it began."""
        files = self.revision.attachments.values_list("added_at", flat=True)
        touches = [self.created_at, self.revision.saved_at, *files]
        return max(touch for touch in touches if touch)

    def tend(self):
        """Remind of, warn about or close the draft, each once for as long as it stays untouched."""
        with self.locked():
            if self.state != State.DRAFT:
                return
            since, today = self.touched_at, self.office.today()
            untouched = (today - since.astimezone(self.office.zone).date()).days
            told = self._told_since(since)
            warning = told.get("warn")
            if warning:
                if (today - warning.at.astimezone(self.office.zone).date()).days >= CLOSED_AFTER:
                    self._close_forgotten()
            elif untouched >= WARNED_AFTER:
                closes_on = today + timedelta(days=CLOSED_AFTER)
                self._tell_of_draft("warn", since, untouched, closes_on=closes_on)
            elif untouched >= REMINDED_AFTER and not told:
                self._tell_of_draft("remind", since, untouched)

    def _told_since(self, since):
        """What was told of this spell of quiet: {stage: event}."""
        events = Event.objects.about(self).filter(action="submission.remind_of_draft")
        return {
            event.particulars["stage"]: event
            for event in events
            if event.particulars["since"] == since.isoformat()
        }

    def _tell_of_draft(self, stage, since, days, **facts):
        self.record(
            "remind_of_draft", None, stage=stage, since=since.isoformat(), days=days, **facts
        )

    def _close_forgotten(self):
        self.decided_at = timezone.now()
        self._move(State.CANCELLED)
        self.record("cancel", None, reason=REASON)
