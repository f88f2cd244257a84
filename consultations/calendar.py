"""An appointment as a file that calendar programs take (RFC 5545)."""

from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event


def calendar_of(appointment):
    """The file as bytes; no names of persons in it."""
    consultation, office = appointment.consultation, appointment.office
    entry = Event()
    entry.add(
        "uid", f"{consultation.code}-{appointment.pk}@{urlsplit(settings.PORTAL_URL).hostname}"
    )
    entry.add("dtstamp", appointment.starts_at)
    entry.add("dtstart", appointment.starts_at)
    entry.add("dtend", appointment.ends_at)
    entry.add("summary", f"Konsultasi {consultation.code}: {consultation.activity}")
    entry.add("location", ", ".join(filter(None, [office.name, office.whole_address])))
    entry.add("url", settings.PORTAL_URL + consultation.get_absolute_url())
    calendar = Calendar()
    calendar.add("prodid", "-//BPS//Romantik//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add_component(entry)
    return calendar.to_ical()
