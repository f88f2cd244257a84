from django.db import models

from events.models import Event
from requests_app.workflow import ON_THE_CLOCK

STAGES = (50, 80, 100)  # percent of the promised working days


class Urgent(models.Model):
    """A file whose promised days run out: examiner and head are told at 50, 80 and 100 percent."""

    class Meta:
        abstract = True

    def stage_due(self):
        """The highest stage that is reached by the end of today; None while none is."""
        if self.state not in ON_THE_CLOCK:
            return None
        clock = self.clock()
        used = clock.used(self.office.today())
        reached = (stage for stage in STAGES if used * 100 >= stage * clock.allowance)
        return max(reached, default=None)

    def press(self):
        """Tell examiner and head of a stage once, however often this is called.

        The clock never starts anew, so neither do the stages; days without a run cost nothing.
        """
        with self.locked():
            stage = self.stage_due()
            told = Event.objects.about(self).filter(action="submission.press")
            if stage is None or any(event.particulars["stage"] >= stage for event in told):
                return
            self.record("press", None, stage=stage, due_on=self.due_on, left=self.days_left)
