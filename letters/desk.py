"""What waits at the desk because of letters."""

from django.urls import reverse

from accounts.models import SIGNERS, Office, Role
from accounts.waiting import Waiting, waits
from letters.models import Attempt, Letter, Mandate, Vacancy


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
    if user.among_several and (user.office.is_centre or user.office.is_province):
        yield from _without_a_head(user)
    if user.drawn.has_role(Role.ADMIN):
        signing = Mandate.objects.on(user.office.today()).values("office")
        yield Waiting(
            "kantor tanpa penugasan yang berlaku hari ini",
            Office.objects.filter(pk=user.office_id).exclude(pk__in=signing),
            reverse("office_mandates"),
            icon="person-badge",
            urgent=True,
        )


def _without_a_head(user):
    """Offices that report to his, and have nobody today."""
    if user.drawn.has_role(Role.HEAD, Role.ADMIN):
        yield Waiting(
            "satuan kerja tanpa penanda tangan hari ini",
            Vacancy.objects.offices(Office.objects.reporting_to(user.office)),
            reverse("office_vacancies"),
            icon="person-exclamation",
            urgent=True,
        )
