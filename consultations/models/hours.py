"""When an office receives people for a consultation, and the slots that follow from it."""

from datetime import datetime, timedelta
from typing import NamedTuple

from django.db import models, transaction
from django.db.models import F, Q

from events.recording import record
from events.refusals import NotNow
from workdays.calendar import calendar_for

DAYS_AHEAD = 21  # in which one can book, from tomorrow on
WEEKDAYS = ["Senin", "Selasa", "Rabu", "Kamis", "Jumat", "Sabtu", "Minggu"]


class Slot(NamedTuple):
    """One stretch of time; ``left`` is how many more can come then."""

    starts_at: datetime
    ends_at: datetime
    places: int
    left: int


class HoursQuerySet(models.QuerySet):
    def add(self, *, by, office, **facts):
        """Receive people then, too. Raises ``NotNow`` where it overlaps with other hours."""
        with transaction.atomic():
            type(office).objects.select_for_update(no_key=True).get(pk=office.pk)
            same_day = self.filter(office=office, weekday=facts["weekday"])
            if same_day.filter(begins__lt=facts["ends"], ends__gt=facts["begins"]).exists():
                raise NotNow("Jam ini bertumpang tindih dengan jam lain pada hari yang sama.")
            hours = self.create(office=office, **facts)
            record(office, "appointment.add_hours", by=by, hours=str(hours))
        return hours

    def open_slots(self, office):
        """Every slot of the next days in which there is a place; three queries."""
        rows = list(office.hours.order_by("begins"))
        if not rows:
            return []
        taken = self.model.appointments_of(office)
        found = []
        for day in _days(office):
            for hours in rows:
                if hours.weekday == day.weekday():
                    found += [slot for slot in hours.slots_on(day, taken) if slot.left > 0]
        return found


class Hours(models.Model):
    """On one day of the week: from when to when, how long each, how many at a time."""

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="hours")
    weekday = models.PositiveSmallIntegerField("hari", choices=list(enumerate(WEEKDAYS)))
    begins = models.TimeField("mulai pukul")
    ends = models.TimeField("sampai pukul")
    minutes = models.PositiveSmallIntegerField("lama satu janji temu (menit)")
    places = models.PositiveSmallIntegerField("tempat sekaligus")

    objects = HoursQuerySet.as_manager()

    class Meta:
        ordering = ["weekday", "begins"]
        constraints = [
            models.CheckConstraint(
                name="hours_begin_before_they_end", condition=Q(begins__lt=F("ends"))
            ),
            models.CheckConstraint(
                name="hours_have_slots", condition=Q(minutes__gte=5, places__gte=1)
            ),
        ]

    def __str__(self):
        times = f"{self.begins:%H.%M}–{self.ends:%H.%M}"
        return f"{self.get_weekday_display()} {times}, {self.minutes} menit, {self.places} tempat"

    @property
    def is_on_weekend(self):
        """Then slots follow only where the office has opened that very day."""
        return self.weekday >= WEEKDAYS.index("Sabtu")

    @staticmethod
    def appointments_of(office):
        """Who comes when, and at which place."""
        coming = office.appointments.booked().filter(starts_at__gt=office.now())
        return list(coming.values_list("starts_at", "ends_at", "place"))

    def slots_on(self, day, taken):
        """Its slots on that day, whether there is a place or not.

        Who booked in hours that have changed since keeps his place in each slot he reaches into.
        """
        zone, step = self.office.zone, timedelta(minutes=self.minutes)
        begins = datetime.combine(day, self.begins, zone)
        end = datetime.combine(day, self.ends, zone)
        taken = [one for one in taken if one[0] < end and one[1] > begins]
        while begins + step <= end:
            ends = begins + step
            places = {place for start, over, place in taken if start < ends and over > begins}
            yield Slot(begins, ends, self.places, self.places - len(places))
            begins = ends

    def remove(self, *, by):
        """Nobody can book then any more; who has booked still comes."""
        with transaction.atomic():
            said = str(self)
            self.delete()
            record(self.office, "appointment.remove_hours", by=by, hours=said)


def _days(office):
    """The working days on which one can book."""
    today, calendar = office.today(), calendar_for(office)
    days = (today + timedelta(days=n) for n in range(1, DAYS_AHEAD + 1))
    return [day for day in days if calendar.is_workday(day)]
