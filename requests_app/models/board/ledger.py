"""Figures that are only added to: a verb writes what it changed, a reader takes the sum.

No row is ever a counter, so no verb waits for another one's figures; `figures.fold` draws rows of
the same key together when nobody looks.
"""

from django.conf import settings
from django.db import models

from requests_app.workflow import State


class LedgerQuerySet(models.QuerySet):
    """Sums over the rows of a ledger."""

    def summed(self, *by):
        """How much there is of each: rows of these values and the sum; sums of 0 are left out."""
        rows = self.order_by().values_list(*by).annotate(total=models.Sum("count"))
        return rows.exclude(total=0)


class Ledger(models.Model):
    """How many there are of each ``KEY``: the sum of ``count`` over all rows that share it."""

    KEY = ()

    office = models.ForeignKey("accounts.Office", models.CASCADE, related_name="+")
    count = models.IntegerField()

    objects = LedgerQuerySet.as_manager()

    class Meta:
        abstract = True

    def __str__(self):
        key = " ".join(str(getattr(self, name)) for name in self.KEY)
        return f"{type(self).__name__} {key}: {self.count:+}"

    @property
    def key(self):
        """What is counted here, as a tuple in the order of ``KEY``."""
        return tuple(getattr(self, name) for name in self.KEY)


class OpenFiles(Ledger):
    """Submitted files that are not decided, by state, examiner and day.

    The day is the due date while the office holds the file, the day of return while the agency
    does.
    """

    KEY = ("office_id", "kind", "state", "examiner_id", "day")

    kind = models.CharField(max_length=20)
    state = models.CharField(max_length=20, choices=State)
    examiner = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    day = models.DateField(null=True)


class Monthly(Ledger):
    """What came and what was decided in a month, and how long it had taken.

    ``value`` is a number of working days or of rounds where the measure is one, else 0: from the
    counts of each value follow medians and shares of any period.
    """

    class Measure(models.TextChoices):
        SUBMITTED = "submitted", "Diajukan"
        RECOMMENDED = "recommended", "Layak"
        DECLINED = "declined", "Tidak layak"
        CANCELLED = "cancelled", "Dibatalkan"
        OFFICE_DAYS = "office_days", "Hari kerja di BPS"
        AGENCY_DAYS = "agency_days", "Hari kerja di instansi"
        ROUNDS = "rounds", "Putaran"
        LATE = "late", "Lewat batas waktu"

    KEY = ("office_id", "kind", "month", "measure", "value")

    kind = models.CharField(max_length=20)
    month = models.DateField()  # its first day
    measure = models.CharField(max_length=20, choices=Measure)
    value = models.PositiveIntegerField(default=0)

    class Meta(Ledger.Meta):
        abstract = False
        indexes = [
            models.Index(fields=["office", "month"]),
            models.Index(  # all offices at once: read from the index alone
                name="monthly_of_all",
                fields=["measure", "month", "office", "kind", "value", "count"],
            ),
        ]


class NotesSent(Ledger):
    """Notes that agencies were sent in a month, by question and by standard note."""

    KEY = ("office_id", "edition", "month", "question", "standard_id")

    edition = models.CharField(max_length=20)
    month = models.DateField()
    question = models.CharField(max_length=100, blank=True)  # empty: the whole file, or an upload
    standard = models.ForeignKey(
        "requests_app.StandardNote", models.SET_NULL, null=True, related_name="+"
    )

    class Meta(Ledger.Meta):
        abstract = False
        indexes = [models.Index(fields=["office", "month"])]


LEDGERS = (OpenFiles, Monthly, NotesSent)
