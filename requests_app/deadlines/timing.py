"""The clock of a file laid out on a calendar: its days, and when it was at the agency."""

from datetime import date
from itertools import zip_longest
from typing import NamedTuple

from events.models import Event
from workdays.months import days_of_clock


class Pause(NamedTuple):
    """A span in which the form was at the agency: from when, until when (None: still), and the
    event that began it."""

    since: date
    until: date | None
    event: Event


def days_of(submission):
    """Every day since the first submission, until the due date or the end; [] of a draft."""
    if submission.submitted_at is None:
        return []
    clock, today = submission.clock(), submission.office.today()
    ended = (
        submission.decided_at and submission.decided_at.astimezone(submission.office.zone).date()
    )
    due_on = None if ended else clock.due_on
    until = ended or max(filter(None, [today, due_on]))
    return days_of_clock(clock, until, today, due_on)


def pauses_of(submission):
    """Every return with the resubmission that ended it, oldest first; two queries."""
    zone = submission.office.zone
    versions = submission.revisions.exclude(submitted_at=None).order_by("number")
    dates = list(versions.values_list("submitted_at", "returned_at"))
    returned = [moment.astimezone(zone).date() for _, moment in dates if moment]
    came_back = [moment.astimezone(zone).date() for moment, _ in dates[1:]]
    events = Event.objects.about(submission).filter(action="submission.return_for_revision")
    return [
        Pause(since, until, event)
        for since, until, event in zip_longest(returned, came_back, events)
        if since
    ]
