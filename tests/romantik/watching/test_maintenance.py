"""While the portal is maintained people read; whatever would be kept is refused in words."""

from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path

import pytest
from django.core.management import CommandError, call_command
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from kombu.exceptions import OperationalError
from pytest_django.asserts import assertContains, assertNotContains
from time_machine import travel

from complaints.models import Complaint
from events.models import Job, Notice
from events.tasks import sweep_outbox
from letters.models import CheckCount
from letters.tasks import check_registers
from requests_app.models import Submission
from requests_app.tasks import fold_figures
from romantik.serving import maintenance
from romantik.watching import recurring
from tests.cast import PASSWORD
from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import at, make_proposed

MORNING = at(2026, 3, 2, 8)
REASON = "Portal diperbarui."


@pytest.fixture
def maintained(settings):
    with travel(MORNING, tick=False):
        maintenance.begin(REASON, timezone.now() + timedelta(minutes=30))
        yield
        maintenance.end()


def test_what_would_be_kept_is_refused_with_reason_and_moment(client, sari, maintained):
    client.force_login(sari)
    answer = client.post(reverse("submission_new"), {"jenis": "fs3"})

    assertContains(answer, "Portal diperbarui. Yang Anda kirim belum disimpan", status_code=503)
    assert answer.headers["Retry-After"] == "1800"
    assert not Submission.objects.exists()


def test_a_stranger_is_refused_too(client, office, maintained):
    assert client.post(reverse("complaint_new"), {}).status_code == 503
    assert not Complaint.objects.exists()


def test_reading_goes_on_and_every_page_says_so(client, sari, maintained):
    client.force_login(sari)

    assertContains(client.get(reverse("desk")), "sampai sekitar pukul 08.30")
    for name in ("catalogue", "letter_check", "queue_display", "service_standard"):
        assert client.get(reverse(name)).status_code == 200


def test_an_end_on_another_day_is_told_with_its_day(client, office, maintained):
    maintenance.begin(REASON, timezone.now() + timedelta(days=1))

    assertContains(client.get(reverse("home")), "sampai sekitar 3 Maret pukul 08.00")


def test_an_end_that_has_passed_is_no_longer_announced(client, sari, maintained):
    with travel(MORNING + timedelta(hours=20), tick=False):
        client.force_login(sari)
        page = client.get(reverse("desk"))

    assertContains(page, "Hanya untuk dibaca")
    assertNotContains(page, "sampai sekitar pukul")


def test_one_logs_in_to_read(client, sari, maintained):
    typed = {"login": sari.email, "password": PASSWORD}

    assert client.post(reverse("account_login"), typed).status_code == 302


def test_a_letter_is_checked(client, office, maintained):
    answer = client.post(reverse("letter_check"), {"kode": "ABCD-EFGH-JKLM"})

    assert answer.status_code != 503


def test_recurring_work_waits(db, maintained):
    sweep_outbox.apply()
    assert not Job.objects.filter(task=recurring.SWEEP, ended_at__isnull=False).exists()


def ended(task):
    return Job.objects.filter(task=task, ended_at__isnull=False).exists()


def test_what_the_night_missed_is_made_up_for_as_soon_as_it_is_over(db, maintained):
    """Beat gives each task its signal all the same; the next sweep finds what waited."""
    for task in (check_registers, fold_figures, sweep_outbox):
        task.delay()
    assert sorted(path.name for path in maintenance.waiting().iterdir()) == [
        check_registers.name,
        fold_figures.name,
    ]
    maintenance.end()
    assert not ended(check_registers.name)

    sweep_outbox.delay()

    assert [ended(task.name) for task in (check_registers, fold_figures)] == [True, True]
    assert list(maintenance.waiting().iterdir()) == []
    Job.objects.all().delete()
    sweep_outbox.delay()  # once is enough
    assert not ended(check_registers.name)


def test_what_could_not_be_queued_goes_on_waiting(db, maintained, monkeypatch):
    check_registers.delay()
    maintenance.end()

    def lost(*args):
        raise OperationalError("the broker is away")

    monkeypatch.setattr(check_registers, "delay", lost)
    sweep_outbox.delay()

    assert [path.name for path in maintenance.waiting().iterdir()] == [check_registers.name]


@contextmanager
def writes():
    """What is written meanwhile, sessions apart: one logs in to read."""
    found = []

    def note(execute, sql, *args):
        is_session = "_session" in sql or "usersession" in sql
        if sql.lstrip()[:6].upper() in {"INSERT", "UPDATE", "DELETE"} and not is_session:
            found.append(sql)
        return execute(sql, *args)

    with connection.execute_wrapper(note):
        yield found


def test_a_page_that_is_read_writes_nothing_down(client, sari, ratna, hasan, dewi, office, request):
    """Notices as read, checks as counted, a signature settled: all of it waits."""
    equip(hasan)
    letter = make_proposed(sari, ratna).letters.get().take_up(by=hasan)
    issued = make_proposed(sari, ratna).letters.get().take_up(by=hasan)
    issued.attempts.sign(by=hasan, passphrase=PASSPHRASE, unsigned_sha256=issued.unsigned_sha256)
    issued.refresh_from_db()
    dead = letter.attempts.create(by=hasan, started_at=timezone.now() - timedelta(hours=1))
    mine = Notice.objects.of(sari).unread()
    pages = [
        (sari, reverse("submission", args=[issued.submission.code])),
        (sari, reverse("notice", args=[mine.first().pk])),
        (hasan, reverse("issuance", args=[letter.submission.code])),
        (dewi, reverse("office_start")),
        (None, reverse("letter_verification", args=[issued.token])),
    ]
    unread = mine.count()
    request.getfixturevalue("maintained")
    for person, page in pages:
        client.force_login(person) if person else client.logout()
        with writes() as written:
            assert client.get(page).status_code in (200, 302), page
        assert (page, written) == (page, [])
    dead.refresh_from_db()
    assert (mine.count(), dead.state) == (unread, dead.State.STARTED)
    maintenance.end()
    client.get(reverse("letter_verification", args=[issued.token]))
    assert CheckCount.objects.of(issued) == 1


def test_afterwards_everything_is_open(client, sari, maintained):
    maintenance.end()
    client.force_login(sari)

    assertNotContains(client.get(reverse("desk")), "Hanya untuk dibaca")
    assert client.post(reverse("submission_new"), {"jenis": "fs3"}).status_code != 503


def test_machines_read_a_problem(client, office, maintained):
    answer = client.post("/api/v1/kegiatan/")

    assert answer.headers["Content-Type"] == "application/problem+json"
    assert answer.json()["status"] == 503


def test_the_command_begins_ends_and_tells(capsys, settings):
    call_command("maintenance", "begin", reason=REASON)
    call_command("maintenance", "end")
    with pytest.raises(CommandError, match="over already"):
        call_command("maintenance", "begin", until=timezone.now() - timedelta(hours=1))

    assert capsys.readouterr().out == f"Read only: {REASON}\nEverything is open.\n"


WRITTEN = ["", "{}", '{"reason": "Ya.", "until": "besok"}', "[1]"]
WRITTEN += ['{"reason": "Ya.", "until": "2026-03-02T10:00"}', '{"reason": null, "until": null}']
WRITTEN += ['{"reason": "Ya.", "until": "9999-12-31T23:59Z"}']


@pytest.mark.parametrize("written", WRITTEN)
def test_a_file_that_is_not_understood_closes_and_breaks_nothing(client, sari, maintained, written):
    maintenance.place().write_text(written)
    client.force_login(sari)

    assert client.get(reverse("desk")).status_code == 200
    assert client.post(reverse("submission_new"), {"jenis": "fs3"}).status_code == 503


def test_a_file_of_another_user_of_the_machine_closes_too(maintained, monkeypatch):
    def refuse(path, **how):
        raise PermissionError(13, "Permission denied", str(path))

    monkeypatch.setattr(Path, "read_text", refuse)

    assert maintenance.current() == maintenance.Maintenance(maintenance.UNTOLD, None)
