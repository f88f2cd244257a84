"""Twenty people who type without pause: is every save kept, and how many a second are there?

.venv/bin/python bin/with-postgres .venv/bin/python bench/autosave.py [SECONDS]

Real gunicorn with production's workers on PostgreSQL; each person has a file of his own but the
last four, who share two. At the end the stored answers are compared with what was acknowledged.
"""

import os
import re
import subprocess
import sys
import threading
import time
import urllib.error
import urllib.parse
import urllib.request

from ground import cpu_milliseconds, fresh_database, verdict

CLIENTS = 20
SHARING = 4
GOAL = 150  # saves a second on two cores
QUESTIONS = ["survey_purpose", "analysis_method", "sampling_frame", "selection_method"]
BLOCKS = {
    "survey_purpose": "purpose",
    "analysis_method": "processing",
    "sampling_frame": "sampling",
    "selection_method": "sampling",
}
PORT = 8765


class Typist(threading.Thread):
    """One person with one browser, saving one question after the other."""

    def __init__(self, number, user, submission, until):
        super().__init__()
        self.number, self.user, self.submission, self.until = number, user, submission, until
        self.question = QUESTIONS[number % len(QUESTIONS)]
        self.saved, self.errors, self.last, self.base = 0, [], "", 0
        self.cookies, self.token = "", ""

    def sign_in(self):
        """A session made directly: the log-in page is not what is measured."""
        from django.conf import settings
        from django.test import Client

        client = Client()
        client.force_login(self.user)
        self.cookies = (
            f"{settings.SESSION_COOKIE_NAME}={client.cookies[settings.SESSION_COOKIE_NAME].value}"
        )
        page = self._ask(f"/pengajuan/{self.submission.code}/isian/{BLOCKS[self.question]}/")
        self.token = re.search(r'name="csrfmiddlewaretoken" value="(\w+)"', page)[1]

    def run(self):
        url = f"/pengajuan/{self.submission.code}/isian/{BLOCKS[self.question]}/{self.question}/"
        count = 0
        while time.monotonic() < self.until[0]:
            count += 1
            text = f"Teks {self.number}, simpanan ke-{count}."
            typed = {
                "csrfmiddlewaretoken": self.token,
                "person": self.user.pk,
                "base": self.base,
                self.question: text,
            }
            try:
                told = self._ask(url, urllib.parse.urlencode(typed).encode())
                self.base = int(re.search(r'"saves": (\d+)', told)[1])
                self.saved, self.last = self.saved + 1, text
            except (urllib.error.URLError, TypeError, OSError) as error:
                self.errors.append(f"{error}: {getattr(error, 'code', '')}")

    def _ask(self, path, body=None):
        request = urllib.request.Request(f"http://127.0.0.1:{PORT}{path}", body)
        request.add_header("Cookie", self.cookies)
        with urllib.request.urlopen(request, timeout=30) as response:  # noqa: S310
            for cookie in response.headers.get_all("Set-Cookie") or ():
                name = cookie.split("=", 1)[0]
                if name not in self.cookies:
                    self.cookies += f"; {cookie.split(';')[0]}"
            return response.read().decode()


def serve():
    """Gunicorn as in production, on the database of this measurement."""
    from django.conf import settings
    from django.db import connection

    known = urllib.parse.urlsplit(os.environ["TEST_DATABASE_URL"])
    url = known._replace(path=f"/{connection.settings_dict['NAME']}").geturl()
    program = (
        ""
        "from gunicorn.app.wsgiapp import run; import sys; sys.argv=['gunicorn','--workers','2',"
        f"'--threads','4','--worker-class','gthread','--bind','127.0.0.1:{PORT}',"
        "'--log-level','error','romantik.wsgi:application']; run()"
    )
    environment = os.environ | {
        "TEST_DATABASE_URL": url,
        "DJANGO_SETTINGS_MODULE": "tests.serving",
        "BENCH_KEY": settings.SECRET_KEY,  # the sessions made here are good there
    }
    server = subprocess.Popen([sys.executable, "-c", program], env=environment)
    for _ in range(100):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{PORT}/masuk/", timeout=5)
            return server
        except urllib.error.HTTPError:
            return server
        except OSError:
            time.sleep(0.1)
    raise SystemExit("The server did not answer.")


def furnish(until):
    """Twenty members with their drafts; the last four share two."""
    from requests_app.models import Submission
    from tests.answers import fs3_answers
    from tests.cast import make_agency, make_member, make_office

    agency = make_agency(office=make_office())
    typists, drafts = [], []
    for number in range(CLIENTS):
        member = make_member(agency=agency)
        if number < CLIENTS - SHARING // 2:
            drafts.append(
                Submission.objects.start(
                    edition="fs3_2021", agency=agency, by=member, answers=fs3_answers()
                )
            )
        draft = drafts[number] if number < len(drafts) else drafts[number - SHARING // 2]
        typists.append(Typist(number, member, draft, until))
    return typists


def lost(typists):
    """Acknowledged saves that the database does not have."""
    from requests_app.models import Submission

    missing = []
    for typist in typists:
        answers = Submission.objects.get(pk=typist.submission.pk).revision.answers
        if typist.last and answers[BLOCKS[typist.question]].get(typist.question) != typist.last:
            missing.append(typist.number)
    return missing


def cost(typist):
    """CPU milliseconds of one save in this process, by Django's test client."""
    from django.test import Client
    from django.urls import reverse

    client = Client()
    client.force_login(typist.user)
    url = reverse("answer", args=[typist.submission.code, "purpose", "survey_purpose"])
    numbers = iter(range(1000))

    def save():
        text = f"Tujuan {next(numbers)}."
        client.post(url, {"person": typist.user.pk, "base": 9**9, "survey_purpose": text})

    save()
    spent, typist.base = cpu_milliseconds(save, times=21), 9**9
    return spent


def main():
    """Print what was reached; exit 1 after an error or a lost save, or where a goal is missed."""
    seconds = float(sys.argv[1]) if len(sys.argv) > 1 else 60
    with fresh_database():
        until = [0]
        typists = furnish(until)
        reached = verdict("CPU of one save, median of 21", cost(typists[0]), 25, "ms")
        server = serve()
        try:
            for typist in typists:
                typist.sign_in()
            until[0] = time.monotonic() + seconds
            for typist in typists:
                typist.start()
            for typist in typists:
                typist.join()
        finally:
            server.terminate()
            server.wait()
        errors = [error for typist in typists for error in typist.errors]
        saves = sum(typist.saved for typist in typists)
        print(f"{CLIENTS} clients, {seconds:.0f} s, {saves} saves: {saves / seconds:.1f} a second")
        print(f"goal {GOAL} a second: {'ok' if saves / seconds >= GOAL else 'MISSED'}")
        print(f"errors: {len(errors)} {errors[:3]}; lost saves: {lost(typists)}")
        sys.exit(0 if reached and not errors and not lost(typists) else 1)


if __name__ == "__main__":
    main()
