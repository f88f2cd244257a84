"""Another office examines for one that cannot, for a time; its letters stay its own.

Whoever looks after both offices says so with a deed; else one side asks and the other agrees. From
the first day to the last, by the clock of the office that helps, its examiners see and examine the
other's open files. Letters are signed by the head of the office whose file it is.
"""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Office, Role, User
from accounts.models.offices import today_at
from events.recording import record
from events.refusals import NotAllowed, NotNow, required
from requests_app.models.examining import standing
from requests_app.models.examining.standing import spoken


class Told(NamedTuple):
    """How it stands, for a chip."""

    words: str
    tone: str


class StandInQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Those of one's own office on either side, and of the offices that it looks after."""
        if not user.is_staff_member:
            return self.none()
        theirs = [user.office_id]
        if user.office.is_centre or user.office.is_province:
            beneath = Office.objects.beneath(user.office)
            return self.filter(Q(office__in=theirs) | Q(helper__in=theirs) | Q(office__in=beneath))
        return self.filter(Q(office__in=theirs) | Q(helper__in=theirs))

    def live(self):
        """Asked for or agreed, and neither turned down, called off nor over."""
        undecided = Q(agreed_at=None, ended_at=None)
        lasting = Q(agreed_at__isnull=False, ends_on__gte=F("today")) & Q(
            ends_on__gte=F("starts_on")
        )
        return self.alias(today=today_at("helper")).filter(undecided | lasting)

    def agreed(self):
        """Those that hold on some days: not called off before the first."""
        return self.filter(agreed_at__isnull=False, ends_on__gte=F("starts_on"))

    def in_force(self):
        """Those of today, by the clock of the office that helps."""
        today = self.agreed().alias(today=today_at("helper"))
        return today.filter(starts_on__lte=F("today"), ends_on__gte=F("today"))

    def awaiting(self, user):
        """Those that wait for the word of this person's office, or of one that it looks after."""
        mine = Q(asked_of=user.office_id)
        if user.office.is_centre or user.office.is_province:
            mine |= Q(asked_of__in=Office.objects.beneath(user.office))
        return self.filter(mine, agreed_at=None, ended_at=None)

    def examiners_of(self, office):
        """Who examines for that office today: its own, and those of whoever stands in for it."""
        helpers = self.in_force().filter(office=office).values("helper")
        here = Q(office=office) | Q(office__in=helpers)
        return User.objects.filter(here).with_role(Role.EXAMINER)

    def to_give_back(self):
        """Those whose last day is over, while their files have not been looked at since."""
        over = self.agreed().filter(given_back_at=None)
        return over.alias(today=today_at("helper")).filter(ends_on__lt=F("today"))

    @transaction.atomic
    def ask(self, *, by, office, helper, **facts):
        """Let an office examine for another: at once where who says it looks after both, else the
        office that is not his has to agree. Raises ``Refused`` where it cannot be."""
        standing.require_open(standing.lock(office, helper))
        stand_in = self.model(office=office, helper=helper, asked_by=by, **facts)
        stand_in.reason = required(stand_in.reason, "Tuliskan alasannya.")
        stand_in.asked_of = standing.whom_to_ask(by, office, helper)
        standing.require_sense(stand_in)
        standing.require_room(stand_in, self.live().filter(office=office, helper=helper))
        if stand_in.asked_of is None:
            stand_in.agreed_by, stand_in.agreed_at = by, timezone.now()
        stand_in.save()
        stand_in._record("ask", by, waits_for=stand_in.asked_of.name if stand_in.asked_of else "")
        stand_in._tell_helper()
        return stand_in


class StandIn(models.Model):
    """The days on which one office examines for another, the deed, and who agreed."""

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="helped_by")
    helper = models.ForeignKey("accounts.Office", models.PROTECT, related_name="helping")
    starts_on = models.DateField("hari pertama")
    ends_on = models.DateField("hari terakhir")
    deed_number = models.CharField("nomor surat", max_length=120)
    deed_on = models.DateField("tanggal surat")
    reason = models.TextField("alasan", max_length=1000)
    asked_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    asked_at = models.DateTimeField(default=timezone.now)
    asked_of = models.ForeignKey("accounts.Office", models.PROTECT, null=True, related_name="+")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    agreed_at = models.DateTimeField(null=True)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)  # before its day, or turned down
    end_reason = models.CharField("alasan diakhiri", max_length=255, blank=True)
    given_back_at = models.DateTimeField(null=True)

    objects = StandInQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        constraints = [
            models.CheckConstraint(name="stand_in_of_another", condition=~Q(office=F("helper"))),
            models.CheckConstraint(
                name="stand_in_days_in_order",
                condition=Q(ends_on__gte=F("starts_on")) | ~Q(end_reason=""),
            ),
            models.CheckConstraint(
                name="stand_in_agreed_by_somebody",
                condition=Q(agreed_at=None, agreed_by=None)
                | Q(agreed_at__isnull=False, agreed_by__isnull=False),
            ),
        ]

    def __str__(self):
        return f"{self.helper} → {self.office}"

    def get_absolute_url(self):
        return reverse("office_stand_in", args=[self.pk])

    # Questions

    @property
    def days(self):
        """From when until when, in words."""
        if self.was_called_off:
            return f"batal sebelum {spoken(self.starts_on)}"
        return f"{spoken(self.starts_on)} – {spoken(self.ends_on)}"

    @property
    def deed(self):
        return f"{self.deed_number} tanggal {spoken(self.deed_on)}"

    @property
    def waits(self):
        return self.agreed_at is None and self.ended_at is None

    @property
    def was_refused(self):
        return self.agreed_at is None and self.ended_at is not None

    @property
    def was_called_off(self):
        return self.ends_on < self.starts_on

    @property
    def has_begun(self):
        return self.starts_on <= self.helper.today()

    @property
    def is_over(self):
        over = self.was_called_off or self.ends_on < self.helper.today()
        return self.agreed_at is not None and over

    @property
    def told(self):
        """How it stands, in a word, and the tone of it."""
        if self.waits:
            return Told("menunggu persetujuan", "action")
        if self.was_refused:
            return Told("tidak jadi", "quiet")
        if self.was_called_off:
            return Told("dibatalkan", "quiet")
        if self.is_over:
            return Told("selesai", "quiet")
        return Told("berjalan", "good") if self.has_begun else Told("akan mulai", "busy")

    @property
    def earliest_end(self):
        """The first day that may become its last: yesterday takes effect at once."""
        yesterday = self.helper.today() - timedelta(days=1)
        return max(yesterday, self.starts_on - timedelta(days=1))

    def may_be_agreed_by(self, user):
        """Is the word of his office asked for, or of one that it looks after?"""
        return self.waits and standing.speaks_for(user, self.asked_of)

    def may_be_ended_by(self, user):
        """Either side ends it, and whoever looks after one of them."""
        is_theirs = standing.speaks_for(user, self.office) or standing.speaks_for(user, self.helper)
        return is_theirs and (self.waits or (self.agreed_at is not None and not self.is_over))

    # Verbs

    def agree(self, *, by):
        """The other side says yes: it holds from its first day."""
        with self._taking() as offices:
            if not self.waits:
                raise NotNow("Permintaan ini sudah dijawab. Muat ulang halaman.")
            if not self.may_be_agreed_by(by):
                raise NotAllowed(f"Yang menyetujui Kepala atau admin {self.asked_of.name}.")
            if self.ends_on < self.helper.today():
                raise NotNow("Hari terakhirnya sudah lewat. Ajukan yang baru.")
            standing.require_open(offices)
            self.agreed_by, self.agreed_at = by, timezone.now()
            self.save(update_fields=["agreed_by", "agreed_at"])
            self._record("agree", by)
            self._tell_helper()

    def refuse(self, *, by, reason):
        """It does not come about: the other side says no, or who asked takes it back."""
        reason = required(reason, "Tuliskan alasannya.")
        with self._taking():
            if not self.waits:
                raise NotNow("Permintaan ini sudah dijawab. Muat ulang halaman.")
            self._require_side(by)
            self._close(by, reason)
            self._record("refuse", by, reason=reason)

    def end(self, *, by, last_on, reason):
        """End it early, or call it off before it begins."""
        reason = required(reason, "Tuliskan alasan mengakhirinya.")
        with self._taking():
            self._require_side(by)
            if self.agreed_at is None or self.is_over:
                raise NotNow("Bantuan pemeriksaan ini tidak sedang berlaku. Muat ulang halaman.")
            if last_on < self.earliest_end:
                raise NotNow(
                    f"Hari terakhir paling awal {spoken(self.earliest_end)}: yang sudah lewat "
                    "tidak diubah."
                )
            if last_on >= self.ends_on:
                raise NotNow(f"Bantuan pemeriksaan ini memang berakhir {spoken(self.ends_on)}.")
            self.ends_on = last_on
            self._close(by, reason)
            self._record("end", by, reason=reason)
            self._tell_helper()

    def give_back(self):
        """Its last day is over: what its examiners had in hand waits for the other office again."""
        files = self.office.submissions.filter(
            examiner__office=self.helper, state__in=standing.IN_HAND
        )
        with self._taking():
            if self.given_back_at or not self.is_over:
                return
            given = [file for file in files.order_by("pk") if file.hand_back()]
            self.given_back_at = timezone.now()
            self.save(update_fields=["given_back_at"])
            self._record("give_back", None, codes=[file.code for file in given])
            self._tell_helper()

    # Private parts

    def _taking(self):
        return standing.taking(self)

    def _require_side(self, by):
        is_theirs = standing.speaks_for(by, self.office) or standing.speaks_for(by, self.helper)
        if not is_theirs:
            raise NotAllowed("Hanya Kepala atau admin kedua satuan kerja, atau yang membawahinya.")

    def _close(self, by, reason):
        self.ended_by, self.ended_at, self.end_reason = by, timezone.now(), reason
        self.save(update_fields=["ends_on", "ended_by", "ended_at", "end_reason"])

    def _tell_helper(self):
        """Keep with the office that helps for whom it does: its pages ask for nothing else."""
        today = self.helper.today()
        agreed = StandIn.objects.agreed().filter(helper=self.helper, ends_on__gte=today)
        lent = [
            [each.office_id, each.starts_on.isoformat(), each.ends_on.isoformat()]
            for each in agreed.order_by("starts_on", "pk")
        ]
        Office.objects.filter(pk=self.helper_id).update(examines_for=lent or None)

    def _record(self, verb, by, **particulars):
        facts = {"office": self.office.name, "helper": self.helper.name, "days": self.days}
        record(self, f"stand_in.{verb}", by=by, **facts, deed=self.deed, **particulars)
