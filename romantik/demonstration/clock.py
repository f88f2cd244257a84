"""Letting the portal believe that it is another moment, in this process only."""

from contextlib import contextmanager
from datetime import datetime, timedelta
from unittest.mock import patch

from django.utils import timezone

A_READING = timedelta(seconds=1)


class ActedClock:
    """A clock that is set to a moment and goes on a second whenever somebody looks at it."""

    def __init__(self, moment):
        self.moment = moment

    def reach(self, moment):
        """Go forward to that moment; never back."""
        self.moment = max(self.moment, moment)

    def wait(self, minutes):
        """Let some minutes pass."""
        self.moment += timedelta(minutes=minutes)

    def read(self):
        """What time it is; the next reading is a little later."""
        self.moment += A_READING
        return self.moment


@contextmanager
def going_by(clock):
    """Make `timezone.now` tell the time of this clock.

    Models hold the function itself as the default of their dates, so the function stays and the
    class that it asks is another one, for which every datetime is still a datetime.
    """

    class EveryDatetime(type):
        def __instancecheck__(cls, instance):
            return isinstance(instance, datetime)

    class ActedDatetime(datetime, metaclass=EveryDatetime):
        @classmethod
        def now(cls, tz=None):
            return clock.read().astimezone(tz)

    with patch.object(timezone, "datetime", ActedDatetime):
        yield clock
