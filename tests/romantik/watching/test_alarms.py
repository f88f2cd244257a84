"""What is bad reaches the admins by mail: once, daily, and when it is over; queue or not."""

import errno
import json
import os
from datetime import timedelta
from pathlib import Path
from smtplib import SMTPRecipientsRefused
from types import SimpleNamespace

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone
from time_machine import travel

from events.models import Job
from romantik import status
from romantik.serving import maintenance
from romantik.watching import alarms, recurring
from tests.cast import make_office, make_staff
from tests.submissions import at

MORNING = at(2026, 3, 2, 8)
QUEUE = "Antrean tugas"


@pytest.fixture
def clock(monkeypatch, dewi):
    """A portal that is well, at a clock that the test moves."""
    monkeypatch.setattr(status, "queue_depth", lambda: 0)
    with travel(MORNING, tick=False) as clock:
        works()
        yield clock


def works():
    """The sweep of every minute has just run."""
    Job.objects.update_or_create(task=recurring.SWEEP, defaults={"ended_at": timezone.now()})


@pytest.fixture
def lose_queue(monkeypatch):
    return lambda: monkeypatch.setattr(status, "queue_depth", lambda: None)


@pytest.fixture
def lose_database(monkeypatch):
    def lose():
        def fail(**options):
            raise OperationalError("connection refused")

        monkeypatch.setattr(alarms, "connection", SimpleNamespace(cursor=fail))

    return lose


def subjects():
    return [each.subject for each in mail.outbox]


def test_of_a_portal_that_is_well_nobody_hears(clock):
    assert alarms.look() == (0, True)
    assert subjects() == []


def test_it_is_told_once_then_daily_then_that_it_is_well_again(clock, lose_queue, monkeypatch):
    lose_queue()
    for minutes in (0, 5, 23 * 60):
        clock.move_to(MORNING + timedelta(minutes=minutes))
        works()
        assert alarms.look() == (1, True)
    assert subjects() == [f"Portal terganggu: {QUEUE}"]

    clock.move_to(MORNING + timedelta(days=1))
    works()
    alarms.look()
    assert subjects() == [f"Portal terganggu: {QUEUE}"] * 2
    assert "Sejak 2 Maret 2026 pukul 08.00." in mail.outbox[1].body

    monkeypatch.setattr(status, "queue_depth", lambda: 0)
    for _ in range(2):
        assert alarms.look() == (0, True)
    assert subjects()[2:] == [f"Portal kembali baik: {QUEUE}"]


def test_the_mail_says_what_it_means_and_what_to_do(clock, lose_queue, dewi):
    lose_queue()
    alarms.look()

    [told] = mail.outbox
    assert told.to == [dewi.email]
    assert "- Antrean tugas: Tidak menjawab. Halaman tetap bekerja" in told.body
    assert "Yang dapat dilakukan: Jalankan kembali Redis atau Valkey." in told.body
    assert "/status/" in told.body


def test_each_office_tells_its_own_admins(clock, lose_queue, dewi):
    other = make_staff("Wira Adnyana", "admin", office=make_office("6301"))
    lose_queue()
    alarms.look()

    assert [each.to for each in mail.outbox] == [[other.email], [dewi.email]]


def test_a_lost_database_is_told_to_those_who_were_admins(clock, lose_database, dewi):
    alarms.look()
    lose_database()
    for _ in range(2):
        assert alarms.look() == (1, True)

    assert subjects() == ["Portal terganggu: Basis data"]
    assert mail.outbox[0].to == [dewi.email]


def test_what_a_lost_database_hides_is_not_called_well(clock, lose_queue, lose_database):
    lose_queue()
    alarms.look()
    lose_database()
    alarms.look()

    assert subjects() == [f"Portal terganggu: {QUEUE}", "Portal terganggu: Basis data"]


def test_without_a_mail_server_it_is_told_at_the_next_look(clock, lose_queue, settings):
    lose_queue()
    working = settings.EMAIL_BACKEND
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", 1  # nobody listens there
    assert alarms.look() == (1, False)

    settings.EMAIL_BACKEND = working
    assert alarms.look() == (1, True)
    assert subjects() == [f"Portal terganggu: {QUEUE}"]


@pytest.mark.parametrize("spoilt", ["{", "{}", "[]", '{"admins": 1, "alarms": 1}'])
def test_a_memory_that_cannot_be_read_is_begun_anew(clock, lose_queue, settings, spoilt):
    lose_queue()
    alarms.look()
    place = settings.PRIVATE_ROOT / "alarms.json"
    assert json.loads(place.read_text())["alarms"].keys() == {"6302"}
    place.write_text(spoilt)
    alarms.look()

    assert subjects() == [f"Portal terganggu: {QUEUE}"] * 2


def test_while_the_portal_is_maintained_nobody_is_alarmed(clock, lose_queue):
    lose_queue()
    maintenance.begin("Portal diperbarui.")

    assert alarms.look() == (0, True)
    assert subjects() == []


def test_what_waited_while_the_portal_was_maintained_has_time_to_be_done(clock, lose_queue):
    maintenance.begin("Portal diperbarui.")
    clock.move_to(MORNING + timedelta(hours=1))  # since when no sweep has run
    maintenance.end()
    clock.shift(240)
    assert alarms.look() == (0, True)
    clock.shift(60)
    works()
    lose_queue()

    assert alarms.look() == (1, True)
    assert subjects() == [f"Portal terganggu: {QUEUE}"]


def test_a_maintenance_that_nobody_ended_is_told_and_alarms_go_on(clock, monkeypatch):
    maintenance.begin("Portal diperbarui.", MORNING + timedelta(hours=1))
    clock.shift(60 * 60)
    assert alarms.look() == (0, True)
    clock.shift(60)
    for _ in range(2):
        assert alarms.look() == (1, True)  # work that waits on purpose is none of them
    assert subjects() == ["Portal terganggu: Pemeliharaan"]
    assert (
        "Belum diakhiri; seharusnya selesai 2 Maret 2026 pukul 09.00 WITA." in mail.outbox[0].body
    )
    assert "manage.py maintenance end" in mail.outbox[0].body

    monkeypatch.setattr(status, "queue_depth", lambda: None)
    assert alarms.look() == (2, True)
    assert subjects()[1:] == ["Portal terganggu: Pemeliharaan, Antrean tugas"]


def test_without_an_announced_end_it_is_told_after_a_day(clock):
    maintenance.begin("Portal diperbarui.")
    clock.shift(24 * 60 * 60)
    assert alarms.look() == (0, True)
    clock.shift(1)

    assert alarms.look() == (1, True)
    assert "Belum diakhiri; sudah lebih dari sehari." in mail.outbox[0].body
    maintenance.end()
    clock.shift(300)
    works()
    assert alarms.look() == (0, True)
    assert subjects()[1:] == ["Portal kembali baik: Pemeliharaan"]


def test_what_was_bad_before_is_not_called_well_while_it_lasts(clock, lose_queue):
    clock.shift(600)
    assert alarms.look() == (1, True)
    maintenance.begin("Portal diperbarui.")
    clock.shift(25 * 60 * 60)
    alarms.look()

    assert subjects() == [
        "Portal terganggu: Penjadwal",
        "Portal terganggu: Pemeliharaan",
    ]


def test_one_look_ends_with_code_1_when_something_is_bad(clock, lose_queue):
    call_command("watch")
    lose_queue()
    with pytest.raises(CommandError, match="1 parts are bad"):
        call_command("watch")


def test_addresses_are_kept_for_nobody_else(clock, settings):
    before = os.umask(0o022)
    try:
        alarms.look()
    finally:
        os.umask(before)

    assert (settings.PRIVATE_ROOT / "alarms.json").stat().st_mode & 0o777 == 0o600


def test_on_a_full_disk_the_same_is_not_told_at_every_look(clock, lose_queue, monkeypatch):
    def refuse(path, target):
        raise OSError(errno.ENOSPC, "No space left on device")

    lose_queue()
    with monkeypatch.context() as full:
        full.setattr(Path, "rename", refuse)
        for _ in range(3):
            alarms.look()
    alarms.look()

    assert subjects() == [f"Portal terganggu: {QUEUE}"]


def test_a_part_that_cannot_be_looked_at_is_an_alarm_and_calls_nothing_well(
    clock, lose_queue, monkeypatch
):
    def fail():
        raise FileNotFoundError(2, "No such file or directory")

    lose_queue()
    alarms.look()
    monkeypatch.setattr(status, "disk", fail)

    assert alarms.look() == (1, True)
    assert subjects()[1:] == ["Portal terganggu: Status portal"]


def test_a_mail_server_that_refuses_is_logged_without_the_mailbox(
    clock, lose_queue, monkeypatch, caplog, dewi
):
    def refuse(mail):
        raise SMTPRecipientsRefused({dewi.email: (550, b"unknown")})

    lose_queue()
    monkeypatch.setattr(alarms.EmailMessage, "send", refuse)

    assert alarms.look() == (1, False)
    assert "SMTPRecipientsRefused" in caplog.text
    assert dewi.email not in caplog.text
