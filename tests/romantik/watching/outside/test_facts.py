"""What database, queue and disks say at a scrape is what the status page says."""

import math
from datetime import timedelta
from types import SimpleNamespace

import pytest
from django.db import OperationalError, connection
from django.utils import timezone
from time_machine import travel

from backups.models import Backup
from events.models import Job, Mail
from events.outbox import enqueue_message
from integrity.models import Damage
from letters.models import Attempt, Certificate
from requests_app.models import Submission
from romantik import broker, status
from romantik.serving import maintenance
from romantik.views import health
from romantik.watching import alarms, recurring
from romantik.watching.figures import facts
from tests.cast import make_office
from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import at, make_examined, make_proposed

HOUR = 3600


@pytest.fixture
def quiet(monkeypatch):
    """A server of queue and cache that answers."""
    signs = broker.Signs(depth=3, clients=7, memory=1_000_000, seconds=0.001)
    monkeypatch.setattr(broker, "signs", lambda: signs)
    monkeypatch.setattr(status, "queue_depth", lambda: signs.depth)


def tones(office):
    return {part.what: part.tone for part in status.findings(office)}


def test_the_queue_is_told_with_what_waits_in_it(figures, office, quiet):
    told = figures()

    assert (told["romantik_queue_up"], told["romantik_queue_depth"]) == (1, 3)
    assert told["romantik_queue_depth_limit"] == status.LONG_QUEUE
    assert tones(office)["Antrean tugas"] == "good"


def test_a_queue_that_is_away_has_no_depth(figures, office):
    told = figures()

    assert told["romantik_queue_up"] == 0
    assert "romantik_queue_depth" not in told
    assert tones(office)["Antrean tugas"] == "bad"


def test_mails_that_wait_and_those_that_cannot_leave(figures, office, quiet):
    assert figures()["romantik_mail_oldest_unsent_seconds"] == 0
    with travel(timezone.now() - timedelta(hours=2), tick=False):
        old = enqueue_message("x", "sari@example.go.id", "Surat", "Isi")
    enqueue_message("x", "sari@example.go.id", "Surat", "Isi")

    told = figures()
    assert told["romantik_mails", ("state", "queued")] == 2
    assert 2 * HOUR <= told["romantik_mail_oldest_unsent_seconds"] < 2 * HOUR + 60
    assert told["romantik_mail_failing_seconds"] == 0
    assert tones(office)["Surel"] == "good"

    Mail.objects.filter(pk=old.pk).update(attempts=1)
    assert figures()["romantik_mail_failing_seconds"] >= 2 * HOUR
    assert tones(office)["Surel"] == "bad"


def test_files_are_overdue_by_the_clock_of_their_office(figures, sari, ratna):
    with travel(at(2026, 3, 2), tick=False):
        file = make_examined(sari, ratna)
    for day, overdue in ((file.due_on, 0), (file.due_on + timedelta(days=1), 1)):
        with travel(at(day.year, day.month, day.day, 0), tick=False):
            told = figures()
            assert (told["romantik_files_held"], told["romantik_files_overdue"]) == (1, overdue)
            file.refresh_from_db()
            assert file.is_overdue == bool(overdue)
            assert Submission.objects.overdue().count() == overdue


def test_a_signature_of_unknown_outcome_counts_until_the_letter_is_signed(
    figures, sari, ratna, hasan
):
    equip(hasan)
    letter = make_proposed(sari, ratna).letters.get().take_up(by=hasan)
    facts = {"by": hasan, "fingerprint": "-", "unsigned_sha256": letter.unsigned_sha256}
    Attempt.objects.create(letter=letter, state=Attempt.State.UNKNOWN, **facts)

    assert figures()["romantik_signatures_unresolved"] == 1
    assert tones(letter.office)["Tanda tangan"] == "action"

    digest = letter.unsigned_sha256
    letter.attempts.sign(by=hasan, passphrase=PASSPHRASE, unsigned_sha256=digest)
    assert figures()["romantik_signatures_unresolved"] == 0
    assert "Tanda tangan" not in tones(letter.office)


def test_the_certificate_that_ends_first_of_those_who_sign(figures, office, hasan, dewi):
    assert "romantik_certificate_days_left" not in figures()
    certificate = equip(hasan)
    other = Certificate.objects.get()
    other.pk, other.person = None, dewi  # who signs nothing
    other.save(force_insert=True)
    ends = timezone.now() + timedelta(days=30)
    Certificate.objects.filter(pk=certificate.pk).update(not_after=ends)
    Certificate.objects.exclude(pk=certificate.pk).update(not_after=timezone.now())

    told = figures()
    assert told["romantik_certificate_days_left"] == pytest.approx(30, abs=0.01)
    assert told["romantik_certificate_days_limit"] == status.CERTIFICATE_WARNING.days
    assert tones(office)["Sertifikat"] == "action"


def test_backups_and_drills_by_their_age(figures, office, settings, tmp_path):
    assert figures()["romantik_backup_set_up"] == 0
    assert "romantik_backup_age_seconds" not in figures()
    settings.BACKUP_TARGET, settings.BACKUP_KEYS = str(tmp_path / "copies"), ["age1x"]

    told = figures()
    assert told["romantik_backup_age_seconds"] == math.inf
    assert told["romantik_disk_free_bytes", ("place", "backups")] > 0

    now = timezone.now()
    taken, drilled = now - timedelta(hours=25), now - timedelta(days=9)
    Backup.objects.create(state="good", taken_at=taken, drilled_at=drilled)
    told = figures()
    assert told["romantik_backup_age_seconds"] < told["romantik_backup_age_limit_seconds"]
    assert told["romantik_drill_age_seconds"] > told["romantik_drill_age_limit_seconds"]
    assert (tones(office)["Cadangan"], tones(office)["Uji pemulihan"]) == ("good", "bad")


def test_recurring_work_and_findings(figures, office, quiet):
    with travel(at(2026, 3, 2, 9), tick=False):
        late = timezone.now() - timedelta(days=1)
        Job.objects.create(task="requests_app.tasks.remind", ended_at=late)
        sweep = timezone.now() - timedelta(minutes=6)
        Job.objects.create(task=recurring.SWEEP, ended_at=sweep, failed_at=sweep, error="x")
        Damage.objects.tell("file", "berkas hilang")
        told = figures()
        bad = alarms.bad_parts(office)

    assert told["romantik_job_late", ("task", "requests_app.tasks.remind")] == 1
    assert told["romantik_job_age_seconds", ("task", "requests_app.tasks.remind")] == 24 * HOUR
    assert told["romantik_worker_age_seconds"] == 360 > told["romantik_worker_age_limit_seconds"]
    assert told["romantik_integrity_damages"] == 1
    assert {"Pekerjaan berkala", "Proses latar belakang", "Keutuhan data"} <= set(bad)


def test_maintenance_is_told_so_that_nobody_is_alarmed(figures, db):
    assert figures()["romantik_maintenance"] == 0
    maintenance.begin("Portal diperbarui.")

    assert figures()["romantik_maintenance"] == 1


def test_ready_is_what_siap_answers(figures, client, db, monkeypatch):
    assert (figures()["romantik_ready"], client.get("/siap/").status_code) == (1, 200)
    monkeypatch.setattr(health, "there_is_room", lambda folder: False)

    assert (figures()["romantik_ready"], client.get("/siap/").status_code) == (0, 503)


def test_figures_are_told_while_the_database_is_away(figures, db, monkeypatch):
    def fail(**options):
        raise OperationalError("connection refused")

    away = SimpleNamespace(cursor=fail, vendor="x", settings_dict={"NAME": ""})
    monkeypatch.setattr(health, "connection", away)
    monkeypatch.setattr(health, "connections", {"default": away})
    told = figures()

    assert (told["romantik_database_up"], told["romantik_ready"]) == (0, 0)
    assert "romantik_files_overdue" not in told
    assert told["romantik_disk_free_bytes", ("place", "private")] > 0


def test_a_database_that_goes_away_meanwhile_costs_its_own_figures_only(figures, db, monkeypatch):
    def fail():
        raise OperationalError("server closed the connection")

    monkeypatch.setattr(facts.Mail.objects, "failing_since", fail)
    told = figures()

    assert told["romantik_database_up"] == 1
    assert "romantik_files_overdue" not in told


def test_a_scrape_asks_few_questions_however_many_offices_there_are(
    figures, office, django_assert_num_queries
):
    figures()
    here = 17 if connection.vendor == "sqlite" else 19  # and who is connected
    for code in ("6301", "6303"):
        make_office(code)
        with django_assert_num_queries(here - 1):  # migrations are asked for once
            figures()
