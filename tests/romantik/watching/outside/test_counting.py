"""What is counted: requests, statements, tasks, signatures; by names of the portal's parts only."""

import errno
import fcntl
import os
from types import SimpleNamespace

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError
from django.urls import reverse

from events.tasks import sweep_outbox
from letters.signing import SigningError
from romantik import cache
from romantik.watching.figures import allocating, counting, keeping
from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import make_proposed

HOME = ("romantik_requests_total", ("method", "GET"), ("status", "200"), ("view", "home"))


@pytest.fixture
def listening(monkeypatch):
    """Ears as in a web server, for one test."""
    ears = {
        counting.connection_created: counting.database_opened,
        cache.answered: counting.cache_answered,
        cache.failed: counting.cache_failed,
        counting.signature_ended: counting.signature_tried,
        counting.task_prerun: counting.task_begins,
        counting.task_postrun: counting.task_ends,
    }
    monkeypatch.setitem(counting.me, "role", "-")
    monkeypatch.setattr(counting, "lost", [])
    counting.begin("web")
    yield
    for signal, ear in ears.items():
        signal.disconnect(ear)
    if counting.timed in connection.execute_wrappers:
        connection.execute_wrappers.remove(counting.timed)


def grown(figures, deed):
    """What has grown by a deed, without the figures about asking for figures."""
    before = figures()
    deed()
    after = figures()
    return {
        key: value - before.get(key, 0)
        for key, value in after.items()
        if isinstance(key, tuple) and ("view", "metrics") not in key and value != before.get(key, 0)
    }


def test_requests_are_counted_by_view_method_and_status(figures, client, office):
    told = grown(figures, lambda: client.get("/"))

    assert told[HOME] == 1
    assert told["romantik_request_seconds_count", ("view", "home")] == 1
    assert told["romantik_request_seconds_bucket", ("le", "+Inf"), ("view", "home")] == 1


def test_no_address_and_nobody_becomes_a_label(figures, client, sari, survey):
    """However many files, people, tickets and unknown addresses: not one series more."""
    client.force_login(sari)

    def wander(number):
        client.get(f"/tidak-ada-{number}/")
        client.get(reverse("submission", args=[f"{number:08}"]))
        client.get(f"/surat/{number:08}/?sandi={number}")
        client.generic(f"AMBIL{number}", "/")
        client.get("/sehat/", headers={"X-Request-ID": f"nomor-sendiri-{number}"})

    wander(0)
    figures()  # asking is counted, too, and this may be the first time
    before = set(figures())
    for number in range(1, 9):
        wander(number)
    after = set(figures())

    assert after - before == set()
    said = str(after)
    assert survey.code not in said
    assert sari.email not in said
    assert "tidak-ada" not in said
    assert "AMBIL" not in said


@pytest.mark.parametrize("path", ["/sehat/", "/siap/", "/static/css/romantik.css", "/x"])
def test_what_reaches_no_view_is_counted_by_its_kind(figures, client, db, path):
    told = grown(figures, lambda: client.get(path))

    views = {dict(key[1:])["view"] for key in told if key[0] == "romantik_requests_total"}
    kinds = {"/sehat/": "health", "/siap/": "ready", "/x": "-"}
    assert views == {kinds.get(path, "static")}


def test_statements_are_timed_and_failures_counted_by_their_kind(figures, db, listening):
    counting.database_opened(connection=connection)

    def ask():
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
            with pytest.raises(DatabaseError), transaction.atomic():
                cursor.execute("SELECT rahasia FROM nowhere")

    told = grown(figures, ask)

    failed = {key: value for key, value in told.items() if "errors" in key[0]}
    ((name, kind, role), value), *others = failed.items()
    assert (name, role, value) == ("romantik_database_errors_total", ("role", "web"), 1)
    assert kind[1] in {"OperationalError", "ProgrammingError"}
    assert others == []
    assert told["romantik_database_seconds_count", ("role", "web")] >= 1


def test_answers_and_failures_of_the_cache_are_counted(figures, db, listening):
    def ask():
        cache.answered.send(cache.Client, seconds=0.002)
        cache.failed.send(cache.Client)

    told = grown(figures, ask)

    assert told["romantik_cache_seconds_count", ("role", "web")] == 1
    assert told["romantik_cache_errors_total", ("role", "web")] == 1


def test_tasks_are_counted_by_name_and_outcome(figures, db, listening):
    told = grown(figures, sweep_outbox.delay)

    key = (("outcome", "success"), ("task", "events.tasks.sweep_outbox"))
    assert told["romantik_task_seconds_count", *key] == 1


def test_signatures_are_counted_by_outcome_and_reason(figures, sari, ratna, hasan, listening):
    equip(hasan)
    letter = make_proposed(sari, ratna).letters.get().take_up(by=hasan)

    def sign(passphrase):
        digest = letter.unsigned_sha256
        letter.attempts.sign(by=hasan, passphrase=passphrase, unsigned_sha256=digest)

    def mistype_then_sign():
        with pytest.raises(SigningError):
            sign("salah-ketik")
        sign(PASSPHRASE)

    told = grown(figures, mistype_then_sign)

    counted = {
        tuple(value for _, value in key[1:]): count
        for key, count in told.items()
        if key[0] == "romantik_signature_seconds_count"
    }
    assert counted == {
        ("pkcs12", "failed", "wrong_secret"): 1,
        ("pkcs12", "done", "-"): 1,
    }


def test_what_cannot_be_kept_is_told_once_and_stops_nobody(monkeypatch, caplog):
    monkeypatch.setattr(counting, "lost", [])

    def fail(*labels):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(counting.meters, "CACHE_ERRORS", SimpleNamespace(labels=fail))
    for _ in range(3):
        counting.cache_failed()

    assert [record.getMessage() for record in caplog.records] == ["figures are lost: OSError"]


def fill(file):
    for number in range(5_000):
        file.write_value(f"{number:050}", 1.0, 0.0)


@pytest.mark.one_database
def test_a_full_disk_is_an_error_and_not_the_end_of_the_process(tmp_path, monkeypatch):
    """The kernel ends who writes into a mapped file without a block; so blocks come first."""
    file = allocating.Allocated(str(tmp_path / "counter_1.db"))
    file.write_value("a", 1.0, 0.0)
    assert (tmp_path / "counter_1.db").stat().st_blocks * 512 >= allocating.FIRST

    def refuse(*place):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "posix_fallocate", refuse)
    with pytest.raises(OSError, match="No space"):
        fill(file)
    with pytest.raises(OSError, match="No space"):
        allocating.Allocated(str(tmp_path / "counter_2.db"))

    assert file.read_value("a") == (1.0, 0.0)
    assert not (tmp_path / "counter_2.db").exists()


@pytest.mark.one_database
def test_what_a_dead_program_counted_is_emptied_at_the_next_start(tmp_path, settings):
    settings.METRICS_DIR = tmp_path
    dead, alive = tmp_path / "web-host-1", tmp_path / "worker-host-2"
    for folder in (dead, alive):
        folder.mkdir()
        (folder / "counter_7.db").write_bytes(b"")
    with (alive / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        (tmp_path / "lock").touch()  # the door's own
        keeping.clear()
        (tmp_path / "lock").unlink()

        assert [folder.name for folder in tmp_path.iterdir()] == ["worker-host-2"]
        assert (alive / "counter_7.db").exists()
