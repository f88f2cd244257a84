"""Days that run out: examiner and head are told at each stage once, and daily of what is late."""

from datetime import date

import pytest
from django.urls import reverse
from time_machine import travel

from events.models import Event, Mail
from requests_app.tasks import remind
from tests.cast import make_staff
from tests.submissions import at, make_examined, make_returned


@pytest.fixture
def file(sari, ratna, hasan):
    """Submitted on 2 March 2026, due on 21 April; half of its days are used on 27 March."""
    with travel(at(2026, 3, 2), tick=False):
        return make_examined(sari, ratna)


def run(*day):
    with travel(at(*day), tick=False):
        remind()


def stages(file):
    events = Event.objects.about(file).filter(action="submission.press").order_by("pk")
    return [event.particulars["stage"] for event in events]


def told(kind):
    return sorted(Mail.objects.filter(kind=kind).values_list("to", flat=True))


def test_each_stage_is_told_once_to_examiner_and_head(file, ratna, hasan):
    used = {day: file.clock().used(date(2026, *day)) for day in ((3, 27), (3, 30), (4, 13))}
    assert used == {(3, 27): 14, (3, 30): 15, (4, 13): 24}

    run(2026, 3, 27)
    assert stages(file) == []
    for day in ((3, 30), (3, 30), (3, 31), (4, 10), (4, 13), (4, 14), (4, 21)):
        run(2026, *day)

    assert stages(file) == [50, 80, 100]
    assert told("deadline_near") == sorted([ratna.email, hasan.email] * 3)
    last = Mail.objects.filter(kind="deadline_near").last()
    assert last.subject.startswith("Hari terakhir: ")
    assert "Hari ini hari kerja terakhir" in last.text


def test_after_days_without_a_run_only_the_newest_stage_is_told(file):
    run(2026, 4, 20)
    run(2026, 4, 21)

    assert stages(file) == [80, 100]


def test_the_clock_that_stands_still_presses_nobody(sari, ratna):
    with travel(at(2026, 3, 2), tick=False):
        file = make_returned(sari, ratna)
    run(2026, 4, 21)

    assert stages(file) == []


def test_what_is_overdue_is_told_once_a_working_day_to_those_it_waits_for(
    file, ratna, hasan, office
):
    make_staff("Yoga", "examiner", office=office)  # none of it is his
    for _ in range(2):
        run(2026, 4, 22)
    assert told("files_overdue") == sorted([ratna.email, hasan.email])

    run(2026, 4, 25)  # a Saturday
    assert len(told("files_overdue")) == 2
    run(2026, 4, 27)
    assert len(told("files_overdue")) == 4
    assert (
        "1 pengajuan lewat batas waktu" in Mail.objects.filter(kind="files_overdue").last().subject
    )


def test_the_agency_does_not_read_that_its_examiner_was_pressed(file, sari, ratna, client):
    run(2026, 4, 13)
    page = reverse("submission", args=[file.code])
    shown = {}
    for who in (sari, ratna):
        client.force_login(who)
        shown[who] = "sudah terpakai; pemeriksa dan Kepala" in client.get(page).content.decode()

    assert shown == {sari: False, ratna: True}
