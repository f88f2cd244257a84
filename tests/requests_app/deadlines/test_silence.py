"""A returned form without an answer: reminded after 2, 6 and 11 weeks, never closed by itself."""

from datetime import timedelta

import pytest
from django.urls import reverse
from time_machine import travel

from events.models import Event, Mail
from requests_app.deadlines.reminding import remind_silent_agencies
from requests_app.models import Note
from requests_app.workflow import State
from tests.submissions import at, make_returned

RETURNED = at(2026, 3, 9, 10)


@pytest.fixture
def file(sari, ratna):
    with travel(RETURNED, tick=False):
        return make_returned(sari, ratna)


def run(days):
    with travel(RETURNED + timedelta(days=days), tick=False):
        remind_silent_agencies()


def told(file):
    events = Event.objects.about(file).filter(action="submission.remind")
    return [event.particulars["weeks"] for event in events.order_by("pk")]


def test_each_stage_is_told_once_however_often_the_task_runs(file, sari):
    for day in (13, 14, 14, 15, 41, 42, 43, 76, 77, 77, 200):
        run(day)

    file.refresh_from_db()
    mails = Mail.objects.about(file).filter(kind="submission_silent", to=sari.email)
    assert told(file) == [2, 6, 11]
    assert mails.count() == 3
    assert file.state == State.RETURNED
    assert "sesudah 9 Juni 2026 BPS Kabupaten Kotabaru dapat membatalkan" in mails.last().text
    assert not any("membatalkan pengajuan ini" in mail.text for mail in mails[:2])


def test_days_without_a_run_tell_the_newest_stage_only(file):
    run(80)
    run(81)

    assert told(file) == [11]


def test_an_agency_that_answered_is_left_alone_and_counted_anew_when_it_comes_back(
    file, sari, ratna
):
    with travel(RETURNED + timedelta(days=10), tick=False):
        Note.objects.get(submission=file).answer(by=sari, text="Sudah.")
        file.submit(by=sari)
    run(20)
    assert told(file) == []

    with travel(RETURNED + timedelta(days=30), tick=False):
        file.begin_examination(by=ratna)
        file.return_for_revision(by=ratna, note="Sekali lagi.")
    run(43)
    run(44)

    assert told(file) == [2]


def test_the_office_reads_how_long_the_agency_has_been_silent_before_it_closes(file, ratna, client):
    page = reverse("cancellation", args=[file.code])
    for day, words in ((30, "sebelum itu, batalkan hanya dengan persetujuan"), (93, "93 hari")):
        with travel(RETURNED + timedelta(days=day), tick=False):
            client.force_login(ratna)
            shown = client.get(page).content.decode()
        assert words in shown
    assert "sebelum itu" not in shown
