"""What waits at the desk because offices examine for others."""

from django.urls import reverse

from accounts.waiting import Waiting, waits
from requests_app.models import StandIn
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
