"""Mails that ask what people think of the service."""

from complaints.models import RatingInvitation
from complaints.rating_links import link_to
from events.outbox import enqueue
from events.recording import on
from letters.models import Letter


@on("letter.deliver", "letter.hand_over")
def rating_asked(event):
    """The result has arrived: one mail, with a link that opens the questionnaire."""
    answers = Letter.objects.filter(purpose=Letter.Purpose.ANSWER)
    if not answers.filter(pk=event.particulars["letter"]).exists():
        return
    invitation = RatingInvitation.objects.ask(event.subject)
    if invitation:
        _send("rating_asked", invitation, about=event.subject, event=event)


def remind_of_rating(invitation):
    """The same once more. It stands on no file: who has not answered is nobody's business."""
    _send("rating_reminder", invitation)


def _send(kind, invitation, **facts):
    submission = invitation.submission
    context = {
        "submission": submission,
        "office": submission.office,
        "link": link_to(invitation),
    }
    for address in submission.agency_addresses():
        enqueue(kind, to=address, context=context, **facts)
