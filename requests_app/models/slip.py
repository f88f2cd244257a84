from django.conf import settings
from django.core.validators import RegexValidator
from django.db import models
from django.db.models import Q
from django.urls import reverse
from django.utils import timezone

from paper import codes

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

    objects = SlipQuerySet.as_manager()

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
