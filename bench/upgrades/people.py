"""Two who read and one who begins submissions, by plain HTTP, all the time."""

import threading
import time
import urllib.error
import urllib.request
from http.cookiejar import CookieJar
from urllib.parse import urlencode

from bs4 import BeautifulSoup

PAGES = ("/", "/katalog/", "/standar-pelayanan/")
PASSWORD = "kotabaru-peragaan"  # noqa: S105  everybody's in the demonstration
PAUSE = 0.2  # seconds between two requests of one person


class Readers:
    """Counts answers, errors of the server, what was stored, and the longest time without any."""

    def __init__(self, port):
        self.address = f"http://127.0.0.1:{port}"
        self.answers = self.errors = self.written = 0
        self.gap, self.last, self.over = 0.0, time.monotonic(), threading.Event()
        self.threads = [
            threading.Thread(target=self.go_on, args=[self.read], daemon=True),
            threading.Thread(target=self.go_on, args=[self.read], daemon=True),
            threading.Thread(target=self.go_on, args=[self.write], daemon=True),
        ]

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        return self

    def __exit__(self, *problem):
        self.over.set()
        for thread in self.threads:
            thread.join(20)

    def __str__(self):
        return (
            f"{self.answers} answers, {self.errors} errors, {self.written} submissions begun, "
            f"longest {self.gap:.1f} s without an answer"
        )

    def go_on(self, deed):
        browser = urllib.request.build_opener(urllib.request.HTTPCookieProcessor(CookieJar()))
        while not self.over.is_set():
            try:
                deed(browser)
            except urllib.error.HTTPError as answer:
                self.errors += answer.code == 500  # 503 says to come again
            except (OSError, TypeError):  # nobody there, or a page without its form
                pass
            else:
                now = time.monotonic()
                self.gap, self.last = max(self.gap, now - self.last), now
                self.answers += 1
            time.sleep(PAUSE)

    def read(self, browser):
        for page in PAGES:
            browser.open(self.address + page, timeout=10).read()

    def write(self, browser):
        """Logs in where he has to, then begins a submission by the form of its page."""
        page = browser.open(f"{self.address}/pengajuan/baru/", timeout=10)
        if "masuk" in page.url:
            answers = {"login": "sari@example.go.id", "password": PASSWORD}
            page = self.send(browser, page, answers)
        if page.url.endswith("/baru/"):
            page = self.send(browser, page, {"edition": "fs3_2021"})
            self.written += "/baru/" not in page.url

    def send(self, browser, page, answers):
        """The form of the page with these answers, as a browser sends it."""
        form = BeautifulSoup(page.read(), "html.parser").select_one("main form[method=post]")
        hidden = {field["name"]: field.get("value", "") for field in form.select("[type=hidden]")}
        data = urlencode(hidden | answers).encode()
        return browser.open(page.url, data=data, timeout=10)
