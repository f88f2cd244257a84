"""The waiting room's screen, left alone for hours: does it grow, and does it come back by itself?

.venv/bin/python bin/with-postgres .venv/bin/python bench/display.py [POLLS]

A real Chromium whose three seconds last a fiftieth of one asks a real gunicorn; now and then a
number is called. Nobody inspects the page meanwhile: an inspector keeps every answer in the page's
own process. After that the server is stopped, and started again.
"""

import json
import subprocess
import sys
import time
from contextlib import closing, contextmanager
from urllib.request import urlopen

from autosave import PORT, serve
from ground import fresh_database, verdict

POLLS = 5000
FIRST = 500  # polls after which memory is measured the first time
CALLED_EVERY = 20  # polls
GROWTH = 1.1
PATIENCE = 60  # seconds for what comes by itself
ADDRESS = f"http://127.0.0.1:{PORT}/antrean/layar/"
HASTE = """
const [slow, ask, answers] = [window.setTimeout, window.fetch, {}];
window.setTimeout = (work, pause) => slow(work, pause === 8000 ? pause : pause / 150);
window.fetch = async (...asked) => {
  const answer = await ask(...asked);
  answers[answer.status] = (answers[answer.status] ?? 0) + 1;
  document.title = Object.entries(answers).map((pair) => pair.join(":")).join(" ");
  return answer;
};
"""


class Screen:
    """The browser on the wall, and what its process holds."""

    def __init__(self, playwright, program):
        self.playwright = playwright
        self.process = subprocess.Popen(
            [program, "--no-sandbox", "--disable-gpu", "--remote-debugging-port=0", "about:blank"],
            stderr=subprocess.PIPE,
            text=True,
        )
        line = next(line for line in self.process.stderr if "DevTools listening on" in line)
        self.endpoint = line.split()[-1]
        with self.inspected() as (_, page):
            page.add_init_script(HASTE)
            page.goto(ADDRESS)

    @contextmanager
    def inspected(self):
        """The browser and the page, for as long as one looks at them."""
        browser = self.playwright.chromium.connect_over_cdp(self.endpoint)
        try:
            yield browser, browser.contexts[0].pages[0]
        finally:
            browser.close()  # the line to it, not the browser

    def answers(self):
        """How many answers of each status there were, as the page's title tells."""
        place = self.endpoint.split("/")[2]
        with urlopen(f"http://{place}/json/list") as listed:
            title = json.load(listed)[0]["title"]
        counted = [word.split(":") for word in title.split() if word[0].isdigit()]
        return {int(status): int(count) for status, count in counted}

    def polls(self):
        return sum(self.answers().values())

    def held(self):
        """Megabytes of living objects, how many nodes, megabytes of the page's process."""
        with self.inspected() as (browser, page):
            line = page.context.new_cdp_session(page)
            line.send("Performance.enable")
            line.send("HeapProfiler.collectGarbage")
            counted = line.send("Performance.getMetrics")["metrics"]
            metrics = {metric["name"]: metric["value"] for metric in counted}
            processes = browser.new_browser_cdp_session().send("SystemInfo.getProcessInfo")
            renderers = [p["id"] for p in processes["processInfo"] if p["type"] == "renderer"]
            return metrics["JSHeapUsedSize"] / 1e6, metrics["Nodes"], max(map(_resident, renderers))

    def shows(self, label):
        """Whether that number comes to stand in large type, and nothing about a lost line."""
        with self.inspected() as (_, page):
            number = page.locator(".board-number", has_text=label)
            number.wait_for(timeout=PATIENCE * 1000)
            return page.locator("#sambungan").is_hidden()

    def tells_that_it_is_lost(self):
        """Whether the screen comes to tell that nobody answers."""
        with self.inspected() as (_, page):
            page.locator("#sambungan").wait_for(timeout=PATIENCE * 1000)
            return True

    def close(self):
        """End the browser, also when something went wrong: it would poll for ever."""
        self.process.terminate()
        self.process.wait()
        self.process.stderr.close()


def _resident(pid):
    with open(f"/proc/{pid}/status") as status:
        lines = dict(line.split(":", 1) for line in status)
    return int(lines["VmRSS"].split()[0]) / 1000


def call_somebody(officer):
    """One visit from the door to the desk; returns its number."""
    from guestbook.models import Visit

    for visit in Visit.objects.open().filter(served_by=officer):
        visit.end(by=officer, outcome="served")
    Visit.objects.arrive(office=officer.office, service="R", name="Tamu")
    return Visit.objects.call_next(by=officer, place="1").label


def watch(screen, officer, polls):
    """Poll so often; what was held after the first five hundred, and at the end.

    Each look leaves its tools behind in the page: two looks at once tell how much that is.
    """
    label, early, tools = "", None, 0
    for number in range(0, polls, CALLED_EVERY):
        label = call_somebody(officer)
        _wait_for(lambda until=number + CALLED_EVERY: screen.polls() >= until)
        if early is None and number + CALLED_EVERY >= min(FIRST, polls // 2):
            first, early = screen.held(), screen.held()
            tools = early[0] - first[0]
    objects, *others = screen.held()
    if not screen.shows(label):
        raise SystemExit("The screen tells that the line is lost.")
    return early, (objects - tools, *others)


def come_back(screen, officer, server):
    """Stop the server, call somebody, start it again: True if the screen told and then shows."""
    server.terminate()
    server.wait()
    told = screen.tells_that_it_is_lost()
    label = call_somebody(officer)
    server = serve()
    return server, told and screen.shows(label)


def _wait_for(come_true):
    until = time.monotonic() + PATIENCE
    while not come_true():
        if time.monotonic() > until:
            raise SystemExit("The screen does not poll any more.")
        time.sleep(0.02)


def main():
    """Print what was reached; exit 1 where the screen grows or stays away."""
    from django.db import connections
    from playwright.sync_api import sync_playwright

    from romantik.running.machine import TEST_BROWSERS, find_tool
    from tests.cast import make_office, make_staff

    polls = int(sys.argv[1]) if len(sys.argv) > 1 else POLLS
    program = next(path for path in map(find_tool, TEST_BROWSERS) if path)
    with fresh_database():
        officer = make_staff("Budi", "front_desk", office=make_office())
        server = serve()
        try:
            with sync_playwright() as playwright:
                with closing(Screen(playwright, program)) as screen:
                    early, late = watch(screen, officer, polls)
                    answers = screen.answers()
                    server, is_back = come_back(screen, officer, server)
                connections.close_all()  # those of this loop, which nobody else can close
        finally:
            server.terminate()
            server.wait()
    print(f"{sum(answers.values())} polls: answers {answers}")
    names = ("living objects", "nodes in the page", "memory of its process")
    units = ("MB", "", "MB")
    kept = [
        verdict(f"{name} at the end", now, round(then * GROWTH, 2), unit)
        for name, then, now, unit in zip(names, early, late, units, strict=True)
    ]
    print(f"after a restart of the server: {'back by itself' if is_back else 'MISSED'}")
    sys.exit(0 if all(kept) and is_back else 1)


if __name__ == "__main__":
    main()
