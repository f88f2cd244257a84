"""The calendar of an office: the national one, and what the office changed in it."""

from datetime import date

import pytest
from django.db import IntegrityError

from tests.cast import make_office
from workdays.calendar import calendar_for, forget, remember
from workdays.models import Holiday

NEW_YEARS_EVE = date(2026, 12, 31)


@pytest.mark.parametrize(
    ("year", "workdays"), [(2023, 239), (2024, 238), (2025, 237), (2026, 240), (2027, 242)]
)
def test_each_year_has_the_working_days_of_the_joint_decree(db, year, workdays):
    calendar = calendar_for(None)

    assert calendar.workdays_between(date(year - 1, 12, 31), date(year + 1, 1, 1)) == workdays


@pytest.mark.parametrize(
    ("day", "reason"),
    [
        (date(2026, 12, 25), "Hari Raya Natal"),
        (date(2026, 12, 24), "Cuti Bersama Hari Raya Natal"),
        (date(2026, 12, 26), "Sabtu"),
        (date(2026, 12, 27), "Minggu"),
        (date(2026, 12, 28), None),
    ],
)
def test_days_off_say_why(office, day, reason):
    assert calendar_for(office).reason(day) == reason


def test_an_office_closes_a_day_for_itself_only(office):
    Holiday.objects.create(
        day=NEW_YEARS_EVE, name="Kantor banjir", deed="SE Kepala 12/2026", office=office
    )

    assert calendar_for(office).reason(NEW_YEARS_EVE) == "Kantor banjir"
    assert calendar_for(make_office("6301")).is_workday(NEW_YEARS_EVE)
    assert calendar_for(None).is_workday(NEW_YEARS_EVE)


def test_a_row_without_an_office_holds_for_all(office):
    Holiday.objects.create(day=date(2026, 12, 24), name="Batal cuti", kind=Holiday.Kind.OPEN)

    assert calendar_for(office).is_workday(date(2026, 12, 24))
    assert calendar_for(None).is_workday(date(2026, 12, 24))


def test_the_office_s_own_row_wins_over_the_one_for_all(office):
    Holiday.objects.create(day=NEW_YEARS_EVE, name="Ditutup di sini", office=office)
    Holiday.objects.create(day=NEW_YEARS_EVE, name="Dibuka", kind=Holiday.Kind.OPEN)

    assert calendar_for(office).reason(NEW_YEARS_EVE) == "Ditutup di sini"


def test_a_day_is_changed_once_for_all(db):
    Holiday.objects.create(day=NEW_YEARS_EVE, name="Ditutup")

    with pytest.raises(IntegrityError):
        Holiday.objects.create(day=NEW_YEARS_EVE, name="Dibuka", kind=Holiday.Kind.OPEN)


def test_a_calendar_costs_one_query(office, django_assert_num_queries):
    with django_assert_num_queries(1):
        calendar = calendar_for(office)
        calendar.add_workdays(NEW_YEARS_EVE, 300)


@pytest.fixture
def request_under_way():
    remember()
    yield
    forget()


def test_within_a_request_it_is_read_once(office, request_under_way, django_assert_num_queries):
    with django_assert_num_queries(1):
        for _ in range(50):
            calendar_for(office)


def test_a_day_closed_within_the_request_is_seen_at_once(office, request_under_way):
    assert calendar_for(office).is_workday(NEW_YEARS_EVE)

    closed = Holiday.objects.create(day=NEW_YEARS_EVE, name="Ditutup", office=office)
    assert not calendar_for(office).is_workday(NEW_YEARS_EVE)

    closed.delete()
    assert calendar_for(office).is_workday(NEW_YEARS_EVE)
