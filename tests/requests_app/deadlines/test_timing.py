"""The clock explained: every day of a file on a calendar, with its reason and its deed."""

from datetime import date

import pytest
from django.urls import reverse
from time_machine import travel

from requests_app.deadlines.timing import days_of
from tests.submissions import at, make_draft, make_returned, make_submitted
from workdays.models import Holiday
from workdays.months import months_of


@pytest.fixture
def returned(sari, ratna):
    """Submitted on 2 March 2026, returned on the 9th (service.md decision 1)."""
    with travel(at(2026, 3, 2), tick=False):
        file = make_submitted(sari)
    with travel(at(2026, 3, 9), tick=False):
        file.begin_examination(by=ratna)
        file.return_for_revision(by=ratna, note="Perbaiki.")
    return file


def resubmit(file, sari):
    with travel(at(2026, 3, 16), tick=False):
        for note in file.notes.all():
            note.answer(by=sari, text="Sudah.")
        file.submit(by=sari)


def on(file, *day):
    return next(found for found in days_of(file) if found.day == date(*day))


@travel(at(2026, 3, 17), tick=False)
def test_every_day_until_the_due_date_has_its_reason(returned, sari):
    resubmit(returned, sari)

    days = days_of(returned)
    assert (days[0].day, days[-1].day) == (date(2026, 3, 2), date(2026, 4, 29))
    assert max(day.count for day in days) == 30
    assert (days[-1].count, days[-1].is_due, days[-1].tone) == (30, True, "planned")
    assert (on(returned, 2026, 3, 3).count, on(returned, 2026, 3, 3).tone) == (1, "counted")
    assert on(returned, 2026, 3, 2).words == "Hari pengajuan"
    assert on(returned, 2026, 3, 11).tone == "away"
    assert on(returned, 2026, 3, 16).words == "Hari pengajuan kembali"
    nyepi = on(returned, 2026, 3, 19)
    assert (nyepi.words, nyepi.tone) == ("Hari Suci Nyepi", "off")
    assert "1497/2025" in nyepi.deed


@travel(at(2026, 3, 17), tick=False)
def test_what_the_office_closed_names_its_own_deed(returned, sari, office):
    resubmit(returned, sari)
    Holiday.objects.create(day="2026-04-20", name="Banjir", deed="SE 12/2026", office=office)

    flood = on(returned, 2026, 4, 20)
    assert (flood.count, flood.words, flood.deed) == (0, "Banjir", "SE 12/2026")
    assert days_of(returned)[-1].day == date(2026, 4, 30)


def test_months_are_whole_weeks_from_monday(returned):
    with travel(at(2026, 3, 12), tick=False):
        march = months_of(days_of(returned))[0]

    assert march.first == date(2026, 3, 1)
    assert [len(week) for week in march.weeks] == [7] * 6
    assert march.weeks[0][:6] == [("", None)] * 6
    assert march.weeks[1][0][1].words == "Hari pengajuan"
    assert march.weeks[2][4] == (13, None)  # paused: nothing is said about days to come


@pytest.mark.parametrize(
    ("make", "words"),
    [
        (make_draft, "Waktu mulai dihitung sesudah formulir diajukan. Bila diajukan hari ini"),
        (make_submitted, "hari kerja ke-30"),
    ],
)
def test_the_page_tells_it_to_the_agency(client, sari, make, words):
    file = make(sari)
    client.force_login(sari)

    assert words in client.get(reverse("clock", args=[file.code])).content.decode()


def test_a_paused_clock_says_what_resubmitting_today_would_give(client, sari, ratna):
    file = make_returned(sari, ratna)
    client.force_login(sari)

    page = client.get(reverse("clock", args=[file.code])).content.decode()
    assert "Waktu berhenti sejak" in page
    assert "Bila diajukan kembali hari ini" in page


def test_each_pause_stands_with_its_event_and_not_day_by_day(client, returned, sari, ratna):
    resubmit(returned, sari)
    with travel(at(2026, 3, 17), tick=False):
        returned.begin_examination(by=ratna)
        returned.return_for_revision(by=ratna, note="Sekali lagi.")
        client.force_login(sari)
        page = client.get(reverse("clock", args=[returned.code]))

    [first, second] = page.context["pauses"]
    assert (first.since, first.until) == (date(2026, 3, 9), date(2026, 3, 16))
    assert (second.since, second.until) == (date(2026, 3, 17), None)
    assert [pause.event.action for pause in (first, second)] == [
        "submission.return_for_revision"
    ] * 2
    assert first.event.pk < second.event.pk
    assert {day.tone for day in page.context["left_out"]} == {"moved"}


def test_an_overdue_file_says_by_how_much(client, sari):
    with travel(at(2026, 3, 2), tick=False):
        file = make_submitted(sari)
    client.force_login(sari)
    with travel(at(2026, 4, 23), tick=False):
        page = client.get(reverse("clock", args=[file.code])).content.decode()

    assert "Batas waktu <strong>Selasa, 21 April 2026</strong>" in page
    assert ": lewat 2 hari kerja." in page
