"""An appointment that is called off leaves the calendars into which its mails have put it."""

from icalendar import Calendar

from events.delivery import build_message
from events.models import Mail
from tests.consultations.making import make_consultation, open_hours
from tests.consultations.test_appointments import at, monday  # noqa: F401  a fixture


def test_what_is_called_off_leaves_both_calendars_again(office, dewi, sari, ratna):
    open_hours(office, dewi)
    consultation = make_consultation(sari)
    consultation.book(by=sari, starts_at=at(office, 9))
    booked = files_of("appointment_booked", "appointment_for_office")

    consultation.call_off(by=ratna)

    called_off = files_of("appointment_cancelled")
    assert (set(booked), set(called_off)) == ({sari.email, ratna.email}, {sari.email})
    assert {calendar["method"] for calendar in booked.values()} == {"PUBLISH"}
    assert {calendar["method"] for calendar in called_off.values()} == {"CANCEL"}
    (before,), (after,) = (
        one.walk("VEVENT") for one in (booked[sari.email], called_off[sari.email])
    )
    assert before["uid"] == after["uid"]
    assert (before["sequence"], after["sequence"]) == (0, 1)
    assert (before["status"], after["status"]) == ("CONFIRMED", "CANCELLED")
    assert before.decoded("dtstart") == after.decoded("dtstart") == at(office, 9)
    assert after["organizer"] == f"mailto:{office.email}"


def files_of(*kinds):
    """The calendar file of each mail of these kinds, by its mailbox."""
    mails = Mail.objects.filter(kind__in=kinds)
    return {
        mail.to: Calendar.from_ical(build_message(mail).attachments[0].content) for mail in mails
    }
