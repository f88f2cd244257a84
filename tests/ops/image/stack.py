"""The compose file as it stands, run by podman in a project folder of its own."""

import contextlib
import http.client
import json
import os
import secrets
import shutil
import socket
import ssl
import subprocess

from pyrage import x25519

from tests.ops.conftest import free_port, wait_until
from tests.ops.image.building import KEPT, ROOT, call
from tests.ops.scan.tools import Tools
from tests.ops.walk import HOST

BACKUP_KEY = x25519.Identity.generate().to_public()
PROJECT = "romantik-image-test"
# runc, because crun wants a cgroup tree that a container of its own does not give it; limits
# that a machine surely has; no journal, where no systemd runs.
ENGINE = """[containers]
default_ulimits = ["nofile=4096:4096", "nproc=4096:4096"]
[engine]
runtime = "runc"
cgroup_manager = "cgroupfs"
events_logger = "file"
[network]
network_backend = "netavark"
"""
ENV = """SECRET_KEY={key}
PORTAL_URL=https://romantik.example.go.id
POSTGRES_PASSWORD={owner}
WEB_DATABASE_PASSWORD={web}
VALKEY_PASSWORD={queue}
EMAIL_URL=smtp://host.containers.internal:{mail}
MAIL_FROM=Romantik BPS <romantik@bps.example.go.id>
SIGNING_ROOTS=/etc/romantik/roots.pem
BACKUP_TARGET=/backups
BACKUP_KEY={backup}
"""


def set_engine_up():
    """Tell podman and buildah how to run here."""
    KEPT.mkdir(parents=True, exist_ok=True)
    (KEPT / "containers.conf").write_text(ENGINE)
    os.environ["CONTAINERS_CONF"] = str(KEPT / "containers.conf")
    os.environ["DISABLE_HC_SYSTEMD"] = "true"  # the trial asks the checks itself


class ContainerStack:
    """What an operator has: a folder with the compose file, `.env` and certificates."""

    def __init__(self, folder, roots):
        self.folder, self.port, self.mail_port = folder, free_port(), free_port()
        self.address = f"http://127.0.0.1:{self.port}"
        self.compose_command = Tools("image").place / "bin" / "podman-compose"
        shutil.copytree(ROOT / "deploy", folder / "deploy")
        compose = (ROOT / "docker-compose.yml").read_text()
        places = {"127.0.0.1:8000:": f"127.0.0.1:{self.port}:", '"80:80"': '"127.0.0.1::80"'}
        places |= {'"443:443"': '"127.0.0.1::443"', '"443:443/udp"': '"127.0.0.1::443/udp"'}
        for place, free in places.items():
            assert place in compose
            compose = compose.replace(place, free)
        (folder / "docker-compose.yml").write_text(compose)
        values = {name: secrets.token_hex(32) for name in ("key", "owner", "web", "queue")}
        (folder / ".env").write_text(ENV.format(mail=self.mail_port, backup=BACKUP_KEY, **values))
        (folder / ".env").chmod(0o600)
        (folder / "certificates").mkdir(mode=0o755)
        (folder / "certificates/roots.pem").write_bytes(roots)
        (folder / "copies").mkdir(mode=0o700)
        os.chown(folder / "copies", 10001, 10001)

    def compose(self, *words):
        """Run compose, with the environment of an operator."""
        command = [self.compose_command, "-p", PROJECT, *words]
        return call(*command, cwd=self.folder, env=os.environ | {"PYTHONUNBUFFERED": "1"})

    def start(self, *services, profile=None):
        """Start services and none besides: this podman does not wait for those they depend on."""
        chosen = ["--profile", profile] if profile else []
        self.compose(*chosen, "up", "-d", "--no-build", "--no-deps", *services)

    def container(self, service):
        """The container of a service."""
        return f"{PROJECT}_{service}_1"

    def is_well(self, service):
        """Ask its own check: without systemd nobody else does."""
        command = ["podman", "healthcheck", "run", self.container(service)]
        return subprocess.run(command, capture_output=True).returncode == 0

    def wait_for(self, *services, seconds=120):
        """Wait until each says that it is well."""
        for service in services:
            wait_until(lambda service=service: self.is_well(service), seconds)

    def said(self, service):
        """What a service has written so far."""
        done = subprocess.run(
            ["podman", "logs", self.container(service)],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
        )
        return done.stdout

    def inside(self, service, *command):
        """Run a command beside a service, in its container."""
        return subprocess.run(
            ["podman", "exec", self.container(service), *command], capture_output=True, text=True
        )

    def run(self, *command):
        """Run a command of manage.py, as `docker compose exec web` does."""
        return self.inside("web", "python", "manage.py", *command)

    def ask_by_tls(self, authority, path, headers):
        """Ask the TLS proxy for a page of the portal's name; its certificate has to be sound.

        What is announced begins to come, as from a browser: whoever sends nothing of it hears
        nothing until Caddy has given up reading (Go answers behind the reader of the body).
        """
        context = ssl.create_default_context(cadata=authority)
        place = call("podman", "port", self.container("tls"), "443/tcp")
        line = http.client.HTTPSConnection(HOST, timeout=30)
        plain = socket.create_connection(place.rsplit(":", 1), timeout=30)
        line.sock = context.wrap_socket(plain, server_hostname=HOST)
        line.request("POST" if "Content-Length" in headers else "GET", path, headers=headers)
        if "Content-Length" in headers:
            with contextlib.suppress(OSError):  # refused meanwhile
                line.send(bytes(10**6))
        return line.getresponse()

    def gateway(self):
        """This machine's address as the containers see it."""
        network = json.loads(call("podman", "network", "inspect", f"{PROJECT}_default"))
        return network[0]["subnets"][0]["gateway"]

    def end(self):
        """Take away containers, networks and volumes: none of them is anybody else's."""
        self.compose("--profile", "tls", "--profile", "backup", "down", "-v", "-t", "5")
