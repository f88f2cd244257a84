"""An appointment as a file that calendar programs take (RFC 5545)."""

from email.utils import parseaddr
from urllib.parse import urlsplit

from django.conf import settings
from django.utils import timezone
from icalendar import Calendar, Event


def calendar_of(appointment, *, is_off=False):
    """The file as bytes, without names of persons; ``is_off`` takes the same entry out again."""
    consultation, office = appointment.consultation, appointment.office
    entry = Event()
    entry.add(
        "uid", f"{consultation.code}-{appointment.pk}@{urlsplit(settings.PORTAL_URL).hostname}"
    )
    entry.add("sequence", 1 if is_off else 0)  # an appointment is booked once, and off once
    entry.add("status", "CANCELLED" if is_off else "CONFIRMED")
    entry.add("organizer", f"mailto:{office.email or parseaddr(settings.DEFAULT_FROM_EMAIL)[1]}")
    entry.add("dtstamp", timezone.now() if is_off else appointment.starts_at)
    entry.add("dtstart", appointment.starts_at)
    entry.add("dtend", appointment.ends_at)
    entry.add("summary", f"Konsultasi {consultation.code}: {consultation.activity}")
    entry.add("location", ", ".join(filter(None, [office.name, office.whole_address])))
    entry.add("url", settings.PORTAL_URL + consultation.get_absolute_url())
    calendar = Calendar()
    calendar.add("prodid", "-//BPS//Romantik//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "CANCEL" if is_off else "PUBLISH")
    calendar.add_component(entry)
    return calendar.to_ical()
