"""Many want the same slot at the same moment: real threads, each with its own connection."""

from datetime import datetime, time, timedelta

from consultations.models import Appointment, Consultation
from tests.consultations.making import make_guests, open_hours
from tests.threads import (  # noqa: F401  fixtures
    database_of_threads,
    refused,
    together,
    whole_chain,
)
from workdays.calendar import calendar_for


def booking(consultation, starts_at):
    mine = Consultation.objects.select_related("office").get(pk=consultation.pk)
    return lambda: mine.book(starts_at=starts_at)


def next_workday(office):
    day = calendar_for(office).add_workdays(office.today(), 1)
    return day, datetime.combine(day, time(9), office.zone)


def test_no_slot_is_booked_beyond_its_places(office, dewi):
    day, starts_at = next_workday(office)
    open_hours(office, dewi, weekday=day.weekday(), places=2)
    asked = [make_guests(office)[0] for _ in range(6)]

    outcomes = together(*[booking(one, starts_at) for one in asked])

    assert len(refused(outcomes)) == 4
    booked = Appointment.objects.booked().filter(starts_at=starts_at)
    assert sorted(booked.values_list("place", flat=True)) == [1, 2]


def test_one_consultation_is_booked_once_however_often_it_is_pressed(office, dewi):
    day, starts_at = next_workday(office)
    open_hours(office, dewi, weekday=day.weekday(), places=3)
    consultation, _ = make_guests(office)
    later = starts_at + timedelta(minutes=30)

    outcomes = together(
        *[booking(consultation, moment) for moment in (starts_at, later, starts_at)]
    )

    assert len(refused(outcomes)) == 2
    assert Appointment.objects.booked().count() == 1
