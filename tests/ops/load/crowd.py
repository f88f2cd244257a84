"""The crowd of `bin/load`, as locust sends it: visitors, clerks of agencies, officers.

It knows the portal by its pages only. `PEOPLE` names a file with the sessions of those who have
logged in: `{"clerks": [{"code", "person", "cookies"}], "officers": [{"code", "cookies"}]}`, one
for each person of the crowd; `THINK` is how long each thinks between two requests on average.
With `ENOUGH` all go home once there are so many requests of each kind.
"""

import itertools
import json
import os
import random
import re
from collections import Counter
from http.cookiejar import Cookie
from pathlib import Path

from locust import FastHttpUser, between, events, task

THINK = float(os.environ.get("THINK", "1"))
ENOUGH = int(os.environ.get("ENOUGH", "0"))
PEOPLE = json.loads(Path(os.environ["PEOPLE"]).read_text())
TOKEN = re.compile(r'name="csrfmiddlewaretoken" value="(\w+)"')
WORDS = ("padi", "penduduk", "nelayan", "kepuasan masyarakat", "zzxy")
READING, WRITING = "reading", "writing"


@events.init.add_listener
def go_home_when_it_is_enough(environment, **_told):
    if not ENOUGH:
        return
    seen = Counter()

    @environment.events.request.add_listener
    def count(name, **_told):
        seen[name] += 1
        if min(seen[READING], seen[WRITING]) == ENOUGH:
            environment.runner.quit()


class Person(FastHttpUser):
    """Everybody comes from an address of his own, as the proxy in front would tell."""

    abstract = True
    wait_time = between(0, 2 * THINK)
    numbers = itertools.count(1)

    def __init__(self, *place):
        super().__init__(*place)
        self.address = {"X-Forwarded-For": f"192.0.2.{next(self.numbers) % 256}"}

    def read(self, page):
        """A page that must be there whole: 200, and to its end."""
        with self.client.get(
            page, name=READING, headers=self.address, catch_response=True
        ) as answer:
            if answer.status_code != 200 or "</html>" not in answer.text:
                answer.failure(f"{answer.status_code} at {re.sub('[0-9A-Z]{8}', 'CODE', page)}")
            return answer.text or ""

    def write(self, page, *taken, **typed):
        """A form as its page would send it; `taken` are the statuses that say it was taken."""
        answer = self.client.post(
            page,
            data=typed,
            name=WRITING,
            headers=self.address,
            allow_redirects=False,
            catch_response=True,
        )
        with answer:
            if answer.status_code in taken:
                answer.success()
            else:
                answer.failure(f"{answer.status_code} at {re.sub('[0-9A-Z]{8}', 'CODE', page)}")


class Visitor(Person):
    weight = 2

    @task
    def look_around(self):
        self.read(random.choice(("/", "/standar-pelayanan/", "/kepuasan/", "/surat/")))

    @task
    def search(self):
        self.read(f"/katalog/?q={random.choice(WORDS)}")


class Known(Person):
    """Somebody who has logged in; takes the session of one whom nobody has taken yet."""

    abstract = True
    kind = ""

    def on_start(self):
        self.one = PEOPLE[self.kind].pop()
        self.file = f"/pengajuan/{self.one['code']}/"
        for cookie in self.one["cookies"].split("; "):
            name, value = cookie.split("=", 1)
            self.client.cookiejar.set_cookie(made_cookie(name, value))
        self.token = ""

    def open(self, page):
        """Read a page and keep the token of its forms."""
        if found := TOKEN.search(self.read(page)):
            self.token = found[1]


class Clerk(Known):
    """Fills a draft; an answer is saved more often than a page is asked for."""

    weight, kind = 2, "clerks"
    number = 0

    def on_start(self):
        super().on_start()
        self.block = f"{self.file}isian/purpose/"
        self.open(self.block)

    @task(2)
    def go_back(self):
        self.read(random.choice(("/meja/", "/pengajuan/", self.file, f"{self.file}kelengkapan/")))

    @task
    def turn_to_the_block(self):
        self.open(self.block)

    @task(3)
    def answer(self):
        self.number += 1
        self.write(
            f"{self.block}survey_purpose/",
            200,
            csrfmiddlewaretoken=self.token,
            person=self.one["person"],
            base=9**9,
            survey_purpose=f"Simpanan ke-{self.number}.",
        )


class Officer(Known):
    """Takes a file, reads it, lets go of it."""

    weight, kind = 1, "officers"

    @task(4)
    def look_through(self):
        self.read(random.choice(("/meja/", "/pengajuan/", "/pengajuan/?q=padi", self.file)))

    @task
    def examine(self):
        examination = f"{self.file}pemeriksaan/"
        self.open(examination)
        self.write(examination, 302, csrfmiddlewaretoken=self.token)
        self.wait()
        self.write(
            f"{self.file}pelepasan/", 302, csrfmiddlewaretoken=self.token, reason="Istirahat."
        )


def made_cookie(name, value):
    """A cookie for this machine, as its server would have set it."""
    port, domain, path = (None, False), ("127.0.0.1", True, False), ("/", True)
    return Cookie(0, name, value, *port, *domain, *path, False, None, True, None, None, {})
