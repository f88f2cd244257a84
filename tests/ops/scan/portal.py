"""The portal that is scanned: the demonstration in a scratch folder, served by gunicorn."""

import http.client
import os
import re
import subprocess
import sys
import time
from contextlib import contextmanager

from tests.ops.conftest import clean_environment, free_port
from tests.ops.scan.reasons import Finding
from tests.ops.scan.tools import ROOT

PEOPLE = {
    "anonymous": "",
    "agency": "sari@example.go.id",
    "front_desk": "budi@bps.example.go.id",
    "examiner": "ratna@bps.example.go.id",
    "head": "hasan@bps.example.go.id",
    "complaint_handler": "maya@bps.example.go.id",
    "admin": "dewi@bps.example.go.id",
}
SESSION = """
import sys, time
from importlib import import_module
from django.conf import settings
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from accounts.models import User
person = User.objects.get(email=sys.argv[-1])
session = import_module(settings.SESSION_ENGINE).SessionStore()
session[SESSION_KEY] = str(person.pk)
session[BACKEND_SESSION_KEY] = settings.AUTHENTICATION_BACKENDS[0]
session[HASH_SESSION_KEY] = person.get_session_auth_hash()
session.save()
print(session.session_key)
"""
BROKEN = re.compile(r"ERROR .*?: Internal Server Error: (\S+)(.*)")


class Portal:
    """Made once for all tools and people; each has its own session."""

    def __init__(self, folder):
        self.port, self.log = free_port(), folder / "portal.log"
        self.environment = clean_environment(
            ENV_FILE=os.devnull,
            VAR_DIR=folder / "var",
            PORT=self.port,
            DJANGO_SETTINGS_MODULE="tests.ops.scan.settings",
        )
        self.address = f"http://127.0.0.1:{self.port}"
        self.told = 0  # lines of the log that were looked at

    def run(self, *words):
        done = subprocess.run(
            [sys.executable, *words],
            cwd=ROOT,
            env=self.environment,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr[-2000:]
        return done.stdout

    @contextmanager
    def serving(self):
        for command in ("migrate", "reference", "demo"):
            self.run("manage.py", command)
        self.run("manage.py", "collectstatic", "--noinput")
        words = ["-m", "gunicorn", "romantik.wsgi", "-k", "gthread", "--threads", "8"]
        words += ["--no-control-socket", "-b", f"127.0.0.1:{self.port}"]
        with self.log.open("ab") as log:
            server = subprocess.Popen(
                [sys.executable, *words],
                cwd=ROOT,
                env=self.environment,
                stdout=log,
                stderr=subprocess.STDOUT,
            )
        try:
            self.wait()
            yield self
        finally:
            server.terminate()
            server.wait(30)

    def wait(self, most=90):
        end = time.monotonic() + most
        while time.monotonic() < end:
            if self.ask("/sehat/")[0] == 200:
                return
            time.sleep(0.5)
        raise TimeoutError(self.log.read_text(errors="replace")[-2000:])

    def session_of(self, email):
        """The cookie of a person who has logged in; nothing for nobody."""
        if not email:
            return ""
        key = self.run("-c", f"import django; django.setup(){SESSION}", email).strip()
        return f"sessionid={key}"

    def ask(self, path, cookie=""):
        """(status, type, cookies, text) of a page."""
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            line.request("GET", path, headers={"Cookie": cookie})
            answer = line.getresponse()
            kind = answer.headers.get("Content-Type", "")
            return answer.status, kind, answer.headers, answer.read().decode(errors="replace")
        except OSError:
            return 0, "", {}, ""
        finally:
            line.close()

    def errors(self, who):
        """What the portal itself called an error since it was asked last."""
        lines = self.log.read_text(errors="replace").splitlines()
        new, self.told = lines[self.told :], len(lines)
        for line in new:
            if said := BROKEN.search(line):
                yield Finding(
                    "portal", "Internal Server Error", said[1], f"{who}: {said[2][-300:]}"
                )
