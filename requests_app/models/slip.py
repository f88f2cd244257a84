from contextlib import contextmanager

from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from accounts.models import Role
from events.refusals import NotAllowed, NotNow
from paper import codes

GIVERS = (Role.FRONT_DESK, Role.EXAMINER, Role.ADMIN)
GROUPS = 2
TOKEN_LENGTH = codes.GROUP * GROUPS  # 49 bits, and a brake on trying
OTHERWISE = (
    "Kode slip terdiri atas dua kelompok berisi enam huruf dan angka (12 seluruhnya). "
    "Yang Anda ketik berisi {}."
)


def new_token():
    """A secret of the slip's own, never the file's code."""
    return codes.new_token(GROUPS)


def read(typed):
    """What somebody typed from a slip, or what is wrong with it."""
    return codes.read(typed, groups=GROUPS, otherwise=OTHERWISE)


class SlipQuerySet(models.QuerySet):
    """Slips that were given out at the counter."""

    def in_force(self):
        """Those that still open something; a file has at most one."""
        return self.filter(withdrawn_at=None)


class SlipManager(models.Manager.from_queryset(SlipQuerySet)):
    """With ``submission.slips`` a visitor is let to follow this file."""

    @property
    def current(self):
        """The slip in force, or None."""
        return self.in_force().select_related("given_by").first()

    def may_be_given_by(self, user):
        """Does this person give slips of this file, and take them back?"""
        file = self.instance
        return file.is_known and user.office_id == file.office_id and user.has_role(*GIVERS)

    def give(self, *, by):
        """A new slip for the visitor; the one before opens nothing any more. Returns it."""
        with self._giving(by):
            renewed = bool(self.in_force().update(withdrawn_at=timezone.now()))
            slip = self.create(given_by=by)
            self.instance.record("give_slip", by, renewed=renewed)
        return slip

    def withdraw(self, *, by):
        """The slip was lost, or is not wanted: it opens nothing any more."""
        with self._giving(by):
            if not self.in_force().update(withdrawn_at=timezone.now()):
                raise NotNow("Slip pengajuan ini sudah dicabut.")
            self.instance.record("withdraw_slip", by)

    @contextmanager
    def _giving(self, by):
        with self.instance.locked():
            if not self.may_be_given_by(by):
                raise NotAllowed("Slip hanya diberikan dan dicabut oleh petugas satuan kerja ini.")
            yield


class Slip(models.Model):
    """A piece of paper by which a visitor follows his file without an account.

    Whoever holds it reads the state and the dates, nothing else.
    """

    submission = models.ForeignKey("requests_app.Submission", models.CASCADE, related_name="slips")
    token = models.CharField(
        max_length=TOKEN_LENGTH,
        unique=True,
        default=new_token,
        validators=[RegexValidator(rf"^[2-9A-Z]{{{TOKEN_LENGTH}}}$")],
    )
    given_at = models.DateTimeField(default=timezone.now)
    given_by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    withdrawn_at = models.DateTimeField(null=True, blank=True)

    objects = SlipManager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                name="slip_one_in_force", fields=["submission"], condition=Q(withdrawn_at=None)
            ),
        ]

    def __str__(self):
        return self.spoken

    def get_absolute_url(self):
        return reverse("slip", args=[self.spoken])

    @property
    def spoken(self):
        """The code as it is printed, with its check characters: "ABCDEZ-FGHJK8"."""
        return codes.spoken(self.token)
