from datetime import timedelta

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Max, Q
from django.utils import timezone

from accounts.models import Office, Role
from events.holding import hold
from events.recording import record
from events.refusals import NotAllowed, NotNow, required
from supervision.models.coaching_queryset import GIVERS, CoachingQuerySet
from supervision.words import day_said

LONGEST = timedelta(days=366)


class Coaching(models.Model):
    """Why a Pengawas may read a file of an office beneath, or all of its files, for some days.

    The office permits it, or an admin of the supervising office enters the deed that orders it. Who
    reads what by it is noted as all reading is (`events.Read`).
    """

    class Source(models.TextChoices):
        PERMISSION = "permission", "Izin kantor"
        DEED = "deed", "Keputusan"

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="coachings")
    superior = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    submission = models.ForeignKey(
        "requests_app.Submission", models.PROTECT, null=True, related_name="coachings"
    )  # None: every file of the office
    source = models.CharField(max_length=10, choices=Source)
    deed = models.CharField("nomor keputusan", max_length=120, blank=True)
    dated_on = models.DateField("tanggal keputusan", null=True)
    reason = models.CharField("alasan", max_length=500)
    starts_on = models.DateField("hari pertama")
    ends_on = models.DateField("hari terakhir")
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField(max_length=500, blank=True)

    objects = CoachingQuerySet.as_manager()

    class Meta:
        ordering = ["-pk"]
        indexes = [models.Index(fields=["office", "ends_on"], name="coaching_of_office")]
        constraints = [
            models.CheckConstraint(
                name="coaching_by_deed_names_it",
                condition=Q(source="permission", deed="", dated_on=None)
                | (Q(source="deed", dated_on__isnull=False) & ~Q(deed="")),
            ),
            models.CheckConstraint(
                name="coaching_ends_after_it_begins", condition=Q(ends_on__gte=F("starts_on"))
            ),
        ]

    def __str__(self):
        return f"{self.office_id} {self.what}, {self.days}"

    # Questions

    @property
    def what(self):
        """What is read by it, in words."""
        return f"pengajuan {self.submission.code}" if self.submission_id else "semua pengajuan"

    @property
    def days(self):
        return f"{day_said(self.starts_on)} – {day_said(self.ends_on)}"

    @property
    def basis(self):
        """By what it stands, in words."""
        if self.source == self.Source.DEED:
            return f"Keputusan {self.deed} tanggal {day_said(self.dated_on)}"
        return f"Izin {self.office.name}"

    @property
    def is_over(self):
        return self.ended_at is not None or self.ends_on < self.office.today()

    @property
    def is_on(self):
        return not self.is_over and self.starts_on <= self.office.today()

    def may_be_ended_by(self, user):
        """Who gave it takes it back: heads and admins a permission, an admin above a deed."""
        if self.is_over:
            return False
        if self.source == self.Source.DEED:
            return user.office_id == self.superior_id and user.has_role(Role.ADMIN)
        return user.office_id == self.office_id and user.has_role(*GIVERS)

    # Verbs

    @transaction.atomic
    def begin(self, by):
        """Store it; what it may be was asked by `permit` and `order`."""
        self.by, self.reason = by, required(self.reason, "Tuliskan alasannya.")
        if self.ends_on < max(self.starts_on, self.office.today()):
            raise NotNow("Hari terakhir sudah lewat, atau lebih awal dari hari pertama.")
        if self.ends_on - self.starts_on > LONGEST:
            raise NotNow("Pilih masa paling lama setahun; sesudahnya dapat diberikan lagi.")
        if self.submission and self.submission.office_id != self.office_id:
            raise NotNow("Pengajuan itu tidak lagi pada kantor ini.")
        self._hold_office()
        self.save(force_insert=True)
        self._note_last_day()
        self._record("permit" if self.source == self.Source.PERMISSION else "order", by)
        return self

    @transaction.atomic
    def end(self, *, by, reason):
        """Take it back; from now on nobody reads by it."""
        self._hold_office()
        hold(self)
        if self.is_over:
            raise NotNow("Ini sudah berakhir. Muat ulang halaman.")
        if not self.may_be_ended_by(by):
            raise NotAllowed("Hanya yang memberikannya dapat mengakhirinya.")
        self.end_reason = required(reason, "Tuliskan alasannya.")
        self.ended_by, self.ended_at = by, timezone.now()
        self.save(update_fields=["end_reason", "ended_by", "ended_at"])
        self._note_last_day()
        self._record("end", by, reason=self.end_reason)

    def _hold_office(self):
        Office.objects.select_for_update(no_key=True).get(pk=self.office_id)

    def _note_last_day(self):
        """The office knows until when its files may be read, so that their pages need not ask."""
        held = Coaching.objects.filter(office=self.office_id, ended_at=None)
        last = held.aggregate(last=Max("ends_on"))["last"]
        Office.objects.filter(pk=self.office_id).update(coached_until=last)

    def _record(self, verb, by, **facts):
        """It is told on the file's own timeline, or in the history of the office."""
        facts = {"reason": self.reason} | facts
        about = {"what": self.what, "basis": self.basis, "days": self.days}
        subject = self.submission or self.office
        names = {"superior": self.superior.name, "coaching": self.pk}
        record(subject, f"coaching.{verb}", by=by, **about, **names, **facts)
