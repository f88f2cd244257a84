"""The clock of recurring work, of which the whole installation has one.

Every host may start one (`celery beat`): the one that holds the lease gives out the work, the
others look every few seconds whether it still does. What was given out last is read from the
database by whoever takes over, not from a file of his host.
"""

import logging

from celery.beat import PersistentScheduler
from django.db import Error, connection

logger = logging.getLogger(__name__)
LOOKED = 3  # seconds between two looks at the lease


class OneClock(PersistentScheduler):
    """Gives out nothing unless it alone may."""

    hold = None
    was_mine = False

    def tick(self, *args, **kwargs):
        if not self._is_mine():
            return LOOKED
        return min(super().tick(*args, **kwargs), LOOKED)

    def apply_entry(self, entry, producer=None):
        """It may have been stopped between its look at the lease and the giving out."""
        if self.hold.is_held:
            super().apply_entry(entry, producer=producer)

    def close(self):
        """Whoever ends in good order leaves the clock to the next at once."""
        if self.hold and self.hold.is_held:
            self.hold.give_back()
        super().close()

    def _is_mine(self):
        from events.recurring.leases import Hold

        self.hold = self.hold or Hold("beat")
        try:
            is_mine = self.hold.take() if self.hold.is_due else self.hold.is_held
            if is_mine and not self.was_mine:
                self._go_on_from()
        except Error as problem:
            logger.warning("no clock without the database: %s", type(problem).__name__)
            connection.close()
            is_mine = False
        if is_mine != self.was_mine:
            logger.info("beat: %s", "the clock is mine" if is_mine else "another has the clock")
        self.was_mine = is_mine
        return is_mine

    def _go_on_from(self):
        """What another has given out is not due again."""
        from events.models import Job

        for entry in self.schedule.values():
            job = Job.objects.filter(task=entry.task).first()
            ends = filter(None, [job and job.ended_at, job and job.failed_at])
            entry.last_run_at = max([entry.last_run_at, *ends])
        self._heap = None
