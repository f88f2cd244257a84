"""Government agencies that notify BPS of their statistical activities."""

from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import Q
from django.utils import timezone

from events.changes import take_over
from events.recording import record

from .offices import Office
from .users import User


class AgencyQuerySet(models.QuerySet):
    def visible_to(self, user):
        """Staff see the agencies of their office, a member sees his own."""
        if not user.is_authenticated or not user.is_active:
            return self.none()
        if user.office_id:
            return self.filter(office_id=user.office_id)
        if user.agency_id:
            return self.filter(pk=user.agency_id)
        return self.none()

    def approved(self):
        return self.filter(state=Agency.State.APPROVED)

    def awaiting_approval(self):
        """Those whose first member has confirmed his mailbox, oldest first."""
        pending = self.filter(state=Agency.State.PENDING, confirmed_at__isnull=False)
        return pending.order_by("confirmed_at", "pk")

    def apply(self, **facts):
        """A new agency that still has to confirm its mailbox and be approved."""
        facts.setdefault("office", None)
        facts["office"] = facts["office"] or Office.objects.responsible_for(facts["region"])
        return self.create(**facts)

    @transaction.atomic
    def open_at_desk(self, *, by, agency, person, **particulars):
        """The front desk opens an account for a visitor; his agency is approved at once."""
        now = timezone.now()
        opened = self.create(
            office=by.office,
            state=Agency.State.APPROVED,
            confirmed_at=now,
            decided_at=now,
            decided_by=by,
            **agency,
        )
        member = User.objects.create_user(**person, agency=opened, is_agency_admin=True)
        facts = {"member": member.pk, "name": member.name}
        opened._record("agency.open_at_desk", by, **facts, **particulars)
        return opened


class Agency(models.Model):
    """An agency; it may file once an officer of its office has approved it."""

    class State(models.TextChoices):
        PENDING = "pending", "Menunggu persetujuan"
        APPROVED = "approved", "Disetujui"
        REFUSED = "refused", "Ditolak"

    name = models.CharField("nama instansi", max_length=255)
    address = models.CharField("alamat", max_length=255)
    region = models.ForeignKey(
        "accounts.Region",
        models.PROTECT,
        related_name="agencies",
        verbose_name="kabupaten/kota",
    )
    phone = models.CharField("telepon", max_length=40, blank=True)
    email = models.EmailField("surel instansi", blank=True)
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="agencies")
    state = models.CharField("status", max_length=10, choices=State, default=State.PENDING)
    refusal_reason = models.TextField("alasan penolakan", max_length=5000, blank=True)
    created_at = models.DateTimeField("didaftarkan pada", default=timezone.now)
    confirmed_at = models.DateTimeField("surel dikonfirmasi pada", null=True, blank=True)
    decided_by = models.ForeignKey(
        "accounts.User", models.PROTECT, null=True, blank=True, related_name="+"
    )
    decided_at = models.DateTimeField("diputuskan pada", null=True, blank=True)
    # Has an office marked it so? Kept by the mark (`walidata`), so that others ask nothing.
    is_walidata = models.BooleanField("walidata", default=False, db_default=False)

    objects = AgencyQuerySet.as_manager()

    class Meta:
        ordering = ["name", "pk"]
        indexes = [models.Index(fields=["office", "state", "confirmed_at"], name="agency_waiting")]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state="refused") | ~Q(refusal_reason=""),
                name="agency_refused_with_reason",
            ),
            models.CheckConstraint(
                condition=Q(state="pending") | Q(decided_at__isnull=False),
                name="agency_decided_at_some_time",
            ),
        ]

    def __str__(self):
        return self.name

    # Questions

    @property
    def is_approved(self):
        return self.state == self.State.APPROVED

    @property
    def is_pending(self):
        return self.state == self.State.PENDING

    @property
    def is_refused(self):
        return self.state == self.State.REFUSED

    @property
    def gets_mail_only(self):
        """Has nobody here confirmed his mailbox yet, so that mails arrive and nobody can log in?"""
        return self.is_approved and not any(
            member.has_usable_password() for member in self.members.active()
        )

    @property
    def admins(self):
        return self.members.active().filter(is_agency_admin=True)

    def namesakes(self):
        """Agencies of the same name in the same area; an officer decides what they are."""
        same = Agency.objects.filter(name__iexact=self.name, region_id=self.region_id)
        return same.exclude(pk=self.pk).filter(state=self.State.APPROVED)

    def open_invitations(self):
        return self.invitations.open()

    # Verbs

    @transaction.atomic
    def confirm(self, *, by):
        """Its first member has confirmed his mailbox; the office can look at it now."""
        now = timezone.now()
        waiting = Agency.objects.filter(pk=self.pk, confirmed_at=None)
        if waiting.update(confirmed_at=now):
            self.confirmed_at = now
            self._record("agency.confirm", by)

    @transaction.atomic
    def approve(self, *, by, basis=""):
        """Let the agency file with this office; on what it is known to be the agency stays told."""
        self._decide(self.State.APPROVED, by=by)
        self._record("agency.approve", by, basis=basis)

    @transaction.atomic
    def refuse(self, *, by, reason):
        """Turn the application down; the reason is mailed to the applicant."""
        if not reason.strip():
            raise ValidationError("Tuliskan alasan penolakan.")
        self._decide(self.State.REFUSED, by=by, reason=reason.strip())
        self._record("agency.refuse", by, reason=self.refusal_reason)

    @transaction.atomic
    def apply_again(self, *, by):
        """Ask once more after a refusal, with corrected data."""
        refused = Agency.objects.filter(pk=self.pk, state=self.State.REFUSED)
        facts = {"state": self.State.PENDING, "decided_by": None, "decided_at": None}
        if not refused.update(refusal_reason="", **facts):
            raise ValidationError("Pendaftaran ini tidak sedang ditolak.")
        self.refresh_from_db()
        self._record("agency.apply_again", by)

    @transaction.atomic
    def merge_into(self, other, *, by):
        """The applicant belongs to an agency that is here already: make him a member of it."""
        if other.pk == self.pk or other.office_id != self.office_id or not other.is_approved:
            raise ValidationError("Pilih instansi yang sudah disetujui di kantor ini.")
        self._decide(self.State.REFUSED, by=by, reason=f"Digabungkan ke akun {other.name}.")
        for member in self.members.all():
            member.agency, member.is_agency_admin = other, False
            member.save(update_fields=["agency", "is_agency_admin"])
            other._record("agency.merge_into", by, member=member.pk, name=member.name)

    @transaction.atomic
    def correct(self, *, by, **facts):
        """Change the agency's own data; what was there before stays on record."""
        if facts.get("region", self.region) != self.region and not self.is_approved:
            facts["office"] = Office.objects.responsible_for(facts["region"]) or self.office
        if changed := take_over(self, facts, office="Satuan kerja"):
            self._record("agency.correct", by, changes=changed)

    @transaction.atomic
    def move_to(self, office, *, by):
        """Another office looks after it, because its own has closed or has opened again."""
        origin, self.office = self.office, office
        self.save(update_fields=["office"])
        facts = {"origin": origin.name, "origin_code": origin.code, "target": office.name}
        self._record("agency.move_to", by, **facts, target_code=office.code)

    @transaction.atomic
    def invite(self, *, by, email):
        """Ask a colleague to join by a link in a mail."""
        email = email.strip().lower()
        self.invitations.open().filter(email=email).update(withdrawn_at=timezone.now())
        invitation = self.invitations.create(email=email, invited_by=by)
        self._record("agency.invite", by, email=email, invitation=invitation.pk)
        return invitation

    @transaction.atomic
    def withdraw_invitation(self, invitation, *, by):
        """The mailed link no longer opens anything."""
        invitation.withdrawn_at = timezone.now()
        invitation.save(update_fields=["withdrawn_at"])
        self._record("agency.withdraw_invitation", by, email=invitation.email)

    @transaction.atomic
    def admit(self, invitation, *, password, **facts):
        """The invited colleague has answered; his mailbox is proven by the link he used."""
        taken = self.invitations.open().filter(pk=invitation.pk)
        if not taken.update(accepted_at=timezone.now()):
            raise ValidationError("Undangan ini sudah dipakai atau tidak berlaku lagi.")
        member = invitation.joiner or User(email=invitation.email)
        for name, fact in (facts | {"agency": self}).items():
            setattr(member, name, fact)
        member.set_password(password)
        member.save()
        member.confirm_mailbox()
        self._record("agency.admit", member, name=member.name)
        return member

    @transaction.atomic
    def make_admin(self, member, *, by):
        """Hand the task of admin over to another active member."""
        if member.agency_id != self.pk or not member.is_active:
            raise ValidationError("Pilih anggota instansi yang masih aktif.")
        self.members.filter(is_agency_admin=True).exclude(pk=member.pk).update(
            is_agency_admin=False
        )
        member.is_agency_admin = True
        member.save(update_fields=["is_agency_admin"])
        self._record("agency.make_admin", by, member=member.pk, name=member.name)

    @transaction.atomic
    def deactivate_member(self, member, *, by):
        """Close the account of a member who has left."""
        if member.agency_id != self.pk:
            raise ValidationError("Orang ini bukan anggota instansi Anda.")
        member.close_account(by=by)
        self._record("agency.deactivate_member", by, member=member.pk, name=member.name)

    def _decide(self, state, *, by, reason=""):
        """Only the first of two decisions counts."""
        facts = {
            "state": state,
            "decided_by": by,
            "decided_at": timezone.now(),
            "refusal_reason": reason,
        }
        pending = Agency.objects.filter(pk=self.pk, state=self.State.PENDING)
        if not pending.update(**facts):
            raise ValidationError("Pendaftaran ini sudah diputuskan sebelumnya.")
        for field, value in facts.items():
            setattr(self, field, value)

    def _record(self, action, by, **particulars):
        behalf = self if by is None or by.agency_id == self.pk else None
        return record(self, action, by=by, on_behalf_of=behalf, **particulars)
