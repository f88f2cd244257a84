"""How long people waited: from their arrival until they were first called."""

from math import ceil
from statistics import median
from typing import NamedTuple

from django.core.cache import cache

from guestbook.models import Visit
from guestbook.services import Service
from workdays.months import months_before

MONTHS = 6
CACHE_SECONDS = 600


class Waits(NamedTuple):
    """Of some visitors: how many were called, and median and 90th percentile in whole minutes."""

    label: str
    count: int
    median: int | None
    ninetieth: int | None


def waits_of(label, minutes):
    """What these waiting times amount to; without any there is no median."""
    if not minutes:
        return Waits(label, 0, None, None)
    ordered = sorted(minutes)
    ninetieth = ordered[ceil(0.9 * len(ordered)) - 1]  # nearest rank
    return Waits(label, len(ordered), round(median(ordered)), round(ninetieth))


def today(office):
    """All visitors of today, then each service that somebody came for."""
    rows = list(_called(office).filter(day=office.today()))
    found = [waits_of("Hari ini", [_minutes(row) for row in rows])]
    for service in Service:
        minutes = [_minutes(row) for row in rows if row[0] == service]
        if minutes:
            found.append(waits_of(service.label, minutes))
    return found


def by_month(office):
    """The last six months with visitors, newest first: (first day, ``Waits``); ten minutes old."""
    this_month = office.today().replace(day=1)
    key = f"waits:{office.pk}:{this_month}"
    return cache.get_or_set(key, lambda: _by_month(office, this_month), CACHE_SECONDS)


def _by_month(office, this_month):
    first = months_before(this_month, MONTHS - 1)
    months = {}
    for row in _called(office).filter(day__gte=first):
        months.setdefault(row[1].replace(day=1), []).append(_minutes(row))
    return [(month, waits_of("", months[month])) for month in sorted(months, reverse=True)]


def _called(office):
    called = Visit.objects.filter(office=office, number__isnull=False, called_at__isnull=False)
    return called.order_by().values_list("service", "day", "arrived_at", "called_at")


def _minutes(row):
    return (row[3] - row[2]).total_seconds() / 60
