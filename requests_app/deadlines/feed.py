"""A person's due dates as a calendar that other programs subscribe to (RFC 5545)."""

from datetime import timedelta
from urllib.parse import urlsplit

from django.conf import settings
from icalendar import Calendar, Event

from requests_app.models import Submission
from requests_app.workflow import State

MOST = 500  # files in a calendar, the most urgent
NAME = "Batas waktu Romantik"
REFRESH = timedelta(hours=6)
ONE_DAY = timedelta(days=1)


def calendar_of(person):
    """The calendar as bytes: code, title and date of each file, nothing else; the same for the same
    files, so that its digest tells whether anything changed."""
    calendar = Calendar()
    calendar.add("prodid", "-//BPS//Romantik//ID")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    calendar.add("x-wr-calname", NAME)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    files = Submission.objects.with_dates_for(person).select_related("office")
    for file in files.most_urgent_first()[:MOST]:
        calendar.add_component(entry_of(file, person))
    return calendar.to_ical()


def entry_of(file, person):
    """One file as an entry for a whole day; its identity stays while its date moves."""
    is_returned = file.state == State.RETURNED
    day = file.answer_by if is_returned else file.due_on
    entry = Event()
    entry.add("uid", f"{file.code}@{urlsplit(settings.PORTAL_URL).hostname}")
    entry.add("dtstamp", file.returned_at if is_returned else file.submitted_at)
    entry.add("dtstart", day)
    entry.add("dtend", day + ONE_DAY)
    entry.add("summary", f"{words_for(person, is_returned)}: {file.spoken_title} ({file.code})")
    entry.add("url", settings.PORTAL_URL + file.get_absolute_url())
    entry.add("transp", "TRANSPARENT")
    return entry


def words_for(person, is_returned):
    """What the date is to this person."""
    if person.office_id:
        return "Jawaban instansi paling lambat" if is_returned else "Batas waktu"
    return "Jawab perbaikan paling lambat" if is_returned else "Hasil paling lambat"
