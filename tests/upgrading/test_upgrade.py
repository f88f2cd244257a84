"""`bin/upgrade`: what is done in which order, and who serves when something is in the way."""

import json
import os
import shutil
import subprocess
import sys
import threading
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
OLD = "0.9.0-old"
COMMAND = """#!/bin/sh
place=$(cd "$(dirname "$0")/.." && pwd -P)
release=$(basename "$place" | cut -d- -f1)
[ "$PWD" = "$place" ] || release=elsewhere
echo "$release $*" >>"$DEEDS"
case " $FAILING " in *" $1 "*) exit 1 ;; esac
"""


class Machine:
    """A server with the old version in service, and a folder with the new one."""

    def __init__(self, folder):
        self.top, self.new, self.deeds = folder / "opt", folder / "new", folder / "deeds"
        self.settings = {"DEEDS": str(self.deeds), "FAILING": "", "ROMANTIK_TOP": str(self.top)}
        self.deeds.touch()
        self.broken = set()  # versions that do not answer
        for place, number in ((self.top / "releases" / OLD, "0.9.0"), (self.new, "1.0.0")):
            (place / "bin").mkdir(parents=True)
            (place / "pyproject.toml").write_text(f'[project]\nversion = "{number}"\n')
            for name in ("romantik", "setup"):
                (place / "bin" / name).write_text(COMMAND)
                (place / "bin" / name).chmod(0o755)
        (self.top / "current").symlink_to(f"releases/{OLD}")
        shutil.copy(ROOT / "bin" / "upgrade", self.new / "bin")
        shutil.copytree(ROOT / "deploy" / "upgrade", self.new / "deploy" / "upgrade")

    def serving(self, link="current"):
        return (self.top / link).resolve().name.split("-")[0]

    through = ()  # a program that starts it

    def upgrade(self, *words):
        """Its exit code, and what it said last."""
        command = [*self.through, sys.executable, self.new / "bin" / "upgrade", *words]
        done = subprocess.run(
            command, env=os.environ | self.settings, capture_output=True, text=True
        )
        return done.returncode, (done.stderr or done.stdout).strip().splitlines()[-1]

    def done(self):
        return [line.strip() for line in self.deeds.read_text().splitlines()]


@pytest.fixture
def machine(tmp_path):
    machine = Machine(tmp_path)

    class Door(BaseHTTPRequestHandler):
        def do_GET(self):
            is_ready = machine.serving() not in machine.broken
            word = "sehat" if machine.serving() == "0.9.0" else "siap"  # which came with 1.0.0
            is_known = self.path == f"/{word}/"
            self.send_response(404 if not is_known else 200 if is_ready else 503)
            self.end_headers()
            self.wfile.write(json.dumps({word: is_ready}).encode())

        def log_message(self, *words):
            pass

    with ThreadingHTTPServer(("127.0.0.1", 0), Door) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        machine.settings |= {
            "ROMANTIK_AS": "env",
            "ROMANTIK_ETC": str(tmp_path),
            "ROMANTIK_READY": f"http://127.0.0.1:{server.server_port}/siap/",
            "ROMANTIK_RESTART": f"sh -c 'echo restart >>{machine.deeds}'",
            "ROMANTIK_PATIENCE": "0.5",
        }
        yield machine
        server.shutdown()


BEFORE = ["0.9.0 backup", "1.0.0 run", "1.0.0 check --deploy --fail-level WARNING"]
TABLES = ["1.0.0 migrate --verbosity 0", "1.0.0 reference"]
SWITCH = ["1.0.0 collectstatic --noinput --verbosity 0", "restart"]
BACK = ["0.9.0 collectstatic --noinput --verbosity 0", "restart"]


def test_the_old_version_serves_until_the_tables_of_the_new_one_are_there(machine):
    assert machine.upgrade() == (0, "== Well. If people find otherwise: bin/upgrade --back")
    assert machine.done() == [*BEFORE, *TABLES, *SWITCH, "1.0.0 doctor"]
    assert (machine.serving(), machine.serving("before")) == ("1.0.0", "0.9.0")


def test_one_command_goes_back_and_touches_no_data(machine):
    machine.upgrade()
    machine.deeds.write_text("")
    assert machine.upgrade("--back") == (0, f"== {OLD} serves again. No data was put back.")
    assert machine.done() == BACK
    assert (machine.serving(), machine.serving("before")) == ("0.9.0", "1.0.0")


def test_a_version_that_does_not_answer_makes_room_for_the_old_one_by_itself(machine):
    machine.broken = {"1.0.0"}
    code, said = machine.upgrade()
    assert (code, said) == (
        1,
        "bin/upgrade: the new version did not answer; the old one serves again.",
    )
    assert machine.done() == [*BEFORE, *TABLES, *SWITCH, *BACK]
    assert machine.serving() == "0.9.0"


@pytest.mark.parametrize(
    ("failing", "done"),
    [
        ("backup", BEFORE[:1]),
        ("check", BEFORE),
        ("migrate", [*BEFORE, TABLES[0]]),
        ("collectstatic", [*BEFORE, *TABLES, SWITCH[0]]),
    ],
)
def test_where_something_fails_the_old_version_goes_on_serving(machine, failing, done):
    machine.settings["FAILING"] = failing
    code, said = machine.upgrade()
    assert (code, said.endswith("ended with 1; nothing was switched.")) == (1, True)
    assert machine.done() == done
    assert machine.serving() == "0.9.0"


def test_what_the_doctor_finds_is_told_and_the_new_version_serves(machine):
    machine.settings["FAILING"] = "doctor"
    code, said = machine.upgrade()
    assert (code, "bin/upgrade --back goes back" in said) == (1, True)
    assert machine.serving() == "1.0.0"


def test_the_same_version_is_not_brought_twice_and_the_first_has_nothing_before(machine):
    assert machine.upgrade("--back") == (1, "bin/upgrade: there is no version from before.")
    machine.upgrade()
    machine.deeds.write_text("")
    code, said = machine.upgrade("--no-backup")
    assert (code, said.endswith("runs already."), machine.done()) == (1, True, [])


def test_the_owner_of_the_tables_migrates_and_limits_the_role_of_the_others(machine, tmp_path):
    (tmp_path / "owner.env").write_text("# the owner\nDATABASE_URL=postgres://owner@db/romantik\n")
    machine.settings["DATABASE_URL"] = "postgres://web@db/romantik"
    command = machine.new / "bin" / "romantik"
    command.write_text(COMMAND.replace('"$release $*"', '"$release $* as $DATABASE_URL"'))
    machine.upgrade()
    assert [
        line for line in machine.done() if line.endswith("as postgres://owner@db/romantik")
    ] == [
        f"1.0.0 {words} as postgres://owner@db/romantik"
        for words in ("migrate --verbosity 0", "limit_role romantik_web --scratch", "reference")
    ]


ENGINE = """#!/bin/sh
echo "$(basename "$0") $*" >>"$DEEDS"
case "$*" in
    *"ps -q web"*) echo container ;;
    "inspect --format"*) echo old ;;
    "image inspect"*before) [ ! -e "$DEEDS.before" ] || echo old ;;
    "image inspect"*) echo new ;;
    *" romantik:before") touch "$DEEDS.before" ;;
esac
"""


@pytest.fixture
def containers(machine, tmp_path):
    """No folder of releases: docker serves, and notes what it is asked."""
    shutil.rmtree(machine.top)
    (tmp_path / "programs").mkdir()
    (tmp_path / "programs" / "docker").write_text(ENGINE)
    (tmp_path / "programs" / "docker").chmod(0o755)
    machine.settings["PATH"] = f"{tmp_path / 'programs'}:{os.environ['PATH']}"
    return machine


def deeds(machine):
    """What changes something."""
    asked = ("ps -q", "inspect", "--version", "siap")
    return [line for line in machine.done() if not any(word in line for word in asked)]


SERVED = [
    "docker compose up -d --no-deps redis",
    "docker compose up -d --no-deps --force-recreate web worker beat watch",
    "docker compose up -d --no-deps --force-recreate proxy",
]


def test_containers_are_switched_once_the_tables_are_there(containers):
    assert containers.upgrade()[0] == 0
    assert deeds(containers) == [
        "docker compose exec -T worker python manage.py backup",
        "docker compose build prepare",
        "docker tag old romantik:before",
        "docker tag romantik romantik:1.0.0",
        "docker compose run --rm -T --no-deps prepare",
        *SERVED,
        "docker compose exec -T web python manage.py doctor",
    ]


def test_containers_go_back_by_one_command(containers):
    assert containers.upgrade("--back") == (1, "bin/upgrade: there is no version from before.")
    containers.upgrade()
    containers.deeds.write_text("")
    assert containers.upgrade("--back")[0] == 0
    assert deeds(containers) == [
        "docker tag romantik romantik:after",
        "docker tag romantik:before romantik",
        "docker tag romantik:after romantik:before",
        *SERVED,
    ]
