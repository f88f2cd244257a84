"""People who can log in: staff of an office, or members of an agency, never both."""

from copy import copy

from django.contrib.auth.models import AbstractBaseUser
from django.core.exceptions import ValidationError
from django.db import models, transaction
from django.db.models import F, Q
from django.utils import timezone
from django.utils.functional import cached_property

from accounts.models.roles import GIVEN, Role, StaffRole, labels_of, require_given
from accounts.models.user_queryset import UserManager, UserQuerySet
from events.changes import changes, take_over
from events.recording import record


class User(AbstractBaseUser):
    """A person with a mailbox. The mailbox is the name he logs in with."""

    email = models.EmailField(
        "surel", unique=True, error_messages={"unique": "Surel ini sudah dipakai akun lain."}
    )
    name = models.CharField("nama lengkap", max_length=255)
    phone = models.CharField("telepon", max_length=40, blank=True)
    nip = models.CharField("NIP", max_length=18, blank=True)
    position = models.CharField("jabatan", max_length=255, blank=True)
    office = models.ForeignKey(
        "accounts.Office", models.PROTECT, null=True, blank=True, related_name="staff"
    )
    agency = models.ForeignKey(
        "accounts.Agency", models.PROTECT, null=True, blank=True, related_name="members"
    )
    is_agency_admin = models.BooleanField("admin instansi", default=False)
    is_active = models.BooleanField("aktif", default=True)
    joined_at = models.DateTimeField("terdaftar sejak", default=timezone.now)
    consented_at = models.DateTimeField("menyetujui pemberitahuan data", null=True, blank=True)
    sessions_ended = models.PositiveIntegerField(default=0)  # how often all of them were

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["name"]

    # The libraries ask for these; Django's admin and its permissions are not used here.
    is_staff = False
    is_superuser = False

    shown_as = None  # the role as which he looks (`accounts/looking.py`)
    reads_file = None  # the only file he sees, as its agency does
    among_several = False  # is there any office beside his? Told with who is logged in

    objects = UserManager.from_queryset(UserQuerySet)()

    class Meta:
        ordering = ["name", "pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(office=None) | Q(agency=None),
                name="user_staff_or_agency",
                violation_error_message="Satu akun tidak dapat milik kantor dan instansi.",
            ),
            models.CheckConstraint(
                condition=Q(is_agency_admin=False) | Q(agency__isnull=False),
                name="user_agency_admin_has_agency",
            ),
        ]

    def __str__(self):
        return self.name or self.email

    def save(self, *args, **kwargs):
        self.email = UserManager.normalize_email(self.email)
        super().save(*args, **kwargs)

    # Questions

    @cached_property
    def roles(self):
        """The codes of the roles he holds today, asked for once a request."""
        if not self.office_id:
            return frozenset()
        rows = self.staff_roles.all()
        return frozenset(
            Role(row.role)
            for row in rows
            if row.starts_on is None or row.covers(self.office.today())
        )

    @property
    def given_roles(self):
        """Those that the admin gives and takes, without what a mandate gives on its days."""
        return self.roles.intersection(GIVEN)

    def has_role(self, *roles):
        """Whether he holds any of these roles; the one as which he looks has to be among them."""
        holds = self.is_active and not self.roles.isdisjoint(roles)
        return holds and self.shown_as in (None, *roles)

    @property
    def himself(self):
        """The same person looking with his own eyes."""
        other = copy(self)
        other.shown_as = None
        return other

    @property
    def drawn(self):
        """Whom menus, desks and buttons are drawn for: himself, or somebody of the role as which
        he looks. It opens no page and finds no row: what stands there is asked for as himself."""
        if self.shown_as is None:
            return self
        other = self.himself
        other.roles = frozenset([self.shown_as])
        return other

    @property
    def examines_for(self):
        """The offices whose files he examines for a time beside his own's: `{code: last day}`."""
        return self.office.stood_in_for() if self.office_id and self.has_role(Role.EXAMINER) else {}

    @property
    def is_staff_member(self):
        return self.is_active and self.office_id is not None

    @property
    def is_agency_member(self):
        """Whether he speaks for an agency that the office has approved."""
        belongs = self.is_active and self.agency_id is not None and self.reads_file is None
        return belongs and self.agency.is_approved

    @property
    def is_agency_writer(self):
        """Whether he may fill forms in for an agency: also while it waits for approval."""
        belongs = self.is_active and self.agency_id is not None and self.reads_file is None
        return belongs and (self.agency.is_approved or self.agency.is_pending)

    @property
    def role_labels(self):
        """What he is, in words: "Petugas PST, Admin" or "Pengguna layanan"."""
        if self.office_id:
            return ", ".join(labels_of(self.roles)) or "Pegawai"
        return "Pengguna layanan"

    @property
    def official_domain(self):
        """That of his mailbox, if only the government gives such; else ""."""
        domain = self.email.rpartition("@")[2]
        return domain if domain.endswith((".go.id", ".mil.id", ".desa.id")) else ""

    def _get_session_auth_hash(self, secret=None):
        """What a session must carry: Django's word of the password, and how often all ended."""
        of_password = super()._get_session_auth_hash(secret)
        return f"{of_password}{self.sessions_ended}" if self.sessions_ended else of_password

    def get_full_name(self):
        return self.name

    def get_short_name(self):
        return self.name

    # Verbs

    def end_sessions(self):
        """Nobody who is logged in as him stays so."""
        type(self).objects.filter(pk=self.pk).update(sessions_ended=F("sessions_ended") + 1)
        self.refresh_from_db(fields=["sessions_ended"])

    @transaction.atomic
    def show_out(self, *, by):
        """End whatever sessions he has, because his admin wants to be sure."""
        self.end_sessions()
        self._record("user.show_out", by)

    @transaction.atomic
    def give_roles(self, roles, *, by):
        """Let this member of the staff hold exactly these roles, besides those of his mandates."""
        roles = {Role(role) for role in roles}.intersection(GIVEN)
        require_given(roles, self.office)
        self._keep_one_admin(leaving=Role.ADMIN not in roles)
        before = self.given_roles
        self.staff_roles.filter(role__in=set(GIVEN) - roles).delete()
        for role in roles - before:
            self.staff_roles.get_or_create(role=role)
        self.__dict__.pop("roles", None)
        if roles != before:
            facts = {"roles": sorted(roles), "before": sorted(before), "labels": labels_of(roles)}
            changed = changes(
                {"roles": "Peran"}, *({"roles": labels_of(x)} for x in (before, roles))
            )
            self.end_sessions()
            self._record("user.give_roles", by, **facts, changes=changed)

    def hold(self, role, *, starts_on, ends_on):
        """Hold a signer's role on the days of a mandate; not at all when they end before they
        begin. Called by the mandate's own verbs, which record it."""
        begun = {"role": role, "starts_on": starts_on}
        if ends_on is not None and ends_on < starts_on:
            self.staff_roles.filter(**begun).delete()
        else:
            self.staff_roles.update_or_create(**begun, defaults={"ends_on": ends_on})
        self.__dict__.pop("roles", None)
        self.end_sessions()

    @transaction.atomic
    def correct(self, *, by, **facts):
        """Change what is known of the person; an admin or he himself does it."""
        if changed := take_over(self, facts):
            self._record("user.correct", by, changes=changed)

    @transaction.atomic
    def deactivate(self, *, by):
        """A colleague of the staff has left."""
        self.close_account(by=by)
        self._record("user.deactivate", by)

    def leave_closed(self, *, by):
        """His office has closed: he cannot log in, though he may be its only admin."""
        self.is_active = False
        self.save(update_fields=["is_active"])
        self._record("user.deactivate", by)

    def close_account(self, *, by):
        """Let nobody log in here any more; what the person did stays under his name."""
        if by is not None and by.pk == self.pk:
            raise ValidationError("Anda tidak dapat menonaktifkan akun sendiri.")
        if not self.is_active:
            raise ValidationError("Akun ini sudah ditutup.")
        self._keep_one_admin(leaving=True)
        self._keep_one_agency_admin()
        self.is_active = False
        self.save(update_fields=["is_active"])

    @transaction.atomic
    def reactivate(self, *, by):
        """He has come back."""
        if self.is_active:
            raise ValidationError("Akun ini tidak sedang ditutup.")
        self.is_active = True
        self.save(update_fields=["is_active"])
        self._record("user.reactivate", by)

    @transaction.atomic
    def remove_second_factor(self, *, by):
        """He has lost his telephone: he logs in by password and sets a new factor up."""
        if not self.authenticator_set.all().delete()[0]:
            raise ValidationError("Tidak ada faktor kedua yang terpasang.")
        self.end_sessions()
        self._record("user.remove_second_factor", by)

    @property
    def gets_mail_only(self):
        """Was his account made at the counter, and not confirmed from his mailbox yet?"""
        return self.is_active and not self.has_usable_password()

    def confirm_mailbox(self):
        """He has shown that the mailbox is his, by a link that only came there."""
        self.emailaddress_set.exclude(email=self.email).delete()
        self.emailaddress_set.update_or_create(
            email=self.email, defaults={"verified": True, "primary": True}
        )

    def _keep_one_admin(self, *, leaving):
        """An office without an admin could let nobody in any more."""
        if not leaving or not self.office_id:
            return
        admins = StaffRole.objects.select_for_update().filter(
            role=Role.ADMIN, user__office_id=self.office_id, user__is_active=True
        )
        admins = set(admins.values_list("user_id", flat=True))
        if admins == {self.pk}:
            raise ValidationError(
                f"{self.name} adalah satu-satunya admin kantor. Tunjuk admin lain terlebih dahulu."
            )

    def _keep_one_agency_admin(self):
        if self.is_agency_admin:
            raise ValidationError(
                f"{self.name} adalah admin instansi. Serahkan tugas admin kepada anggota lain "
                "terlebih dahulu."
            )

    def _record(self, action, by, **particulars):
        record(self, action, by=by, on_behalf_of=self.agency, name=self.name, **particulars)
