"""What waits at the desk because offices examine for others."""

from django.urls import reverse

from accounts.models import Role
from accounts.waiting import Waiting, waits
from requests_app.models import StandardNote, StandIn
from requests_app.models.examining.standing import SPEAKERS


@waits
def to_be_agreed(user):
    """An office asks for help, or offers it."""
    if user.among_several and user.drawn.has_role(*SPEAKERS):
        yield Waiting(
            "bantuan pemeriksaan menunggu jawaban Anda",
            StandIn.objects.awaiting(user),
            reverse("office_stand_ins"),
            icon="people",
            urgent=True,
        )


@waits
def changed_above(user):
    """The office has words of its own for what was handed down and has changed since."""
    if user.among_several and user.drawn.has_role(Role.ADMIN, Role.EXAMINER):
        yield Waiting(
            "catatan baku berubah di atas, kantor ini memakai salinannya",
            StandardNote.objects.overtaken(user.office),
            reverse("office_standard_notes"),
            icon="chat-left-text",
        )
