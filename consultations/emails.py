"""Mails about consultations: to who asked, and to who answers."""

import secrets

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from accounts.links import absolute
from consultations.calendar import calendar_of
from consultations.keys import KEYS
from consultations.models import Hours, Message
from events.outbox import enqueue_all
from events.recording import on

OFFERED = 3  # slots, in the mail that an appointment is off


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

CALENDARS = {  # mails that put the appointment into a calendar, and take it out again
    "consultation.book": {},
    "consultation.call_off": {"is_off": True},
}


@on(*MEETINGS)
def appointment_told(event):
    """Both sides know when they meet, and when they do not."""
    kind, what = MEETINGS[event.action]
    booked = event.subject.appointments.get(pk=event.particulars["appointment"])
    is_closed = event.particulars.get("is_closed", False)
    facts = {"starts_at": booked.starts_at, "is_closed": is_closed}
    if event.action in CALENDARS:
        facts["attachments"] = [_kept_calendar(booked, **CALENDARS[event.action])]
    open_ones = Hours.objects.open_slots(booked.office)[:OFFERED] if is_closed else ()
    _to_asker(kind, event, open_slots=open_ones, **facts)
    _to_advisers("appointment_for_office", event, what=what, **facts)


def link_for(consultation):
    """An account opens it by itself, a guest with what the link carries."""
    if consultation.agency_id:
        return absolute("consultation", consultation.code)
    return absolute("consultation_link", KEYS.link_token(consultation))


def _to_asker(kind, event, **context):
    consultation = event.subject
    if consultation.email:
        _write(kind, [consultation.email], event, link=link_for(consultation), **context)


def _to_advisers(kind, event, **context):
    consultation = event.subject
    told = [person for person in consultation.advisers() if person != event.by]
    _write(kind, told, event, link=absolute("consultation", consultation.code), **context)


def _write(kind, to, event, attachments=(), **context):
    consultation = event.subject
    context |= {"consultation": consultation, "office": consultation.office}
    about = {"about": consultation, "event": event}
    enqueue_all(kind, to=to, context=context, attachments=attachments, **about)


def _kept_calendar(booked, is_off=False):
    """The appointment as a file for calendars, stored as mails attach it."""
    file = ContentFile(calendar_of(booked, is_off=is_off))
    name = default_storage.save(f"janji-temu/{secrets.token_urlsafe(16)}", file)
    return name, "janji-temu-batal.ics" if is_off else "janji-temu.ics", "text/calendar"
