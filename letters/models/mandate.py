"""Who signs the letters of an office on which day, and in which capacity (domain.md §11)."""

from datetime import timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts.models import Office, Role
from accounts.models.offices import today_at
from events.changes import changes
from events.recording import record
from events.refusals import NotAllowed, NotNow, required
from letters.models import mandate_rules as rules


class Span(NamedTuple):
    """Days on which the same mandates sign."""

    first: object
    last: object
    signing: list


class MandateQuerySet(models.QuerySet):
    def visible_to(self, user):
        """The mandates of one's own office."""
        return self.filter(office_id=user.office_id) if user.office_id else self.none()

    def in_force(self):
        """Without those that were called off before their first day."""
        return self.exclude(ends_on__lt=F("starts_on"))

    def on(self, day):
        """Those whose days include this one."""
        begun = self.in_force().filter(starts_on__lte=day)
        return begun.filter(Q(ends_on=None) | Q(ends_on__gte=day))

    def today(self):
        """Those whose days include the one that it is at their office."""
        begun = self.in_force().alias(today=today_at("office")).filter(starts_on__lte=F("today"))
        return begun.filter(Q(ends_on=None) | Q(ends_on__gte=F("today")))

    def signing(self, office, day):
        """The mandates under which letters of the office are signed that day.

        While a Plh. acts, he signs and the holder of that post does not.
        """
        held = list(self.filter(office=office).on(day).select_related("person"))
        return rules.signing(held, day)

    def forecast(self, office):
        """Who signs today, who tomorrow, and who until the end of next week; equal days in one.

        People whose account is closed are left out; a closed Plh. still keeps the holder away.
        """
        today = office.today()
        final = today + timedelta(days=13 - today.weekday())
        held = self.filter(office=office).in_force().filter(starts_on__lte=final)
        held = list(held.exclude(ends_on__lt=today).select_related("person"))
        spans = []
        for ahead in range((final - today).days + 1):
            day = today + timedelta(days=ahead)
            able = [each for each in rules.signing(held, day) if each.person.is_active]
            if ahead > 2 and spans[-1].signing == able:
                spans[-1] = spans[-1]._replace(last=day)
            else:
                spans.append(Span(day, day, able))
        return spans

    def of(self, person, office, day):
        """The mandate under which this person signs for the office that day, or None."""
        mine = [each for each in self.signing(office, day) if each.person_id == person.pk]
        return mine[0] if mine else None

    def why_not(self, person, office, day):
        """Why this person, without a mandate that day, does not sign, and what to do."""
        held = list(self.filter(office=office).on(day).select_related("person"))
        mine = [mandate for mandate in held if mandate.person_id == person.pk]
        return rules.why_not(mine[0] if mine else None, held, day)

    @transaction.atomic
    def appoint(
        self, *, by, office, person, kind, post, starts_on, deed, ends_on=None, own_post=""
    ):
        """Record that a person signs for a post in those days, and has a head's rights in them.

        Under *a.n.* only those over the letters that he may sign. Raises ``NotNow`` when the days
        overlap another mandate (``mandate_rules``).
        """
        lock(office, by)
        mandate = self.model(
            office=office,
            person=person,
            kind=kind,
            post=post,
            own_post=own_post,
            starts_on=starts_on,
            ends_on=ends_on,
            deed=required(deed, "Tuliskan nomor dan tanggal keputusannya."),
            by=by,
        )
        others = self.filter(office=office).in_force().select_related("person")
        rules.require_sense(mandate)
        rules.require_room(mandate, list(others))
        mandate.save()
        mandate._give_rights()
        mandate._record("mandate.appoint", by, deed=mandate.deed)
        return mandate


class Mandate(models.Model):
    """A person's right to sign for a post between two days, with the deed that gives it."""

    class Kind(models.TextChoices):
        DEFINITIVE = "definitive", "Definitif"
        VACANCY = "plt", "Plt. (pelaksana tugas)"
        ABSENCE = "plh", "Plh. (pelaksana harian)"
        ON_BEHALF = "an", "a.n. (atas nama)"

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="mandates")
    person = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="mandates")
    kind = models.CharField("jenis", max_length=10, choices=Kind)
    post = models.CharField("jabatan", max_length=255)
    own_post = models.CharField("jabatan sendiri", max_length=255, blank=True)
    starts_on = models.DateField("hari pertama")
    ends_on = models.DateField("hari terakhir", null=True, blank=True)
    deed = models.CharField("keputusan", max_length=255)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    at = models.DateTimeField(default=timezone.now)
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+"
    )
    ended_at = models.DateTimeField(null=True)
    end_reason = models.CharField("alasan diakhiri", max_length=255, blank=True)

    objects = MandateQuerySet.as_manager()

    class Meta:
        ordering = ["-starts_on", "-pk"]
        indexes = [models.Index(fields=["office", "-starts_on"], name="mandate_by_office")]
        constraints = [
            models.CheckConstraint(
                condition=Q(ends_on=None) | Q(ends_on__gte=F("starts_on")) | ~Q(end_reason=""),
                name="mandate_days_in_order",
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None) | ~Q(end_reason=""), name="mandate_end_has_reason"
            ),
            models.CheckConstraint(
                condition=Q(kind="an", own_post__gt="") | (~Q(kind="an") & Q(own_post="")),
                name="mandate_own_post_of_an",
            ),
        ]

    def __str__(self):
        return f"{self.person}, {self.title}"

    # Questions

    @property
    def prefix(self):
        """What stands before the post in a letter: "Plt.", "Plh.", "a.n." or nothing."""
        return rules.PREFIXES[self.kind]

    @property
    def title(self):
        """The capacity in words: "Plt. Kepala BPS …", "a.n. Kepala BPS …, Kepala Subbagian"."""
        titled = f"{self.prefix} {self.post}".strip()
        return f"{titled}, {self.own_post}" if self.own_post else titled

    @property
    def days(self):
        """From when until when, in words."""
        return rules.spoken_days(self)

    def covers(self, day):
        """Do its days include this one?"""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)

    @property
    def was_called_off(self):
        """Ended before it began."""
        return self.ends_on is not None and self.ends_on < self.starts_on

    @property
    def has_begun(self):
        return self.starts_on <= self.office.today()

    @property
    def is_over(self):
        return self.was_called_off or (
            self.ends_on is not None and self.ends_on < self.office.today()
        )

    @property
    def earliest_end(self):
        """The first day that may become its last: yesterday takes effect at once."""
        yesterday = self.office.today() - timedelta(days=1)
        return max(yesterday, self.starts_on - timedelta(days=1))

    def snapshot(self):
        """What a letter keeps for ever of who signs it, and of what gives him the right."""
        return {
            "name": self.person.name,
            "nip": self.person.nip,
            "position": self.title,
            "prefix": self.prefix,
            "post": self.post,
            "own_post": self.own_post,
            "kind": self.kind,
            "deed": self.deed,
        }

    # Verbs

    @transaction.atomic
    def end(self, *, by, last_on, reason):
        """End it early, or call it off before it begins. Raises ``NotNow`` where it is too late."""
        lock(self.office, by)
        self.refresh_from_db(from_queryset=Mandate.objects.select_for_update(no_key=True))
        reason = required(reason, "Tuliskan alasan mengakhiri penugasan.")
        if self.is_over:
            raise NotNow("Penugasan ini sudah berakhir. Muat ulang halaman.")
        if last_on < self.earliest_end:
            raise NotNow(
                f"Hari terakhir paling awal {rules.spoken(self.earliest_end)}: yang sudah lewat "
                "tidak diubah."
            )
        if self.ends_on is not None and last_on >= self.ends_on:
            raise NotNow(f"Penugasan ini memang berakhir {rules.spoken(self.ends_on)}.")
        if last_on < self.office.today() and self._has_signed_after(last_on):
            raise NotNow(
                "Hari ini sudah ada surat yang ditandatangani dengan penugasan ini, jadi hari "
                "terakhirnya paling awal hari ini."
            )
        changed = changes({"ends_on": "Hari terakhir"}, vars(self), {"ends_on": last_on})
        self.ends_on, self.end_reason = last_on, reason
        self.ended_by, self.ended_at = by, timezone.now()
        self.save(update_fields=["ends_on", "end_reason", "ended_by", "ended_at"])
        self._give_rights()
        facts = {"reason": reason, "called_off": self.was_called_off, "changes": changed}
        self._record("mandate.end", by, **facts)

    def _give_rights(self):
        """The rights follow the days, by themselves (docs/decisions.md)."""
        role = Role.SIGNER if self.kind == self.Kind.ON_BEHALF else Role.HEAD
        self.person.hold(role, starts_on=self.starts_on, ends_on=self.ends_on)

    def _has_signed_after(self, day):
        signed = self.letters.filter(signed_at__isnull=False).values_list("signed_at", flat=True)
        return any(at.astimezone(self.office.zone).date() > day for at in signed)

    def _record(self, action, by, **particulars):
        record(
            self.office,
            action,
            by=by,
            mandate=self.pk,
            name=self.person.name,
            title=self.title,
            days=self.days,
            **particulars,
        )


def lock(office, by):
    """Hold the office while its mandates change; only its admin changes them.

    The lock leaves letters free to name the office meanwhile: nobody waits in a circle.
    """
    Office.objects.select_for_update(no_key=True).get(pk=office.pk)
    if by is not None and not (by.office_id == office.pk and by.has_role(Role.ADMIN)):
        raise NotAllowed("Penugasan hanya dikelola oleh admin kantor itu sendiri.")
