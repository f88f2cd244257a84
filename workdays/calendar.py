"""The working days of an office: the national calendar and what the office changed in it."""

from collections.abc import Mapping
from datetime import date
from functools import cache

import holidays
from asgiref.local import Local
from django.core.signals import request_finished, request_started
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from norms.reading import knows, norm
from workdays.counting import Calendar
from workdays.models import Holiday

JOINT_DECREE = "SKB tiga menteri tentang hari libur nasional dan cuti bersama"
ESTIMATE = "(perkiraan)"  # as the package marks a day whose date may still move

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


def national_holidays(year: int) -> Mapping[date, str]:
    """National holidays and cuti bersama of a year with their Indonesian names.

    The list that an admin has confirmed, where one has; else what the package says.
    """
    confirmed = confirmed_list(year)
    return packaged_holidays(year) if confirmed is None else confirmed


@cache
def packaged_holidays(year: int) -> Mapping[date, str]:
    """What the package of holidays says of a year; some of it may be an estimate."""
    return dict(holidays.ID(years=year, categories=("public", "government"), language="id"))


def confirmed_list(year: int) -> Mapping[date, str] | None:
    """The days of a year as an admin has confirmed them from the joint decree; else None."""
    row = year_row(year)
    if row is None or not row.value:
        return None
    if not hasattr(row, "days"):
        row.days = {date.fromisoformat(day): name for day, name in row.value.items()}
    return row.days


def year_row(year: int):
    """The year's row of the table of norms; None where there is none yet."""
    key = f"calendar.{year}"
    return norm(key, date(year, 1, 1)) if knows(key) else None


def estimated_days(year: int) -> Mapping[date, str]:
    """Days off of a year that are still an estimate; none once its list is confirmed."""
    days = national_holidays(year).items()
    return {day: name for day, name in days if is_estimate(name)}


def is_estimate(name: str) -> bool:
    """Does the package call that day an estimate?"""
    return name.endswith(ESTIMATE)


def certain(name: str) -> str:
    """The name of a day without that mark."""
    return name.removesuffix(ESTIMATE).strip()


def has_joint_leave(year: int) -> bool:
    """Is the cuti bersama of that year known yet? Until its decree is out it is not."""
    return confirmed_list(year) is not None or _packages_joint_leave(year)


@cache
def _packages_joint_leave(year):
    return bool(holidays.ID(years=year, categories=("government",)))


def deed_of(calendar, day) -> str:
    """The decree behind a day off, or behind a day that is worked; "" for plain days.

    A day of the office's own carries its own deed; of a national one the joint decree is named.
    """
    if day in calendar.deeds:
        return calendar.deeds[day]
    if day in calendar.holidays_in(day.year):
        row = year_row(day.year)
        number = f" (nomor {row.deed_number})" if row and row.deed_number else ""
        return f"{JOINT_DECREE} {day.year}{number}"
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
