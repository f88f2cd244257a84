"""Two web hosts, two workers, a queue, a mail server and HAProxy, on one machine."""

import json
import os
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path
from urllib.parse import urlsplit

import yaml

from tests.events.mail_server import MailServer
from tests.ops.authority import Authority
from tests.ops.conftest import (
    VALKEY,
    WEB_PASSWORD,
    WEB_ROLE,
    as_role,
    clean_environment,
    free_port,
    status_of,
    wait_until,
)
from tests.ops.walk import PEOPLE

ROOT = Path(__file__).resolve().parents[2]
LINES = ROOT / "deploy/hosts/roles/lines/templates/haproxy.cfg.j2"
HAPROXY = """
defaults
    retries 2
    option redispatch
    timeout connect 2s
    timeout client 60s
    timeout server 130s
    timeout http-keep-alive 30s
frontend people
    mode http
    bind 127.0.0.1:{port}
    default_backend web
{backend}
"""
FACTS = """
import json
from events.models import Mail
from letters.models import Letter
from requests_app.models import Submission
letters = Letter.objects.exclude(number="")
print(json.dumps({
    "submitted": list(Submission.objects.exclude(state="draft").values_list("code", flat=True)),
    "signed": [one.submission.code for one in letters.filter(state__in=Letter.IN_FORCE)],
    "numbers": list(letters.values_list("number", flat=True)),
    "sequence": sorted(letters.values_list("sequence", flat=True)),
    "sent": list(Mail.objects.filter(state="sent").values_list("message_id", flat=True)),
    "waiting": list(Mail.objects.exclude(state="sent").values_list("message_id", flat=True)),
}))
"""


def unpack(commit, folder):
    """That commit in a folder, with the packages of this one."""
    folder.mkdir()
    archive = subprocess.run(["git", "archive", commit], cwd=ROOT, capture_output=True, check=True)
    subprocess.run(["tar", "-x"], cwd=folder, input=archive.stdout, check=True)
    (folder / ".venv").symlink_to(sys.prefix)
    return folder


class Installation:
    """Everything of it; what a host runs and from which folder is in `running`."""

    webs, workers = ("web 1", "web 2"), ("worker 1", "worker 2")

    def __init__(self, folder, release):
        self.folder, self.release, self.running = folder, release, {}
        self.mail_server, self.authority = MailServer(), Authority()
        self.ports = {host: free_port() for host in self.webs}
        self.port, queue = free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.database = self.create_database()
        (folder / "roots.pem").write_bytes(self.authority.pem)
        self.environment = clean_environment(
            ENV_FILE=ROOT / "tests/ops/production.env",
            PRIVATE_ROOT=folder / "private",
            DATABASE_URL=as_role(self.database, WEB_ROLE),
            REDIS_URL=f"redis://127.0.0.1:{queue}",
            EMAIL_URL=f"smtp://127.0.0.1:{self.mail_server.port}",
            SIGNING_ROOTS=folder / "roots.pem",
            WEB_DATABASE_PASSWORD=WEB_PASSWORD,
            DRAIN_SECONDS=5,
            LOG_LEVEL="WARNING",
        )
        command = [VALKEY, "--port", queue, "--bind", "127.0.0.1", "--save", ""]
        self.start("queue", command, folder, {})
        compose = yaml.safe_load((ROOT / "docker-compose.yml").read_text())["services"]
        self.commands = {name: compose[name]["command"] for name in ("web", "worker", "beat")}

    def __enter__(self):
        self.prepare(self.release)
        self.manage("statement_key")
        made = ["shell", "-v", "0", "-c", PEOPLE]
        self.manage(*made)
        for host in (*self.webs, *self.workers):
            self.begin(host, self.release)
        (self.folder / "haproxy.cfg").write_text(self.ways())
        program = shutil.which("haproxy", path=f"{os.environ['PATH']}:/usr/sbin")
        if not program:
            raise SystemExit("HAProxy is missing; as root: apt-get install haproxy")
        self.start("haproxy", [program, "-f", "haproxy.cfg"], self.folder, {})
        wait_until(lambda: status_of(f"{self.address}/siap/") == 200, 60)
        return self

    def __exit__(self, *problem):
        for name in reversed(list(self.running)):
            self.end(name)
        self.mail_server.shutdown()
        self.in_charge(f"DROP DATABASE IF EXISTS {self.name} WITH (FORCE)")

    def create_database(self):
        self.name = f"rolling_{os.getpid()}"
        self.in_charge(f"CREATE DATABASE {self.name}")
        return urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{self.name}").geturl()

    def in_charge(self, statement):
        server = urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path="/postgres").geturl()
        line = ["psql", "-q", server.replace("postgres://", "postgresql://"), "-c", statement]
        subprocess.run(line, check=True, capture_output=True, text=True)

    def ways(self):
        """HAProxy's, with what deploy/hosts says of web hosts; there is no TLS inside a machine."""
        said = LINES.read_text().partition("\nbackend web\n")[2].partition("{% for")[0]
        said = re.sub(r" ssl verify .*|^ +errorfile .*$", "", said, flags=re.MULTILINE)
        said = said.replace("{{ portal_name }}", "127.0.0.1")
        servers = [
            f"    server {host.replace(' ', '')} 127.0.0.1:{port}"
            for host, port in self.ports.items()
        ]
        backend = "\n".join(["backend web", said.rstrip(), *servers])
        return HAPROXY.format(port=self.port, backend=backend)

    def prepare(self, release):
        """The tables of that release as their owner, and its static files on each host."""
        self.release, owner = release, {"DATABASE_URL": self.database}
        for words in (["migrate", "-v0"], ["reference"], ["limit_role", WEB_ROLE]):
            self.manage(*words, **owner)
        for host in self.webs:
            self.manage("collectstatic", "--noinput", "-v0", VAR_DIR=str(self.of(host)))

    def of(self, host):
        place = self.folder / host.replace(" ", "")
        place.mkdir(exist_ok=True)
        return place

    def begin(self, host, release):
        """Start what the host runs, from that release; a web host is waited for."""
        told = {"VAR_DIR": str(self.of(host))}
        if host in self.webs:
            self.start(host, self.command("web"), release, told | {"PORT": str(self.ports[host])})
            address = f"http://127.0.0.1:{self.ports[host]}/siap/"
            wait_until(lambda: status_of(address) == 200, 90)
            return
        name = ["-n", f"{host.replace(' ', '')}@here"]
        self.start(host, self.command("worker") + name, release, told)
        self.start(f"beat of {host}", self.command("beat", host), release, told)

    def command(self, service, host=""):
        schedule = str(self.of(host) / "schedule") if host else ""
        words = [sys.executable if w == "python" else w for w in self.commands[service]]
        return [schedule if word == "/tmp/beat-schedule" else word for word in words]  # noqa: S108

    def restart(self, host, release):
        if host in self.workers:
            self.end(f"beat of {host}")
        self.end(host)
        self.begin(host, release)

    def start(self, name, command, cwd, more):
        with (self.folder / f"{name}.log").open("ab") as log:
            self.running[name] = subprocess.Popen(
                [str(word) for word in command],
                cwd=cwd,
                env=getattr(self, "environment", dict(os.environ)) | more,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=log,
                start_new_session=True,
            )

    def end(self, name):
        """In good order, as systemd asks for it."""
        process = self.running.pop(name)
        process.terminate()
        try:
            process.wait(60)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()

    def manage(self, *words, **more):
        command = [sys.executable, "manage.py", *words]
        told = self.environment | {"VAR_DIR": str(self.of("owner"))} | more
        done = subprocess.run(
            command, cwd=self.release, env=told, capture_output=True, text=True, check=True
        )
        return done.stdout

    def facts(self):
        return json.loads(self.manage("shell", "-v", "0", "-c", FACTS).splitlines()[-1])

    def wait_for_mails(self, seconds):
        """Until none waits to be sent; whoever died with one leaves it to the sweep."""
        until = time.monotonic() + seconds
        while self.facts()["waiting"] and time.monotonic() < until:
            time.sleep(5)
