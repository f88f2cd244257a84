"""One limit or duty: its value, where it is said, from when until when, and who has read that."""

from datetime import date, timedelta
from decimal import Decimal

from dateutil.relativedelta import relativedelta
from django.conf import settings
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from events.changes import changes, take_over
from events.holding import hold
from events.recording import record
from events.refusals import NotNow
from norms.models.norm_queryset import NormQuerySet

PROMISE = "janji layanan kantor ini"
A_DAY = 24
A_NIGHT = timedelta(days=1)  # between the end of one and the begin of the next
DEED = ("deed_short", "deed_kind", "deed_number", "deed_year", "deed_about", "article", "source")


class Norm(models.Model):
    """What holds under a key from one day on; another value is another row.

    Without a deed it is the office's promise. `awaits` names a deed that is told to say it, and
    that nobody here has read. Rows come from `norms/law.toml`; those an admin has touched stay his.
    """

    class Unit(models.TextChoices):
        WORKDAYS = "workdays", "hari kerja"
        DAYS = "days", "hari"
        MONTHS = "months", "bulan"
        HOURS = "hours", "jam"
        COUNT = "count", "kali"
        BANDS = "bands", "mutu"
        CALENDAR = "calendar", "hari libur"
        NONE = "none", "tanpa ukuran"

    key = models.CharField(max_length=60)
    label = models.CharField("ketentuan", max_length=255)
    value = models.JSONField("nilai", null=True)
    unit = models.CharField("satuan", max_length=10, choices=Unit)
    counted_from = models.CharField("dihitung", max_length=255, blank=True)
    erases = models.CharField("yang dihapus", max_length=255, blank=True)
    deed_short = models.CharField("jenis peraturan, singkat", max_length=40, blank=True)
    deed_kind = models.CharField("jenis peraturan", max_length=120, blank=True)
    deed_number = models.CharField("nomor", max_length=60, blank=True)
    deed_year = models.PositiveSmallIntegerField("tahun", null=True)
    deed_about = models.CharField("tentang", max_length=255, blank=True)
    article = models.CharField("pasal", max_length=120, blank=True)
    source = models.CharField("sumber", max_length=255, blank=True)
    awaits = models.CharField("menunggu dibaca", max_length=255, blank=True)
    starts_on = models.DateField("berlaku sejak", null=True)
    ends_on = models.DateField("berlaku sampai", null=True)
    checked_on = models.DateField("dibaca pada", null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    note = models.CharField("catatan", max_length=500, blank=True)
    is_ours = models.BooleanField(default=False)  # an admin has touched it

    objects = NormQuerySet.as_manager()

    class Meta:
        ordering = ["key", "pk"]
        constraints = [
            models.UniqueConstraint(fields=["key", "starts_on"], name="norm_once_a_day"),
            models.UniqueConstraint(
                fields=["key"], condition=Q(starts_on=None), name="norm_first_once"
            ),
            models.CheckConstraint(
                condition=Q(ends_on=None)
                | Q(starts_on=None)
                | Q(ends_on__gte=models.F("starts_on")),
                name="norm_ends_after_it_starts",
            ),
        ]

    def __str__(self):
        return f"{self.label}: {self.words}"

    # Questions

    def holds_on(self, day):
        return (self.starts_on or date.min) <= day <= (self.ends_on or date.max)

    @property
    def is_to_come(self):
        """Does it begin on a later day?"""
        return self.starts_on is not None and self.starts_on > timezone.localdate()

    @property
    def is_promise(self):
        """Does no deed that we know of say it?"""
        return not self.deed_number

    @property
    def words(self):
        """The value as people say it: "5 hari kerja", "3 × 24 jam", "12 bulan"."""
        if self.unit == self.Unit.BANDS:
            return spoken_bands(self.value)
        if not isinstance(self.value, int):
            return ""
        if self.value == 0:
            return "segera"
        if self.unit == self.Unit.HOURS and self.value % A_DAY == 0:
            return f"{self.value // A_DAY} × {A_DAY} jam"
        return (
            str(self.value) if self.unit == self.Unit.COUNT else f"{self.value} {self.unit_words}"
        )

    @property
    def unit_words(self):
        return self.Unit(self.unit).label

    @property
    def deed(self):
        """The deed in short: "UU 27/2022"; "" where none is known."""
        if self.is_promise:
            return ""
        year = f"/{self.deed_year}" if self.deed_year else ""
        return f"{self.deed_short or self.deed_kind} {self.deed_number}{year}"

    @property
    def full_deed(self):
        """The deed in full: "Undang-Undang Nomor 27 Tahun 2022 tentang …"."""
        if self.is_promise:
            return ""
        year = f" Tahun {self.deed_year}" if self.deed_year else ""
        about = f" tentang {self.deed_about}" if self.deed_about else ""
        return f"{self.deed_kind} Nomor {self.deed_number}{year}{about}"

    @property
    def cited(self):
        """Where it is said: deed and article, or that it is the office's promise."""
        return f"{self.deed} {self.article}".strip() if self.deed else PROMISE

    @property
    def span(self):
        """The value as a length of calendar time, for what is not counted in working days."""
        return {
            self.Unit.DAYS: lambda: timedelta(days=self.value),
            self.Unit.HOURS: lambda: timedelta(hours=self.value),
            self.Unit.MONTHS: lambda: relativedelta(months=self.value),
        }[self.unit]()

    # Verbs

    @transaction.atomic
    def confirm(self, *, by, read_on, starts_on=None, value=None, **facts):
        """An admin has read where it is said, or changes a promise; another value holds from a day
        to come on.

        What began before keeps the value under which it began: the row until then stays as it was.
        Raises ``NotNow`` where that day is over, or the row has a successor already.
        """
        hold(self)
        given = facts
        if facts.get("deed_number"):
            given |= {"awaits": "", "checked_on": read_on}
        value = self.value if value is None else value
        stays = value == self.value
        if self.is_to_come and starts_on and not (stays and starts_on == self.starts_on):
            return self._amend(given | {"value": value}, by=by, starts_on=starts_on)
        if stays:
            told = take_over(self, given)
            if not told and self.checked_by_id == by.pk:
                return self
            return self._keep("confirm", by, told)
        return self._succeed(given | {"value": value}, by=by, starts_on=starts_on)

    @transaction.atomic
    def confirm_list(self, *, by, read_on, **facts):
        """An admin has read the days off of a year in their decree; the same again is no deed."""
        hold(self)
        days = {"value": facts.pop("value")}
        told = take_over(self, facts | {"awaits": "", "checked_on": read_on})
        if not told and self.value == days["value"]:
            return self
        self.value = days["value"]
        return self._keep("confirm", by, told)

    def _succeed(self, given, *, by, starts_on):
        if starts_on is None or starts_on < timezone.localdate():
            raise NotNow("Nilai yang lain hanya dapat berlaku mulai hari ini atau sesudahnya.")
        rows = type(self).objects.filter(key=self.key)
        if rows.oldest_first().last() != self or rows.filter(starts_on__gte=starts_on).exists():
            raise NotNow("Sudah ada nilai yang berlaku mulai hari itu. Muat ulang halaman.")
        successor = type(self).objects.get(pk=self.pk)
        successor.pk, successor.starts_on, successor.ends_on = None, starts_on, None
        successor._state.adding = True
        told = take_over_unsaved(successor, given)
        self.ends_on = starts_on - A_NIGHT
        self.is_ours = True
        self.save(update_fields=["ends_on", "is_ours"])
        return successor._keep("succeed", by, told, starts_on=starts_on)

    def _amend(self, given, *, by, starts_on):
        """Nothing was counted by it yet: a slip is mended in its place, its day, too."""
        before = type(self).objects.filter(key=self.key, ends_on=self.starts_on - A_NIGHT).first()
        first = max(timezone.localdate(), ((before and before.starts_on) or date.min) + A_NIGHT)
        if starts_on < first:
            raise NotNow(f"Nilai itu dapat berlaku paling cepat mulai {first:%d-%m-%Y}.")
        if before:
            before.ends_on = starts_on - A_NIGHT
            before.save(update_fields=["ends_on"])
        told = take_over(self, given | {"starts_on": starts_on})
        return self._keep("confirm", by, told)

    def _keep(self, verb, by, told, **facts):
        self.checked_by, self.is_ours = by, True
        self.save()
        record(self, f"norm.{verb}", by=by, label=self.label, key=self.key, changes=told, **facts)
        return self


def spoken_bands(bands):
    """Grades from the lowest: "D 25,00–64,99; …"; a band ends a hundredth below the next."""
    lows = [(mark, Decimal(low)) for mark, _, low in reversed(bands)]
    highs = [low - Decimal("0.01") for _, low in lows[1:]] + [Decimal("100.00")]
    pairs = [f"{mark} {low}–{high}" for (mark, low), high in zip(lows, highs, strict=True)]
    return "; ".join(pairs).replace(".", ",")


def take_over_unsaved(row, facts):
    """Give a row that is not stored yet these values, and tell what differs from its model."""
    labels = {name: row._meta.get_field(name).verbose_name.capitalize() for name in facts}
    before = {name: getattr(row, name) for name in facts}
    for name, value in facts.items():
        setattr(row, name, value)
    return changes(labels, before, facts)
