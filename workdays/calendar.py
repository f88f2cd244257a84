"""The working days of an office: the national calendar and what the office changed in it."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import holidays
from asgiref.local import Local
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from workdays.counting import Calendar
from workdays.models import Holiday

JOINT_DECREE = "SKB tiga menteri tentang hari libur nasional dan cuti bersama"
JOINT_DECREES = {2026: "1497/2025, 2/2025, dan 5/2025"}  # domain.md §6, as far as sourced

# A page may ask a hundred times, so calendars are remembered while one request is answered, and
# never longer: every process sees a changed calendar with its next request or task.
remembered = Local()


def calendar_for(office=None) -> Calendar:
    """The calendar of that office; without an office the one that holds for all."""
    calendars = getattr(remembered, "calendars", None)
    if calendars is None:
        return build_calendar(office)
    key = office.pk if office else None
    if key not in calendars:
        calendars[key] = build_calendar(office)
    return calendars[key]


def build_calendar(office) -> Calendar:
    """Read the overrides (one query) and lay them over the national holidays."""
    closed, opened, deeds = {}, {}, {}
    rows = Holiday.objects.for_office(office).values_list("day", "kind", "name", "deed")
    for day, kind, name, deed in rows:
        closed.pop(day, None), opened.pop(day, None)
        (closed if kind == Holiday.Kind.CLOSED else opened)[day] = name
        deeds[day] = deed
    return Calendar(national_holidays, closed, opened, deeds)


@cache
def national_holidays(year: int) -> Mapping[date, str]:
    """National holidays and cuti bersama of a year with their Indonesian names."""
    return dict(holidays.ID(years=year, categories=("public", "government"), language="id"))


@cache
def has_joint_leave(year: int) -> bool:
    """Is the cuti bersama of that year known yet? Until its decree is out it is not."""
    return bool(holidays.ID(years=year, categories=("government",)))


def deed_of(calendar, day) -> str:
    """The decree behind a day off, or behind a day that is worked; "" for plain days.

    A day of the office's own carries its own deed; of a national one the joint decree is named.
    """
    if day in calendar.deeds:
        return calendar.deeds[day]
    if day in calendar.holidays_in(day.year):
        numbers = JOINT_DECREES.get(day.year)
        return f"{JOINT_DECREE} {day.year}{f' (nomor {numbers})' if numbers else ''}"
    return ""


@receiver(request_started, dispatch_uid="workdays.remember")
def remember(**kwargs):
    remembered.calendars = {}


@receiver(request_finished, dispatch_uid="workdays.forget")
def forget(**kwargs):
    remembered.calendars = None


@receiver([post_save, post_delete], sender=Holiday, dispatch_uid="workdays.start_afresh")
def start_afresh(**kwargs):
    if getattr(remembered, "calendars", None):
        remembered.calendars = {}
