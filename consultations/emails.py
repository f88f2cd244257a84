"""Mails about consultations: to who asked, and to who answers."""

from accounts.links import absolute
from consultations.keys import KEYS
from consultations.models import Message
from events.outbox import enqueue
from events.recording import on


@on("consultation.ask")
def consultation_received(event):
    """Who asked learns until when he has the answer; the advisers, that something waits."""
    _to_asker("consultation_received", event)
    _to_advisers("consultation_to_answer", event, what="Konsultasi baru")


@on("consultation.ask_more")
def consultation_continued(event):
    """The question goes on."""
    _to_advisers("consultation_to_answer", event, what="Pertanyaan lanjutan")


@on("consultation.answer", "consultation.note_down")
def consultation_answered(event):
    """The answer itself."""
    said = event.subject.messages.exclude(kind=Message.Kind.QUESTION).last()
    _to_asker("consultation_answered", event, message=said)


@on("consultation.remind")
def consultation_due(event):
    """An answer is due, or late."""
    _to_advisers("consultation_due", event)


MEETINGS = {  # the mail to who asked, and what the office reads
    "consultation.book": ("appointment_booked", "Janji temu baru"),
    "consultation.call_off": ("appointment_cancelled", "Janji temu batal"),
    "consultation.remind_of_appointment": ("appointment_reminder", "Janji temu besok"),
}


@on(*MEETINGS)
def appointment_told(event):
    """Both sides know when they meet, and when they do not."""
    kind, what = MEETINGS[event.action]
    booked = event.subject.appointments.get(pk=event.particulars["appointment"])
    facts = {"starts_at": booked.starts_at, "is_closed": event.particulars.get("is_closed", False)}
    _to_asker(kind, event, **facts)
    _to_advisers("appointment_for_office", event, what=what, **facts)


def link_for(consultation):
    """An account opens it by itself, a guest with what the link carries."""
    if consultation.agency_id:
        return absolute("consultation", consultation.code)
    return absolute("consultation_link", KEYS.link_token(consultation))


def _to_asker(kind, event, **context):
    consultation = event.subject
    if consultation.email:
        _write(kind, consultation.email, event, link=link_for(consultation), **context)


def _to_advisers(kind, event, **context):
    consultation = event.subject
    for person in consultation.advisers():
        if person != event.by:
            link = absolute("consultation", consultation.code)
            _write(kind, person.email, event, link=link, **context)


def _write(kind, to, event, **context):
    consultation = event.subject
    context |= {"consultation": consultation, "office": consultation.office}
    enqueue(kind, to=to, context=context, about=consultation, event=event)
