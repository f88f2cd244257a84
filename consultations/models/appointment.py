"""Somebody comes at that time for a consultation."""

from django.db import models
from django.db.models import Q

from events.refusals import NotNow

GONE = "Waktu ini baru saja terisi atau tidak dibuka lagi. Pilih waktu lain."


class AppointmentQuerySet(models.QuerySet):
    def booked(self):
        return self.filter(is_booked=True)

    def coming(self, now):
        """Booked, and not over."""
        return self.booked().filter(ends_at__gt=now)


class Appointment(models.Model):
    """One place in one slot; cancelled ones stay, their place is free again."""

    consultation = models.ForeignKey(
        "consultations.Consultation", models.CASCADE, related_name="appointments"
    )
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="appointments")
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField()
    place = models.PositiveSmallIntegerField()  # from 1: the slot has so many
    is_booked = models.BooleanField(default=True)
    reminded_at = models.DateTimeField(null=True)

    objects = AppointmentQuerySet.as_manager()

    class Meta:
        ordering = ["starts_at", "pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "starts_at", "place"],
                condition=Q(is_booked=True),
                name="appointment_place_once",
            ),
        ]
        indexes = [models.Index(fields=["office", "starts_at"], name="appointment_day")]

    def __str__(self):
        return f"{self.starts_at} {self.place}"

    @classmethod
    def take(cls, consultation, starts_at):
        """A free place then; raises ``NotNow`` when there is none, or no slot.

        The hours are held until the transaction ends: who comes second sees the first.
        """
        office = consultation.office
        day = starts_at.astimezone(office.zone).date()
        rows = office.hours.select_for_update().filter(weekday=day.weekday()).order_by("pk")
        held = [slot for hours in list(rows) for slot in hours.slots_on(day, [])]
        slot = next((one for one in held if one.starts_at == starts_at), None)
        if slot is None:
            raise NotNow(GONE)
        booked = office.appointments.booked()
        booked = booked.filter(starts_at__lt=slot.ends_at, ends_at__gt=slot.starts_at)
        taken = set(booked.values_list("place", flat=True))
        if len(taken) >= slot.places:
            raise NotNow(GONE)
        free = next(place for place in range(1, slot.places + 1) if place not in taken)
        return cls.objects.create(
            consultation=consultation,
            office=office,
            starts_at=slot.starts_at,
            ends_at=slot.ends_at,
            place=free,
        )
