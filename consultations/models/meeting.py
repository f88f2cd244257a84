"""Meeting for a consultation: booked from the open slots, reminded of, cancelled by either side."""

from django.db import models
from django.utils import timezone

from consultations.models.appointment import GONE, Appointment
from consultations.models.hours import Hours
from events.refusals import NotNow
from workdays.calendar import calendar_for

ONE_ONLY = "Sudah ada janji temu untuk konsultasi ini. Batalkan dahulu bila ingin waktu lain."


class Meeting(models.Model):
    """The verbs around the appointment."""

    class Meta:
        abstract = True

    def appointment(self):
        """The one that is still to come, or None."""
        return self.appointments.coming(timezone.now()).first()

    def may_book(self):
        """Has the office hours, and is nothing booked yet?"""
        return not self.appointment() and self.office.hours.exists()

    def book(self, *, by=None, starts_at):
        """One place in an open slot. Raises ``NotNow`` when somebody was quicker."""
        with self._taking("book", by):
            if self.appointment():
                raise NotNow(ONE_ONLY)
            open_ones = {slot.starts_at for slot in Hours.objects.open_slots(self.office)}
            if starts_at not in open_ones:
                raise NotNow(GONE)
            made = Appointment.take(self, starts_at)
            self.record("book", by, **self._when(made))
        return made

    def call_off(self, *, by=None):
        """Nobody comes; the place is free again."""
        with self._taking("call_off", by):
            if not (booked := self.appointment()):
                raise NotNow("Tidak ada janji temu yang dapat dibatalkan.")
            self._free(booked, by)

    def tend_appointment(self):
        """Cancel it if the office has closed that day since; else remind of it the day before."""
        with self._taking("tend_appointment"):
            if not (booked := self.appointment()):
                return
            day, today = self._day(booked), self.office.today()
            is_to_come = booked.starts_at > timezone.now()
            if is_to_come and not calendar_for(self.office).is_workday(day):
                self._free(booked, None, is_closed=True)
            elif (day - today).days == 1 and not booked.reminded_at:
                booked.reminded_at = timezone.now()
                booked.save(update_fields=["reminded_at"])
                self.record("remind_of_appointment", None, **self._when(booked))

    def _free(self, booked, by, **facts):
        booked.is_booked = False
        booked.save(update_fields=["is_booked"])
        self.record("call_off", by, **self._when(booked), **facts)

    def _day(self, booked):
        return booked.starts_at.astimezone(self.office.zone).date()

    def _when(self, booked):
        return {"starts_at": booked.starts_at, "appointment": booked.pk}
