"""Decision 1 of the service: which days of the office's 30 working days are used up."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from workdays.calendar import national_holidays
from workdays.counting import Calendar, Clock, ExplainedDay

NATIONAL = Calendar(national_holidays)
MONDAY = date(2026, 3, 2)


def test_thirty_working_days_from_2_march_2026_end_on_21_april():
    assert Clock([(MONDAY, None)], 30, NATIONAL).due_on == date(2026, 4, 21)


def test_they_would_end_on_15_april_if_cuti_bersama_were_ignored():
    def without_cuti_bersama(year):
        days = national_holidays(year).items()
        return {day: name for day, name in days if not name.startswith("Cuti Bersama")}

    assert Clock([(MONDAY, None)], 30, Calendar(without_cuti_bersama)).due_on == date(2026, 4, 15)


def test_thirty_working_days_go_over_the_turn_of_the_year():
    assert Clock([(date(2026, 11, 23), None)], 30, NATIONAL).due_on == date(2027, 1, 8)
    assert Clock([(date(2026, 12, 15), None)], 30, NATIONAL).due_on == date(2027, 2, 1)


def test_the_week_at_the_agency_is_not_counted():
    holdings = [(MONDAY, date(2026, 3, 9)), (date(2026, 3, 16), None)]

    assert Clock(holdings, 30, NATIONAL).due_on == date(2026, 4, 29)


def test_a_returned_file_has_no_due_date_and_keeps_the_days_that_are_left():
    clock = Clock([(MONDAY, date(2026, 3, 9))], 30, NATIONAL)

    assert clock.paused
    assert clock.due_on is None
    assert clock.used(date(2026, 3, 10)) == 4
    assert clock.left(date(2026, 3, 10)) == 26
    assert clock.left(date(2026, 6, 1)) == 26


def test_nothing_is_left_on_the_due_date_and_the_next_working_day_is_one_too_many():
    clock = Clock([(date(2026, 6, 2), None)], 3, NATIONAL)

    assert clock.due_on == date(2026, 6, 5)
    assert clock.left(date(2026, 6, 2)) == 3
    assert clock.left(date(2026, 6, 5)) == 0
    assert not clock.is_overdue(date(2026, 6, 5))
    assert (clock.left(date(2026, 6, 6)), clock.is_overdue(date(2026, 6, 6))) == (0, True)
    assert (clock.left(date(2026, 6, 8)), clock.is_overdue(date(2026, 6, 8))) == (-1, True)


def test_a_file_that_comes_back_on_the_day_of_its_return_loses_that_day_only():
    holdings = [(MONDAY, date(2026, 3, 9)), (date(2026, 3, 9), None)]

    assert Clock([(MONDAY, None)], 30, NATIONAL).due_on == date(2026, 4, 21)
    assert Clock(holdings, 30, NATIONAL).due_on == date(2026, 4, 22)


def test_a_file_that_was_overdue_before_its_return_stays_overdue_afterwards():
    holdings = [(date(2026, 6, 2), date(2026, 6, 12)), (date(2026, 6, 22), None)]
    clock = Clock(holdings, 3, NATIONAL)

    assert clock.due_on == date(2026, 6, 5)
    assert clock.is_overdue(date(2026, 6, 22))
    assert Clock(holdings[:1], 3, NATIONAL).is_overdue(date(2026, 6, 15))


def test_a_clock_without_a_submission_stands_still():
    clock = Clock([], 30, NATIONAL)

    assert (clock.due_on, clock.paused, clock.left(MONDAY)) == (None, False, 30)
    assert clock.explain(MONDAY) == []


def test_every_day_is_explained():
    holdings = [(date(2026, 3, 12), date(2026, 3, 16)), (date(2026, 3, 17), None)]

    assert Clock(holdings, 30, NATIONAL).explain(date(2026, 3, 26)) == [
        ExplainedDay(date(2026, 3, 12), False, "Hari pengajuan"),
        ExplainedDay(date(2026, 3, 13), True, "Hari kerja ke-1"),
        ExplainedDay(date(2026, 3, 14), False, "Sabtu"),
        ExplainedDay(date(2026, 3, 15), False, "Minggu"),
        ExplainedDay(date(2026, 3, 16), False, "Hari pengembalian"),
        ExplainedDay(date(2026, 3, 17), False, "Hari pengajuan kembali"),
        ExplainedDay(date(2026, 3, 18), False, "Cuti Bersama Hari Suci Nyepi"),
        ExplainedDay(date(2026, 3, 19), False, "Hari Suci Nyepi"),
        ExplainedDay(date(2026, 3, 20), False, "Cuti Bersama Hari Raya Idul Fitri"),
        ExplainedDay(date(2026, 3, 21), False, "Hari Raya Idul Fitri"),
        ExplainedDay(date(2026, 3, 22), False, "Hari kedua dari Hari Raya Idul Fitri"),
        ExplainedDay(date(2026, 3, 23), False, "Cuti Bersama Hari Raya Idul Fitri"),
        ExplainedDay(date(2026, 3, 24), False, "Cuti Bersama Hari Raya Idul Fitri"),
        ExplainedDay(date(2026, 3, 25), True, "Hari kerja ke-2"),
        ExplainedDay(date(2026, 3, 26), True, "Hari kerja ke-3"),
    ]


def test_days_at_the_agency_are_explained_as_such():
    explained = Clock([(MONDAY, date(2026, 3, 4))], 30, NATIONAL).explain(date(2026, 3, 8))

    assert [day.reason for day in explained] == [
        "Hari pengajuan",
        "Hari kerja ke-1",
        "Hari pengembalian",
        "Di instansi untuk perbaikan",
        "Di instansi untuk perbaikan",
        "Di instansi untuk perbaikan",
        "Di instansi untuk perbaikan",
    ]


@pytest.mark.parametrize(
    "holdings",
    [
        [(MONDAY, date(2026, 3, 1))],
        [(MONDAY, None), (date(2026, 3, 9), None)],
        [(MONDAY, date(2026, 3, 9)), (date(2026, 3, 8), None)],
    ],
)
def test_holdings_that_cannot_have_happened_are_refused(holdings):
    with pytest.raises(ValueError, match=r"holding|Holdings|file"):
        Clock(holdings, 30, NATIONAL)


def test_an_opened_saturday_counts_and_a_closed_monday_does_not():
    calendar = Calendar(closed={date(2026, 6, 8): "Banjir"}, opened={date(2026, 6, 6): "Lembur"})

    assert calendar.is_workday(date(2026, 6, 6))
    assert calendar.reason(date(2026, 6, 6)) is None
    assert calendar.reason(date(2026, 6, 8)) == "Banjir"
    assert calendar.add_workdays(date(2026, 6, 5), 2) == date(2026, 6, 9)
    assert calendar.workdays_between(date(2026, 6, 5), date(2026, 6, 9)) == 1


def test_working_days_are_not_counted_backwards():
    with pytest.raises(ValueError, match="forwards"):
        NATIONAL.add_workdays(MONDAY, -1)


# Whatever the dates: the clock agrees with somebody who ticks off days on a paper calendar.

days = st.dates(date(2023, 1, 1), date(2027, 6, 30))
allowances = st.integers(1, 40)


@st.composite
def moves(draw):
    """The days on which a file came and went, one after the other."""
    day = draw(days)
    walked = [day]
    for pause in draw(st.lists(st.integers(0, 45), max_size=6)):
        day += timedelta(days=pause)
        walked.append(day)
    return walked


def holdings_from(walked):
    padded = walked if len(walked) % 2 == 0 else [*walked, None]
    return list(zip(padded[::2], padded[1::2], strict=True))


def ticked_off(walked, until):
    """Each counted day, by looking at every single day."""
    counted, day, at_office = [], walked[0], False
    while day <= until:
        times = walked.count(day)
        if times % 2:
            at_office = not at_office
        elif not times and at_office and NATIONAL.is_workday(day):
            counted.append(day)
        day += timedelta(days=1)
    return counted


@given(moves(), allowances, st.integers(0, 90))
def test_the_clock_equals_a_naive_count(walked, allowance, later):
    clock = Clock(holdings_from(walked), allowance, NATIONAL)
    today = walked[-1] + timedelta(days=later)
    counted = ticked_off(walked, today)

    assert clock.used(today) == len(counted)
    assert clock.used(today) + clock.left(today) == allowance
    assert [day for day, counts, _ in clock.explain(today) if counts] == counted


@given(moves(), allowances)
def test_the_due_date_is_the_last_day_that_is_in_time(walked, allowance):
    clock = Clock(holdings_from(walked), allowance, NATIONAL)
    due_on = clock.due_on

    if clock.paused:
        assert due_on is None
    else:
        assert clock.left(due_on) == 0
        assert NATIONAL.is_workday(due_on)
        assert clock.left(due_on - timedelta(days=1)) == 1
        assert not clock.is_overdue(due_on)
        assert clock.is_overdue(due_on + timedelta(days=1))


@given(days, allowances, st.integers(1, 20), st.integers(0, 60))
def test_pausing_neither_gains_nor_loses_a_day(submitted, allowance, after, away):
    returned = submitted + timedelta(days=after)
    resubmitted = returned + timedelta(days=away)
    paused = Clock([(submitted, returned)], allowance, NATIONAL)
    going_on = Clock([(submitted, returned), (resubmitted, None)], allowance, NATIONAL)

    assert going_on.left(resubmitted) == paused.left(returned) == paused.left(resubmitted)
    if paused.left(returned) > 0:
        assert going_on.due_on == NATIONAL.add_workdays(resubmitted, paused.left(returned))


@given(days, st.integers(0, 60))
def test_adding_and_counting_are_inverse(day, n):
    end = NATIONAL.add_workdays(day, n)

    assert NATIONAL.workdays_between(day, end + timedelta(days=1)) == n
