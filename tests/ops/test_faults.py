"""What machines do to the portal, in short; `bin/faults` has the long form and the figures.

How soon all is well again is asked of a quiet machine there; here only that it is.
"""

import shutil
import signal
import tempfile
from pathlib import Path

import pytest

from tests.ops.faults.filling import FULL, filled, small_disk
from tests.ops.faults.ground import Portal
from tests.ops.faults.killing import killed
from tests.ops.faults.postgres import Postgres
from tests.ops.faults.silencing import hanging, queue_away, refusing

TOLD_WITHIN = 10  # seconds on whatever machine; five on a quiet one


@pytest.fixture
def portal(prepared, tmp_path):
    """One on SQLite, as bin/run serves it, not started yet."""
    shutil.copytree(prepared, tmp_path / "var")
    portal = Portal(tmp_path / "var")
    yield portal
    portal.end()


def test_killed_twice_under_writes_nothing_acknowledged_is_lost_and_valkey_may_fall(portal):
    seen = killed(portal, 2)

    assert (seen.kills, seen.lost) == (2, 0)
    assert seen.saves > 0
    (typist,) = portal.typists(1)
    typist.enter()
    for number in (signal.SIGKILL, signal.SIGSTOP):
        away = queue_away(portal, typist, number)
        assert (away.statuses, away.slowest < TOLD_WITHIN) == ([200, 200], True)


def test_on_a_full_disk_reads_go_on_writes_are_refused_in_words_and_all_heals(prepared, tmp_path):
    with small_disk(tmp_path / "var") as there:
        if not there:
            pytest.skip("A small disk can be mounted by root only.")
        shutil.copytree(prepared, tmp_path / "var", dirs_exist_ok=True)
        portal = Portal(tmp_path / "var")
        try:
            seen = filled(portal)
        finally:
            portal.end()

    assert set(seen.reading.values()) == {200}
    assert seen.refused == {"save": FULL, "upload": FULL}
    assert seen.health == [200, 503, 200]
    assert (seen.half_stored, seen.lost) == (0, 0)


@pytest.fixture
def server():
    """A PostgreSQL of its own, where another user can run it, too."""
    with tempfile.TemporaryDirectory() as name:
        Path(name).chmod(0o755)
        server = Postgres(Path(name) / "server")
        yield server
        server.stop()


def test_without_its_database_everybody_is_told_and_all_heals(prepared, tmp_path, server):
    shutil.copytree(prepared, tmp_path / "var")
    portal = Portal(tmp_path / "var", server.address)
    try:
        portal.prepare()
        (typist,) = portal.typists(1)
        portal.start()
        typist.enter()
        for trial in (hanging, refusing):
            seen = trial(portal, server, typist)
            assert (seen.statuses, seen.retry) == ([503], ["10"])
            assert seen.words == ["Portal belum dapat menjawab"]
            assert max(seen.slowest, seen.static, seen.health[1]) < TOLD_WITHIN
            assert (seen.static >= 0, seen.health[0]) == (True, 503)
    finally:
        portal.end()
