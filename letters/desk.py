"""What waits at the desk because of letters."""

from django.urls import reverse

from accounts.models import SIGNERS, Office, Role
from accounts.waiting import Waiting, waits
from letters.models import Attempt, Letter, Mandate


@waits
def to_sign(user):
    """Letters that whoever signs reads and signs or sends back."""
    if user.drawn.has_role(*SIGNERS):
        letters = Letter.objects.visible_to(user).to_sign().filter(office=user.office_id)
        yield Waiting("surat menunggu tanda tangan", letters, reverse("sitting"), icon="pen")


@waits
def to_look_at(user):
    """Signatures of which nobody knows what became, and an office without anybody who signs."""
    if user.drawn.has_role(Role.HEAD, Role.ADMIN):
        yield Waiting(
            "tanda tangan yang hasilnya tidak diketahui",
            Attempt.objects.visible_to(user).unresolved(),
            reverse("office_signatures"),
            icon="question-circle",
            urgent=True,
        )
    if user.drawn.has_role(Role.ADMIN):
        signing = Mandate.objects.on(user.office.today()).values("office")
        yield Waiting(
            "kantor tanpa penugasan yang berlaku hari ini",
            Office.objects.filter(pk=user.office_id).exclude(pk__in=signing),
            reverse("office_mandates"),
            icon="person-badge",
            urgent=True,
        )
