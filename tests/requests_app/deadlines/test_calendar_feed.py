"""Due dates in a calendar program: valid, stable, nothing private, by a secret to renew."""

from datetime import date

import pytest
from django.urls import reverse
from icalendar import Calendar
from pytest_django.asserts import assertContains
from time_machine import travel

from events.models import Event
from requests_app.models import CalendarLink, Submission
from tests.submissions import at, make_draft, make_examined, make_returned, make_submitted


@pytest.fixture
def spring():
    with travel(at(2026, 3, 2), tick=False):
        yield


def address(person):
    return reverse("calendar_feed", args=[CalendarLink.objects.renew(by=person).token])


def entries(client, person):
    """Summary and day of each entry, read back by the library."""
    calendar = Calendar.from_ical(client.get(address(person)).content)
    return [(str(entry["summary"]), entry["dtstart"].dt) for entry in calendar.walk("VEVENT")]


def test_an_agency_finds_its_answers_and_what_it_must_answer(spring, client, sari, ratna):
    make_draft(sari)
    waiting, returned = make_submitted(sari), make_returned(sari, ratna)

    assert entries(client, sari) == [
        (f"Hasil paling lambat: {waiting.title} ({waiting.code})", date(2026, 4, 21)),
        (f"Jawab perbaikan paling lambat: {returned.title} ({returned.code})", date(2026, 6, 2)),
    ]


def test_officers_find_what_is_theirs_and_the_head_everything(
    spring, client, sari, ratna, hasan, dewi, stranger
):
    mine, free = make_examined(sari, ratna), make_submitted(sari)
    found = {
        person: {words[-9:-1] for words, _ in entries(client, person)}
        for person in (ratna, hasan, dewi, stranger)
    }

    assert found == {
        ratna: {mine.code, free.code},
        hasan: {mine.code, free.code},
        dewi: set(),
        stranger: set(),
    }


def test_it_keeps_to_the_standard_and_says_nothing_private(spring, client, sari, ratna):
    file = make_submitted(sari, survey_title="Survei; Kepuasan, “Ngapa”\n" + "panjang " * 20)
    content = client.get(address(sari)).content

    assert content.startswith(b"BEGIN:VCALENDAR\r\n")
    assert content.endswith(b"END:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in content.split(b"\r\n"))
    assert b"\n" not in content.replace(b"\r\n", b"")
    assert b"DTSTART;VALUE=DATE:20260421\r\nDTEND;VALUE=DATE:20260422\r\n" in content
    assert f"UID:{file.code}@127.0.0.1\r\n".encode() in content
    assert b"DTSTAMP:20260302T020000Z\r\n" in content
    for private in (sari.name, sari.email, sari.agency.name):
        assert private.encode() not in content


def test_a_date_that_moves_keeps_its_identity_and_changes_the_tag(spring, client, sari):
    file, url = make_submitted(sari), address(sari)
    first = client.get(url)
    again = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")

    Submission.objects.filter(pk=file.pk).update(due_on=date(2026, 4, 22))
    moved = client.get(url, headers={"If-None-Match": first["ETag"]})
    assert moved.status_code == 200
    uids = [
        next(line for line in answer.content.split(b"\r\n") if line.startswith(b"UID"))
        for answer in (first, moved)
    ]
    assert uids[0] == uids[1]


def test_a_renewed_address_ends_the_old_one_and_a_closed_one_ends_all(client, sari):
    client.force_login(sari)
    page = reverse("calendar_link")
    client.post(page)
    old = reverse("calendar_feed", args=[CalendarLink.objects.get().token])
    assertContains(client.get(page), old)
    client.post(page)
    new = reverse("calendar_feed", args=[CalendarLink.objects.get().token])
    client.logout()

    assert [client.get(url).status_code for url in (old, new)] == [404, 200]
    client.force_login(sari)
    client.post(page, {"tutup": "1"})
    assert client.get(new).status_code == 404
    actions = Event.objects.about(sari).values_list("action", flat=True)
    assert list(actions) == ["user.renew_calendar"] * 2 + ["user.close_calendar"]


@pytest.mark.parametrize("token", ["x", "1-", "1-" + "0" * 40, "zzzzzzzzzzzzzz-1", "-"])
def test_a_guess_opens_nothing(client, sari, token):
    CalendarLink.objects.renew(by=sari)

    assert client.get(reverse("calendar_feed", args=[token])).status_code == 404


def test_whoever_left_has_no_calendar(client, ratna, dewi):
    url = address(ratna)
    ratna.deactivate(by=dewi)

    assert client.get(url).status_code == 404


def test_it_is_not_asked_for_again_and_again(client, sari):
    url = address(sari)
    answers = [client.get(url).status_code for _ in range(25)]

    assert (answers[0], answers[-1]) == (200, 429)


def test_many_files_cost_no_more_questions(client, sari, django_assert_num_queries):
    url = address(sari)
    for count in (1, 3):
        while Submission.objects.count() < count:
            make_submitted(sari)
        with django_assert_num_queries(3):  # the link, its agency, the files
            client.get(url)
