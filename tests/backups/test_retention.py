"""Which archives stay: 7 daily, 5 weekly, 12 monthly."""

from datetime import timedelta

import pytest

from backups.retention import kept
from tests.submissions import at

pytestmark = pytest.mark.one_database


def nights(count, *, until):
    return [until - timedelta(days=number) for number in range(count)]


def test_seven_days_five_weeks_twelve_months():
    last = at(2026, 11, 30, 2)  # a Monday

    stay = sorted(kept(nights(800, until=last)), reverse=True)

    assert [f"{day:%Y-%m-%d}" for day in stay] == [
        *("2026-11-30", "2026-11-29", "2026-11-28", "2026-11-27", "2026-11-26", "2026-11-25"),
        "2026-11-24",
        *("2026-11-22", "2026-11-15", "2026-11-08"),
        *("2026-10-31", "2026-09-30", "2026-08-31", "2026-07-31", "2026-06-30", "2026-05-31"),
        *("2026-04-30", "2026-03-31", "2026-02-28", "2026-01-31", "2025-12-31"),
    ]


def test_of_a_day_the_newest_stays():
    morning, evening = at(2026, 3, 3, 8), at(2026, 3, 3, 20)

    assert kept([morning, evening]) == {evening}


def test_where_the_portal_was_off_the_last_seven_days_that_have_one_stay():
    days = [at(2026, 3, day) for day in (1, 5, 9, 13, 17, 21, 25)]

    assert kept(days) == set(days)


def test_the_day_is_that_of_the_office():
    """23.30 in London is tomorrow's backup in Kotabaru."""
    one, other = at(2026, 3, 3, 7), at(2026, 3, 3, 9)

    assert kept([one.astimezone(None), other.astimezone(None)]) == {other.astimezone(None)}
