"""The one-command run: it starts whole, ends whole, and says plainly what is in its way."""

import os
import shutil
import signal
import socket
import subprocess
from pathlib import Path

import pytest
from django.conf import settings

from tests.ops.conftest import PYTHON, Programs, clean_environment, free_port, status_of, wait_until

COMMAND = [PYTHON, "-m", "romantik.running.supervisor", "--empty"]
UNSET = "PORTAL_URL, DATABASE_URL, REDIS_URL, EMAIL_URL, MAIL_FROM"
LONG_FOLDER = "a-clone-in-a-folder-with-quite-a-long-name-" * 3


@pytest.fixture
def portal(programs, prepared, tmp_path):
    """The one-command run in a folder of its own, not started yet."""
    shutil.copytree(prepared, tmp_path / "var")
    return Portal(programs, tmp_path / "var")


class Portal:
    """A person's portal: a folder, a port, and the supervisor."""

    def __init__(self, programs: Programs, folder: Path):
        self.programs, self.folder, self.port = programs, folder, free_port()
        folder.mkdir(parents=True, exist_ok=True)

    @property
    def environment(self):
        return clean_environment(ENV_FILE=os.devnull, VAR_DIR=self.folder, PORT=self.port)

    def start(self):
        """Start it and wait until it says that it is ready."""
        self.supervisor = self.programs.start("supervisor", COMMAND, self.environment)
        wait_until(lambda: "is ready" in self.said() or self.supervisor.poll() is not None, 90)
        assert "is ready" in self.said(), self.said()

    def said(self):
        return self.programs.said("supervisor")

    def try_to_start(self, **more):
        """Start it where it cannot; return what it says."""
        done = subprocess.run(
            COMMAND,
            cwd=settings.BASE_DIR,
            env=self.environment | more,
            capture_output=True,
            text=True,
            timeout=60,
        )
        assert done.returncode == 1, done.stdout + done.stderr
        return done.stderr.strip()

    def answers(self):
        return status_of(f"http://127.0.0.1:{self.port}/sehat/") == 200

    def processes(self):
        """Return the processes that carry this folder's mark, without the supervisor."""
        mark = f"ROMANTIK_SUPERVISED={self.folder}".encode()
        return [
            int(folder.name) for folder in Path("/proc").glob("[0-9]*") if mark in environ(folder)
        ]


def environ(process):
    try:
        return (process / "environ").read_bytes().split(b"\0")
    except OSError:
        return []


def test_ctrl_c_ends_everything_that_was_started(portal):
    portal.start()
    assert portal.answers()
    # Valkey, worker, clock (which comes last), web server and its workers
    wait_until(lambda: len(portal.processes()) >= 5)

    portal.supervisor.send_signal(signal.SIGINT)

    assert portal.supervisor.wait(25) == 0
    assert portal.processes() == []
    assert not portal.answers()
    assert (portal.folder / "secret_key").stat().st_mode & 0o777 == 0o600


def test_a_running_supervisor_blocks_a_second_one_and_a_killed_one_does_not(portal):
    portal.start()
    assert portal.try_to_start(PORT=str(free_port())) == (
        "Romantik cannot start: it already runs from this folder "
        f"as process {portal.supervisor.pid}."
    )
    portal.supervisor.kill()
    portal.supervisor.wait()

    portal.start()

    assert portal.answers()


def test_a_fallen_worker_is_started_again_and_leaves_no_clock_behind(portal):
    def workers():
        return {pid for pid in portal.processes() if b"worker" in command_line(pid)}

    portal.start()
    wait_until(lambda: len(workers()) == 2)  # the worker, and the clock that it started
    before = workers()
    os.kill(min(before), signal.SIGKILL)

    wait_until(lambda: "worker has ended (-9) and starts again" in portal.said())
    wait_until(lambda: len(workers()) == 2 and not workers() & before)


def command_line(process):
    try:
        return Path(f"/proc/{process}/cmdline").read_bytes().split(b"\0")
    except OSError:
        return []


def test_it_serves_from_a_folder_whose_name_is_too_long_for_a_socket(programs, tmp_path):
    portal = Portal(programs, tmp_path / LONG_FOLDER / "var with 100% space")

    portal.start()

    assert portal.answers()


def test_a_port_in_use_gets_one_sentence(portal):
    with socket.socket() as door:
        door.bind(("127.0.0.1", portal.port))
        door.listen()

        assert portal.try_to_start() == (
            f"Romantik cannot start: 127.0.0.1:{portal.port} cannot be used "
            "(Address already in use); choose another: PORT=8001 bin/run"
        )


@pytest.mark.parametrize(
    ("line", "sentence"),
    [
        ("PORT=eighty", "PORT is wrong: Not a valid integer."),
        ("DEBUG=perhaps", "DEBUG is wrong: Not a valid boolean."),
        ("HOST", "line 1 of {file} is not of the form NAME=value."),
        ('HOST="unclosed', "line 1 of {file} is not of the form NAME=value."),
        ("SECRET_KEY=short", "SECRET_KEY is wrong: It must have at least 50 characters."),
        (
            f"SECRET_KEY={'k3y-' * 15}",
            f"{UNSET} are missing; bin/configure asks for what .env needs.",
        ),
        (
            "PROXIES=1\nMETRICS_FOR=10.0.0.5",
            "METRICS_FOR needs METRICS_TOKEN, too, where PROXIES stand in front.",
        ),
        ("SIGNING_ROOTS=/nowhere", "SIGNING_ROOTS is wrong: There is no file /nowhere."),
        (
            "REDIS_URL=http://redis",
            "REDIS_URL is wrong: "
            "It must start with redis://, rediss://, redis+socket:/// or sentinel://.",
        ),
    ],
)
def test_a_broken_env_file_gets_one_sentence(portal, tmp_path, line, sentence):
    file = tmp_path / "env"
    file.write_text(f"{line}\n")
    environment = portal.environment
    del environment["PORT"]

    said = subprocess.run(
        COMMAND,
        cwd=settings.BASE_DIR,
        env=environment | {"ENV_FILE": str(file)},
        capture_output=True,
        text=True,
        timeout=60,
    )

    assert said.stderr.strip() == f"Romantik cannot start: {sentence.format(file=file)}"
    assert said.returncode == 1


def test_a_folder_set_up_for_production_is_left_alone(portal):
    production = settings.BASE_DIR / "tests/ops/production.env"

    assert portal.try_to_start(ENV_FILE=str(production)) == (
        "Romantik cannot start: bin/run serves demonstrations only, "
        "and this folder is set up for production."
    )
