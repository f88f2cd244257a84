"""A file's clock with its pauses, from moments of any hour in any zone, against a naive count."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from accounts.models import Office
from requests_app.models import Revision, Submission
from workdays.calendar import national_holidays
from workdays.counting import Calendar

ZONES = st.sampled_from(["Asia/Jakarta", "Asia/Makassar", "Asia/Jayapura"])
MOMENTS = st.lists(st.integers(1, 60 * 24 * 20), min_size=1, max_size=5)  # minutes in between
FIRST = st.integers(0, 60 * 24 * 1460)  # minutes since the beginning of 2023
BEGINNING = datetime(2023, 1, 1, tzinfo=UTC)
DAYS = st.lists(st.integers(0, 120), max_size=4)  # after the first, which the office changed


def file_with(moments, zone, allowance):
    """A file that was submitted and returned by turns, in memory."""
    office = Office(code="6302", time_zone=zone, allowance_days=allowance)
    file = Submission(pk=1, office=office)
    pairs = [moments[n : n + 2] for n in range(0, len(moments), 2)]
    versions = [
        Revision(number=n, submitted_at=pair[0], returned_at=pair[1] if len(pair) > 1 else None)
        for n, pair in enumerate(pairs, 1)
    ]
    file._prefetched_objects_cache = {"revisions": versions}
    return file


def counted_days(moments, office, calendar, until):
    """The days that somebody ticks off who looks at each: whole days at the office, all worked."""
    moved = [moment.astimezone(office.zone).date() for moment in moments]
    day, found = moved[0], []
    while day <= until:
        came_or_went_before = sum(move < day for move in moved)
        is_here = came_or_went_before % 2 == 1 and day not in moved
        is_worked = day in calendar.opened or (
            day.weekday() < 5
            and day not in calendar.closed
            and day not in calendar.holidays_in(day.year)
        )
        if is_here and is_worked:
            found.append(day)
        day += timedelta(days=1)
    return found


@given(FIRST, MOMENTS, ZONES, st.integers(1, 40), DAYS, DAYS, st.integers(0, 60))
def test_the_clock_of_a_file_equals_a_naive_count(
    first, gaps, zone, allowance, closed, opened, later
):
    moments = [BEGINNING + timedelta(minutes=first)]
    for gap in gaps:
        moments.append(moments[-1] + timedelta(minutes=gap))
    file = file_with(moments, zone, allowance)
    begun = moments[0].astimezone(file.office.zone).date()
    changed = [
        {begun + timedelta(days=n): "Hari kantor" for n in days} for days in (closed, opened)
    ]
    calendar = Calendar(national_holidays, *changed)
    clock = file.clock(calendar)
    today = moments[-1].astimezone(file.office.zone).date() + timedelta(days=later)
    ticked = counted_days(moments, file.office, calendar, today)

    assert clock.used(today) == len(ticked)
    assert clock.left(today) == allowance - len(ticked)
    assert [day for day, counts, _ in clock.explain(today) if counts] == ticked
    if clock.due_on:
        until_due = counted_days(moments, file.office, calendar, clock.due_on)
        assert (until_due[-1], len(until_due)) == (clock.due_on, allowance)


@pytest.mark.parametrize("zone", ["Asia/Jakarta", "Asia/Jayapura"])
def test_the_day_is_that_of_the_office(zone):
    late = datetime(2026, 3, 2, 16, 30, tzinfo=UTC)  # 23.30 in Jakarta, the 3rd in Jayapura
    file = file_with([late], zone, 1)

    expected = {"Asia/Jakarta": date(2026, 3, 3), "Asia/Jayapura": date(2026, 3, 4)}
    assert file.clock(Calendar(national_holidays)).due_on == expected[zone]
