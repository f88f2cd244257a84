"""A service that speaks S3, of this machine's own: SeaweedFS, where its wheel is installed."""

import contextlib
import json
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

KEY, SECRET, BUCKET = "kunci-uji", "rahasia-uji", "cadangan"
PATIENCE = 60  # seconds


def program():
    """Its path, None where it is not installed."""
    beside = Path(sys.executable).with_name("weed")
    return str(beside) if beside.exists() else shutil.which("weed")


class Server:
    """SeaweedFS in a folder: it may be killed, and come back with what it has."""

    def __init__(self, folder):
        self.folder, self.process = folder, None
        names = ("master", "volume", "filer", "s3")
        ports = free_ports(2 * len(names))  # all at once: none is given twice
        self.ports = dict(zip(names, ports[: len(names)], strict=True))
        self.grpc = dict(zip(names, ports[len(names) :], strict=True))
        identity = {
            "name": "uji",
            "credentials": [{"accessKey": KEY, "secretKey": SECRET}],
            "actions": ["Admin", "Read", "Write", "List"],
        }
        (folder / "s3.json").write_text(json.dumps({"identities": [identity]}))

    @property
    def host(self):
        return f"127.0.0.1:{self.ports['s3']}"

    def start(self):
        folder = self.folder
        command = [program(), "server", f"-dir={folder}", "-s3", f"-s3.config={folder}/s3.json"]
        command += ["-ip=127.0.0.1", "-ip.bind=127.0.0.1", "-volume.max=20"]
        command += ["-master.volumeSizeLimitMB=64", "-master.telemetry=false"]
        command += [f"-{name}.port={port}" for name, port in self.ports.items()]
        command += [f"-{name}.port.grpc={port}" for name, port in self.grpc.items()]
        with open(folder / "log", "ab") as log:
            self.process = subprocess.Popen(command, stdout=log, stderr=log, cwd=folder)
        wait_for(f"http://{self.host}/", self.process, folder / "log")

    def kill(self):
        """As a machine dies."""
        self.process.kill()
        self.process.wait()


@contextlib.contextmanager
def running(folder):
    """Serve from the folder."""
    server = Server(folder)
    try:
        server.start()
        yield server
    finally:
        server.kill()


def address_of(server):
    """What BACKUP_TARGET says."""
    return f"s3+http://{KEY}:{SECRET}@{server.host}/{BUCKET}/romantik"


def free_ports(count):
    with contextlib.ExitStack() as doors:
        held = [doors.enter_context(socket.socket()) for _ in range(count)]
        for door in held:
            door.bind(("127.0.0.1", 0))
        return [door.getsockname()[1] for door in held]


def wait_for(address, process, log):
    """Until it answers, with whatever."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until and process.poll() is None:
        try:
            urllib.request.urlopen(address, timeout=2)
            return
        except urllib.error.HTTPError:
            return
        except OSError:
            time.sleep(0.1)
    raise AssertionError(f"SeaweedFS does not serve: {log.read_text(errors='replace')[-1500:]}")
