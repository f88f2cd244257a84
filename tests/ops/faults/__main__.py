"""`bin/faults`: the trials at length, with their figures."""

import os
import signal
import subprocess
import sys
import tempfile
import time
from contextlib import contextmanager
from pathlib import Path

import django

LONGEST = 40 * 60  # seconds for everything
KILLS = 20
READY = 10  # seconds from the start to the first answer, on a quiet machine
TOLD = 5  # seconds within which everybody is told


def main(wanted):
    """Print what was seen; whether all of it is as promised."""
    signal.signal(signal.SIGALRM, lambda *_: sys.exit(f"Given up after {LONGEST // 60} minutes."))
    signal.alarm(LONGEST)
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"load average {load} on {os.cpu_count()} cores", flush=True)
    unknown = set(wanted) - set(TRIALS)
    if unknown:
        sys.exit(f"There is no trial {', '.join(unknown)}; there are {', '.join(TRIALS)}.")
    began, kept = time.monotonic(), []
    for name in wanted or TRIALS:
        kept += TRIALS[name]()
    print(f"{sum(kept)} of {len(kept)} as promised, in {time.monotonic() - began:.0f} s")
    return all(kept)


def kills():
    """kill -9 of everything under writes."""
    from tests.ops.faults.killing import killed

    with portal() as sqlite:
        yield from _told_of_kills("SQLite", killed(sqlite, KILLS))
    with portal_on_postgresql() as (served, server):
        yield from _told_of_kills("PostgreSQL", killed(served, KILLS, server))


def _told_of_kills(where, seen):
    yield told(f"{where}: writes lost in {seen.kills} kills, {seen.saves} saves", seen.lost, 0)
    yield told(f"{where}: seconds until ready, slowest", max(seen.ready), READY)


def disk():
    """A full disk, if this is root."""
    from tests.ops.faults.filling import filled, small_disk

    with tempfile.TemporaryDirectory() as name, small_disk(Path(name) / "var") as there:
        if not there:
            print("full disk: NOT TRIED, a small disk can be mounted by root only")
            return
        with portal(Path(name)) as served:
            seen = filled(served)
        print(f"full disk: refused {seen.refused}")
        yield told("full disk: pages that could not be read", seen.unread, 0)
        yield told("full disk: writes not refused with 507", seen.unrefused, 0)
        yield told("full disk: health 200, 503, 200", float(seen.health != [200, 503, 200]), 0)
        yield told("full disk: files half stored", seen.half_stored, 0)
        yield told("full disk: saves lost", seen.lost, 0)
        yield told("full disk: seconds until it saves again", seen.back, TOLD)


def database():
    """PostgreSQL hanging, and started anew."""
    from tests.ops.faults.silencing import hanging, refusing

    with portal_on_postgresql() as (served, server):
        (typist,) = served.typists(1)
        served.start()
        typist.enter()
        for name, trial in {"hanging": hanging, "stopped": refusing}.items():
            seen = trial(served, server, typist)
            print(f"PostgreSQL {name}: {seen.statuses} {seen.words}, Retry-After {seen.retry}")
            yield told(f"PostgreSQL {name}: answers other than 503", seen.others(503), 0)
            yield told(f"PostgreSQL {name}: seconds of a page, slowest", seen.slowest, TOLD)
            yield told(f"PostgreSQL {name}: seconds of a static file", seen.static, TOLD)
            yield told(f"PostgreSQL {name}: seconds of /sehat/", seen.health[1], TOLD)
            yield told(f"PostgreSQL {name}: seconds until well again", seen.back, READY)


def queue():
    """Valkey killed, and hanging: pages go on."""
    from tests.ops.faults.silencing import queue_away

    with portal() as served:
        (typist,) = served.typists(1)
        served.start()
        typist.enter()
        for name, number in {"killed": signal.SIGKILL, "hanging": signal.SIGSTOP}.items():
            seen = queue_away(served, typist, number)
            yield told(f"Valkey {name}: answers other than 200", seen.others(200), 0)
            yield told(f"Valkey {name}: seconds of a page, slowest", seen.slowest, TOLD)
            yield told(f"Valkey {name}: seconds until well again", seen.back, READY)


def clock():
    """The clock jumps: on both databases, by the tests' own means."""
    test = [sys.executable, "-m", "pytest", "-q", "tests/letters/test_clock_jumps.py"]
    for where, before in {
        "SQLite": [],
        "PostgreSQL": [sys.executable, "bin/with-postgres"],
    }.items():
        done = subprocess.run([*before, *test], capture_output=True, text=True)
        print(f"clock: {where}: {done.stdout.strip().splitlines()[-1]}")
        yield told(f"clock: {where}: something doubled, lost or out of order", done.returncode, 0)


TRIALS = {"kills": kills, "disk": disk, "database": database, "queue": queue, "clock": clock}


@contextmanager
def portal(folder=None):
    """One on SQLite, prepared; ended with the block."""
    from tests.ops.faults.ground import Portal

    with tempfile.TemporaryDirectory() as name:
        served = Portal((folder or Path(name)) / "var")
        served.prepare()
        try:
            yield served
        finally:
            served.end()


@contextmanager
def portal_on_postgresql():
    """One on a PostgreSQL of its own, and that."""
    from tests.ops.faults.ground import Portal
    from tests.ops.faults.postgres import Postgres

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # another user may have to run the server
        server = Postgres(folder / "server")
        served = Portal(folder / "var", server.address)
        served.prepare()
        try:
            yield served, server
        finally:
            served.end()
            server.stop()


def told(what, reached, limit):
    """One line: what was reached against what is promised."""
    kept = 0 <= reached <= limit
    print(f"{what:<62} {reached:>8.2f}  at most {limit}: {'ok' if kept else 'MISSED'}", flush=True)
    return kept


if __name__ == "__main__":
    os.environ["DJANGO_SETTINGS_MODULE"] = "tests.settings"
    django.setup()
    sys.exit(not main(sys.argv[1:]))
