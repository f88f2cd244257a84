"""What an admin changes in the working days, which open files move by it, and that it is told.

A change is previewed on the very clocks that it will move; nothing is stored until it is made.
"""

from dataclasses import dataclass, replace
from datetime import date
from itertools import islice
from typing import NamedTuple

from django.db import IntegrityError, transaction

from accounts.models import Office
from events.models import Event
from events.recording import record
from events.refusals import NotNow
from requests_app.models import Submission
from workdays.calendar import calendar_for
from workdays.models import Holiday

PREVIEWED = 2_000  # files whose clocks a preview computes
SHOWN = 20
EVENTS = ("office.closed_day", "office.open_day", "office.take_day_back")


def newest_events(office):
    """What was changed last, as events."""
    return Event.objects.about(office).filter(action__in=EVENTS).order_by("-pk")[:SHOWN]


class Move(NamedTuple):
    """A file whose due date moves."""

    submission: Submission
    before: date
    after: date


@dataclass(frozen=True)
class Moves:
    """Which files move: how many of those looked at, and the first of them."""

    count: int
    shown: list
    is_capped: bool

    @property
    def are_more(self):
        """Do more files move than are shown?"""
        return self.count > len(self.shown)


def moves_under(calendars, since):
    """The open files, due from that day on, whose due date is another under these calendars."""
    files = Submission.objects.on_the_clock().with_holdings().most_urgent_first()
    files = files.filter(office__in=calendars, due_on__gte=since)[: PREVIEWED + 1]
    looked_at = list(files.select_related("office", "agency"))
    moved = []
    for file in islice(looked_at, PREVIEWED):
        after = file.clock(calendars[file.office_id]).due_on
        if after != file.due_on:
            moved.append(Move(file, file.due_on, after))
    return Moves(len(moved), moved[:SHOWN], len(looked_at) > PREVIEWED)


@dataclass(frozen=True)
class CalendarChange:
    """A day closed or opened for an office, or for all (`office` None); or such a row taken back.

    `holiday` is the row that is taken back; without it a new row is meant.
    """

    day: date
    kind: str
    name: str = ""
    deed: str = ""
    office: Office | None = None
    holiday: Holiday | None = None

    @classmethod
    def taking_back(cls, holiday):
        """The change that undoes an earlier one."""
        facts = {name: getattr(holiday, name) for name in ("day", "kind", "name", "deed", "office")}
        return cls(**facts, holiday=holiday)

    def offices(self):
        """Whose working days it touches."""
        offices = Office.objects.all()
        return offices.filter(pk=self.office.pk) if self.office else offices

    def calendar_of(self, office):
        """The office's calendar as it will be."""
        now = calendar_for(office)
        closed, opened = dict(now.closed), dict(now.opened)
        closed.pop(self.day, None)
        opened.pop(self.day, None)
        kind, name = self._wins_for(office)
        if kind:
            (closed if kind == Holiday.Kind.CLOSED else opened)[self.day] = name
        return replace(now, closed=closed, opened=opened)

    def moves(self):
        """The open files whose due date moves; of very many, those due first are looked at."""
        calendars = {office.pk: self.calendar_of(office) for office in self.offices()}
        return moves_under(calendars, self.day)

    @transaction.atomic
    def carry_out(self, *, by):
        """Store it; open files are computed anew once it stands. Raises ``NotNow`` when it is late.

        That the row was stored or taken back already is told, not done twice.
        """
        verb = "take_day_back" if self.holiday else f"{self.kind}_day"
        facts = {"day": self.day, "name": self.name, "deed": self.deed, "for_all": not self.office}
        moved = self.moves().count
        if self.holiday:
            if not Holiday.objects.filter(pk=self.holiday.pk).exists():
                raise NotNow("Perubahan ini sudah ditarik.")
            self.holiday.delete()
        else:
            self._store()
        record(by.office, f"office.{verb}", by=by, moved=moved, **facts)

    def _store(self):
        try:
            with transaction.atomic():
                Holiday.objects.create(
                    day=self.day,
                    kind=self.kind,
                    name=self.name,
                    deed=self.deed,
                    office=self.office,
                )
        except IntegrityError as twice:
            raise NotNow(
                "Tanggal ini sudah diubah. Tarik perubahan yang lama lebih dahulu."
            ) from twice

    def _wins_for(self, office):
        """What the rows say of that day afterwards, (kind, name): the office's own wins."""
        rows = Holiday.objects.for_office(office).filter(day=self.day)
        said = {
            row.office_id: (row.kind, row.name)
            for row in rows
            if not self.holiday or row.pk != self.holiday.pk
        }
        if not self.holiday:
            said[self.office and self.office.pk] = (self.kind, self.name)
        return said.get(office.pk) or said.get(None) or ("", "")
