"""Confirming a year's days off from the joint decree: what was an estimate is certain then.

The confirmed list is kept as the year's row in the table of norms, so that a newer package of
holidays moves no day of it any more.
"""

from dataclasses import dataclass, replace
from datetime import date, timedelta

from django.db import transaction

from accounts.models import Office
from norms.models import Norm
from requests_app.deadlines.changes import moves_under
from workdays.calendar import (
    calendar_for,
    certain,
    estimated_days,
    national_holidays,
    year_row,
)

DECREE = "Keputusan Bersama Menteri Agama, Menteri Ketenagakerjaan, dan Menteri PANRB"


@dataclass(frozen=True)
class YearList:
    """The days off of a year as an admin has read them in the decree; `shifted` says which of the
    estimated days lies elsewhere: {estimated day: day of the decree}."""

    year: int
    shifted: dict

    def days(self):
        """All of them, the estimates replaced: {day: name}."""
        days = dict(national_holidays(self.year))
        moved = {day: certain(days.pop(day)) for day in self.shifted if day in days}
        days = {day: certain(name) for day, name in days.items()}
        days |= {self.shifted[day]: name for day, name in moved.items()}
        return dict(sorted(days.items()))

    def moves(self):
        """The open files whose due date moves by it."""
        calendars = {office.pk: self.calendar_of(office) for office in Office.objects.all()}
        return moves_under(calendars, date(self.year, 1, 1))

    def calendar_of(self, office):
        """The office's calendar as it will be."""
        now, days = calendar_for(office), self.days()
        return replace(
            now, holidays_in=lambda year: days if year == self.year else now.holidays_in(year)
        )

    @transaction.atomic
    def confirm(self, *, by, number, read_on, source=""):
        """Keep it; open files are computed anew once it stands. Done twice it changes nothing."""
        row = self._row()
        facts = {
            "value": {day.isoformat(): name for day, name in self.days().items()},
            "deed_short": "SKB tiga menteri",
            "deed_kind": DECREE,
            "deed_number": number,
            "deed_about": f"Hari Libur Nasional dan Cuti Bersama Tahun {self.year}",
            "source": source,
        }
        return row.confirm_list(by=by, read_on=read_on, **facts)

    def _row(self):
        """The year's row, stored."""
        key = f"calendar.{self.year}"
        stored = Norm.objects.filter(key=key).first()
        if stored:
            return stored
        row = year_row(self.year) or Norm(
            key=key,
            label=f"Hari libur nasional dan cuti bersama {self.year}",
            unit=Norm.Unit.CALENDAR,
            starts_on=date(self.year, 1, 1),
            ends_on=date(self.year, 12, 31),
        )
        copied = {field.attname: getattr(row, field.attname) for field in row._meta.fields[1:]}
        return Norm.objects.create(**copied)


def candidates(day):
    """The days on which an estimated day may turn out to be: a week around it."""
    return [day + timedelta(days=n) for n in range(-7, 8)]


def estimates(year):
    """What is still an estimate, in order: (day, name without the mark)."""
    return [(day, certain(name)) for day, name in sorted(estimated_days(year).items())]
