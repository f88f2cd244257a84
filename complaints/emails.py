"""Mails that ask what people think of the service."""

from complaints.models import RatingInvitation
from complaints.rating_links import link_to
from events.outbox import enqueue_all
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


@on("consultation.answer", "consultation.note_down")
def advice_rated(event):
    """Advice was given: the same mail, once, to who asked."""
    invitation = event.subject.email and RatingInvitation.objects.ask_of_advice(event.subject)
    if invitation:
        _send("rating_asked", invitation, about=event.subject, event=event)


def remind_of_rating(invitation):
    """The same once more. It stands on no file: who has not answered is nobody's business."""
    _send("rating_reminder", invitation)


def _send(kind, invitation, **facts):
    context = {
        "activity": invitation.activity,
        "of_advice": bool(invitation.consultation_id),
        "office": invitation.office,
        "link": link_to(invitation),
    }
    enqueue_all(kind, to=_addresses(invitation), context=context, **facts)


def _addresses(invitation):
    if invitation.consultation_id:
        return filter(None, [invitation.consultation.email])
    return invitation.submission.agency_addresses()
