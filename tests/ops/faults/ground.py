"""A portal of a trial's own, as bin/run serves it, and people who type in it without pause."""

import http.client
import json
import os
import re
import signal
import subprocess
import sys
import threading
import time
import urllib.parse
from typing import NamedTuple

from django.conf import settings

from romantik.running.processes import MARK
from tests.ops.conftest import clean_environment, free_port, wait_until

QUESTION, BLOCK = "survey_purpose", "purpose"
PLACE = "tests.ops.faults.people"


class Answer(NamedTuple):
    """What came back, and after how many seconds; status 0 when nobody answered."""

    status: int
    text: str
    headers: dict
    seconds: float


class Portal:
    """Folder, port and supervisor of one portal; on SQLite unless a database is named."""

    def __init__(self, folder, database=""):
        folder.mkdir(parents=True, exist_ok=True)
        self.folder, self.port, self.log = folder, free_port(), folder.with_suffix(".log")
        self.environment = clean_environment(
            ENV_FILE=os.devnull, VAR_DIR=folder, PORT=self.port, LOG_LEVEL="WARNING"
        ) | ({"DATABASE_URL": database} if database else {})
        self.supervisor = None

    def prepare(self):
        """Tables and reference data, as the first start would make them."""
        self.run("manage.py", "prepare", "--empty", PGOPTIONS="-c synchronous_commit=off")

    def run(self, *words, **more):
        """A command of Python's in this portal, to its end; what it said."""
        done = subprocess.run(
            [sys.executable, *words],
            cwd=settings.BASE_DIR,
            env=self.environment | more,
            capture_output=True,
            text=True,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def start(self):
        """Serve; the seconds until it says that it is well."""
        with self.log.open("ab") as log:
            self.supervisor = subprocess.Popen(
                [sys.executable, "-m", "romantik.running.supervisor"],
                cwd=settings.BASE_DIR,
                env=self.environment,
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        return self.seconds_until_well()

    def seconds_until_well(self, most=90):
        began = time.monotonic()
        wait_until(lambda: self.ask("/sehat/").status == 200, most)
        return time.monotonic() - began

    def said(self):
        return self.log.read_text(errors="replace")

    def processes(self):
        """Everything that the supervisor has started; the parents come first."""
        mark = f"{MARK}={self.folder}".encode()
        return sorted(
            int(place.name)
            for place in os.scandir("/proc")
            if place.name.isdecimal() and mark in _environment(place.path)
        )

    def kill(self):
        """Everything at once, as the end of the machine would."""
        self.supervisor.kill()
        for process in self.processes():
            _kill(process)
        self.supervisor.wait()
        wait_until(lambda: not self.processes())

    def end(self):
        if self.supervisor and self.supervisor.poll() is None:
            self.supervisor.send_signal(signal.SIGINT)
            self.supervisor.wait(30)

    def ask(self, path, *, cookies="", body=None, most=30, headers=None):
        """One request, on a line of its own."""
        began = time.monotonic()
        line = http.client.HTTPConnection("127.0.0.1", self.port, timeout=most)
        sent = {"Cookie": cookies, "Content-Type": "application/x-www-form-urlencoded"}
        try:
            line.request("POST" if body else "GET", path, body, sent | (headers or {}))
            answer = line.getresponse()
            text = answer.read().decode(errors="replace")
            return Answer(answer.status, text, answer.headers, time.monotonic() - began)
        except (OSError, http.client.HTTPException) as error:
            return Answer(0, str(error), {}, time.monotonic() - began)
        finally:
            line.close()

    def together(self, paths, cookies=""):
        """All of them asked at the same moment."""
        answers = [None] * len(paths)

        def ask(number):
            answers[number] = self.ask(paths[number], cookies=cookies)

        threads = [threading.Thread(target=ask, args=[number]) for number in range(len(paths))]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return answers

    def typists(self, count):
        """So many people, each with a draft of his own and a session."""
        told = json.loads(self.run("-m", PLACE, "furnish", str(count)).splitlines()[-1])
        return [Typist(self, **one) for one in told]

    def stored(self):
        """What the database has of each draft's question, by its code."""
        return json.loads(self.run("-m", PLACE, "stored").splitlines()[-1])


class Typist:
    """Saves one question again and again, each time with the next number."""

    def __init__(self, portal, *, code, person, cookies):
        self.portal, self.code, self.person, self.cookies = portal, code, person, cookies
        self.page = f"/pengajuan/{code}/isian/{BLOCK}/"
        self.token = ""
        self.number = self.acknowledged = self.saves = 0

    def enter(self):
        """Open the page: its token goes with each save."""
        page = self.portal.ask(self.page, cookies=self.cookies)
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page.text)[1]
        cookie = re.search(r"csrftoken=\w+", page.headers.get("Set-Cookie", ""))
        self.cookies += f"; {cookie[0]}"

    def save(self, words=""):
        self.number += 1
        typed = {"csrfmiddlewaretoken": self.token, "person": self.person, "base": 9**9}
        typed[QUESTION] = f"Simpanan ke-{self.number}. {words}"
        body = urllib.parse.urlencode(typed)
        answer = self.portal.ask(f"{self.page}{QUESTION}/", cookies=self.cookies, body=body)
        if answer.status == 200 and '"saves"' in answer.text:
            self.acknowledged, self.saves = self.number, self.saves + 1
        return answer

    def type(self, until):
        """Until the event is set; who is not answered tries again."""
        while not until.is_set():
            if self.save().status == 0:
                time.sleep(0.05)

    def has_lost(self, stored):
        """Whether the database is behind what was acknowledged."""
        number = re.search(r"ke-(\d+)", stored[self.code] or "")
        return int(number[1] if number else 0) < self.acknowledged


def _kill(process):
    try:
        os.kill(process, signal.SIGKILL)
    except ProcessLookupError:
        return


def _environment(process):
    try:
        with open(f"{process}/environ", "rb") as file:
            return file.read().split(b"\0")
    except OSError:
        return []
