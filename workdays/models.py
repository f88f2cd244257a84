"""What an office's calendar adds to, or takes from, the national one."""

from django.db import models
from django.db.models import Q


class HolidayQuerySet(models.QuerySet):
    def for_office(self, office):
        """What holds for that office: the rows for all first, so that its own win."""
        own = Q(office=office.pk) if office else Q()
        return self.filter(Q(office=None) | own).order_by(models.F("office").asc(nulls_first=True))


class Holiday(models.Model):
    """A day that an office (or every office) closes, or works in spite of the calendar."""

    class Kind(models.TextChoices):
        CLOSED = "closed", "Libur"
        OPEN = "open", "Hari kerja"

    day = models.DateField("tanggal")
    name = models.CharField("nama", max_length=255)
    deed = models.CharField("dasar hukum", max_length=255, blank=True)
    kind = models.CharField("jenis", max_length=6, choices=Kind, default=Kind.CLOSED)
    office = models.ForeignKey(
        "accounts.Office",
        models.CASCADE,
        null=True,
        blank=True,
        related_name="holidays",
        verbose_name="satuan kerja",
        help_text="Kosong berarti semua satuan kerja.",
    )

    objects = HolidayQuerySet.as_manager()

    class Meta:
        ordering = ["day", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["day", "office"], name="holiday_once_per_office"),
            models.UniqueConstraint(
                fields=["day"], condition=Q(office=None), name="holiday_once_for_all"
            ),
        ]

    def __str__(self):
        return f"{self.day}: {self.name} ({self.get_kind_display()})"
