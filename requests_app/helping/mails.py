"""Mails about offices that examine for others."""

from html import unescape

from accounts.models import Role, User
from events.outbox import enqueue_all
from events.recording import on
from requests_app.models.examining.standing import SPEAKERS

TOLD = [f"stand_in.{verb}" for verb in ("ask", "agree", "refuse", "end", "give_back")]


@on(*TOLD)
def told(event):
    """Heads and admins of both offices; also whose work it begins or ends."""
    stand_in = event.subject
    if event.action == "stand_in.ask" and stand_in.waits:
        people = _speakers(stand_in.asked_of)
    else:
        people = _speakers(stand_in.office) | _speakers(stand_in.helper)
        people |= User.objects.filter(pk=stand_in.asked_by_id).active().distinct()
        if event.action != "stand_in.refuse":
            works = stand_in.office if event.action == "stand_in.give_back" else stand_in.helper
            people |= User.objects.staff_of(works).with_role(Role.EXAMINER)
    if event.by:
        people = people.exclude(pk=event.by.pk)
    context = {
        "event": event,
        "sentence": unescape(" ".join(event.sentence.split())),
        "particulars": event.particulars,
        "stand_in": stand_in,
    }
    enqueue_all("stand_in_told", to=_each_once(people), context=context, event=event)


def _speakers(office):
    return User.objects.staff_of(office).with_role(*SPEAKERS)


def _each_once(people):
    """However many ways lead to a person."""
    return User.objects.filter(pk__in=people.order_by().values("pk")).order_by("pk")
