"""What members of the staff may do: given by their admin, or held on the days of a mandate."""

from django.core.exceptions import ValidationError
from django.db import models
from django.db.models import Q


class Role(models.TextChoices):
    """What a member of an office's staff may do. Members of an agency have no role."""

    FRONT_DESK = "front_desk", "Petugas PST"
    EXAMINER = "examiner", "Petugas pemeriksa"
    HEAD = "head", "Kepala BPS"
    SIGNER = "signer", "Penanda tangan a.n."
    COMPLAINT_HANDLER = "complaint_handler", "Petugas pengaduan"
    ADMIN = "admin", "Admin"
    SUPERVISOR = "supervisor", "Pengawas"


SIGNERS = (Role.HEAD, Role.SIGNER)  # held on the days of a mandate, never by themselves
GIVEN = tuple(role for role in Role if role not in SIGNERS)  # by the office's admin


def given_at(office):
    """Those that an admin of this office may give: who supervises belongs to one above others."""
    above = office.is_centre or office.is_province
    if above and type(office).objects.beneath(office).exists():
        return GIVEN
    return tuple(role for role in GIVEN if role != Role.SUPERVISOR)


def require_given(roles, office):
    """Raises ``ValidationError`` where an admin of this office may not give one of the roles."""
    if Role.SUPERVISOR in roles and Role.SUPERVISOR not in given_at(office):
        raise ValidationError(
            "Peran Pengawas hanya ada di BPS pusat dan provinsi yang membawahi kantor lain."
        )


def labels_of(roles):
    """Their names, in the order of the table."""
    return [str(role.label) for role in Role if role in roles]


class StaffRole(models.Model):
    """One role that one member of the staff holds: a signer's on the days of a mandate."""

    user = models.ForeignKey("accounts.User", models.CASCADE, related_name="staff_roles")
    role = models.CharField("peran", max_length=20, choices=Role)
    starts_on = models.DateField("hari pertama", null=True)
    ends_on = models.DateField("hari terakhir", null=True)

    class Meta:
        ordering = ["pk"]
        constraints = [
            models.UniqueConstraint(
                fields=["user", "role"], condition=Q(starts_on=None), name="staffrole_once"
            ),
            models.UniqueConstraint(
                fields=["user", "role", "starts_on"], name="staffrole_once_from_a_day"
            ),
            models.CheckConstraint(
                condition=Q(role__in=SIGNERS, starts_on__isnull=False)
                | (~Q(role__in=SIGNERS) & Q(starts_on=None, ends_on=None)),
                name="staffrole_signers_have_days",
            ),
        ]

    def __str__(self):
        return f"{self.user}: {self.get_role_display()}"

    def covers(self, day):
        """Do the days of a signer's role include this one?"""
        return self.starts_on <= day and (self.ends_on is None or day <= self.ends_on)
