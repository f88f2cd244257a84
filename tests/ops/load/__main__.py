"""`bin/load`: many people at once on one host, with its figures.

    bin/load                                50 people for 5 minutes on PostgreSQL, 20 on SQLite
    bin/load sqlite --people 20 --seconds 60

Each thinks for a second between two requests. Goals (feature 130): no failure, 95 of 100 readings
within 400 ms and writings within 800 ms, and SQLite never says that it is locked.
"""

import argparse
import os
import sys
import tempfile
from contextlib import contextmanager
from pathlib import Path

import django

GOALS = {"reading": 400, "writing": 800}  # ms
USUAL = {"postgresql": 50, "sqlite": 20}


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument(
        "databases", nargs="*", default=list(USUAL), choices=list(USUAL), metavar="DATABASE"
    )
    parser.add_argument("--people", type=int)
    parser.add_argument("--seconds", type=int, default=300)
    options = parser.parse_args()
    load = ", ".join(f"{part:.1f}" for part in os.getloadavg())
    print(f"load average {load} on {os.cpu_count()} cores", flush=True)
    kept = [
        tried(name, options.people or USUAL[name], options.seconds) for name in options.databases
    ]
    return all(kept)


def tried(database, people, seconds):
    """Print what the crowd met on that database; whether all goals were reached."""
    from tests.ops.load.trial import sent

    with prepared(database) as (portal, folder):
        met, failures = sent(portal, folder, people=people, seconds=seconds)
        locked = portal.said().count("database is locked")
    good = [told(f"{database}: locked", locked, 0)]
    for name, goal in GOALS.items():
        good.append(
            told(f"{database}: {name}, of {met[name].requests} failed", met[name].failures, 0)
        )
        good.append(told(f"{database}: {name}, 95 of 100 within ms", met[name].p95, goal))
    print(*failures, sep="\n")
    return all(good)


def told(what, reached, most):
    word = "ok" if reached <= most else "MISSED"
    print(f"{what:<48} {reached:>8g}  goal {most}: {word}", flush=True)
    return reached <= most


@contextmanager
def prepared(database):
    """A portal with the rows of the demonstration, and a folder for what is measured."""
    from tests.ops.faults.ground import Portal
    from tests.ops.faults.postgres import Postgres
    from tests.ops.load.trial import behind_a_proxy

    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        folder.chmod(0o755)  # the server of the database runs as somebody else
        server = Postgres(folder / "postgres") if database == "postgresql" else None
        portal = behind_a_proxy(Portal(folder / "var", server.address if server else ""))
        try:
            portal.run("manage.py", "prepare")
            yield portal, folder
        finally:
            portal.end()
            if server:
                server.stop()


if __name__ == "__main__":
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
    django.setup()
    sys.exit(not main())
