"""Start a portal, send the crowd to it, and tell what the crowd met."""

import csv
import json
import math
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.ops.conftest import clean_environment

CROWD = Path(__file__).with_name("crowd.py")
SHARES = {"clerks": 2, "officers": 1}  # of five; the others are visitors who have not logged in


class Met(NamedTuple):
    """Of one kind of request: how many, how many of them failed, and the slow end in ms."""

    requests: int
    failures: int
    p95: float


def behind_a_proxy(portal):
    """Not started yet: it will believe who is said to ask, for brakes hold each address apart."""
    portal.environment |= {"PROXIES": "1"}
    return portal


def furnish(portal, people):
    """Sessions, drafts and files for that many people, with one to spare of each kind."""
    counts = {kind: math.ceil(people * share / 5) + 1 for kind, share in SHARES.items()}
    return {
        kind: _told(portal.run("-m", "tests.ops.load.people", kind, str(count)))
        for kind, count in counts.items()
    }


def sent(portal, folder, *, people, seconds, think=1.0, enough=0):
    """What readers and writers met: `{"reading": Met, "writing": Met}`, and the failures' words."""
    sessions = folder / "people.json"
    sessions.write_text(json.dumps(furnish(portal, people)))
    portal.start()  # with people in it: it would act out its demonstration first
    command = f"{sys.executable} -m locust --headless --only-summary --loglevel WARNING"
    options = f"--host http://127.0.0.1:{portal.port} --users {people} --spawn-rate 10"
    ending = f"--run-time {seconds}s --stop-timeout 30 --exit-code-on-error 0"
    subprocess.run(
        [*f"{command} {options} {ending}".split(), "--csv", folder / "met", "-f", CROWD],
        env=clean_environment(PEOPLE=sessions, THINK=think, ENOUGH=enough, PYTHONWARNINGS="ignore"),
        check=True,
        capture_output=True,
    )
    rows = {row["Name"]: row for row in _rows(folder / "met_stats.csv")}
    met = {
        name: Met(int(row["Request Count"]), int(row["Failure Count"]), float(row["95%"]))
        for name, row in rows.items()
        if name in ("reading", "writing")
    }
    return met, [row["Error"] for row in _rows(folder / "met_failures.csv")]


def _told(said):
    return json.loads(said.splitlines()[-1])


def _rows(file):
    with file.open(newline="") as lines:
        return list(csv.DictReader(lines))
