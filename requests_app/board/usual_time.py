"""How long the office usually needs, from the figures that its verbs have kept: two small queries.

Counted are the working days that the office held a file which it decided in the last twelve
months, this one included.
"""

from typing import NamedTuple

from requests_app.models.board.ledger import Monthly
from workdays.months import months_before

MONTHS = 12
FEWEST = 5  # decisions; fewer say nothing


class UsualTime(NamedTuple):
    """Working days: half of the files needed at most `median`, nine of ten at most `most`."""

    files: int
    median: int
    most: int
    share_in_time: int  # percent


def usual_time(office):
    """The figures of the last twelve months; None with fewer than five decisions."""
    year = Monthly.objects.filter(
        office=office, month__gte=months_before(office.today(), MONTHS - 1)
    )
    days = sorted(year.filter(measure=Monthly.Measure.OFFICE_DAYS).summed("value"))
    files = sum(count for _, count in days)
    if files < FEWEST:
        return None
    late = sum(count for _, count in year.filter(measure=Monthly.Measure.LATE).summed("value"))
    return UsualTime(
        files=files,
        median=_reached(days, files * 0.5),
        most=_reached(days, files * 0.9),
        share_in_time=round(100 * (files - late) / files),
    )


def _reached(days, wanted):
    """The smallest number of days within which that many files were decided."""
    so_far = 0
    for value, count in days:
        so_far += count
        if so_far >= wanted:
            return value
    return days[-1][0]
