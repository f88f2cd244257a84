"""The waiting room's screen, left alone for hours: does it grow, and does it come back by itself?

.venv/bin/python bin/with-postgres .venv/bin/python bench/display.py [POLLS]

A real Chromium with its clock compressed asks a real gunicorn; now and then a number is called.
After that the server is stopped, and started again.
"""

import sys

from autosave import PORT, serve
from ground import fresh_database, verdict

POLLS = 5000
FIRST = 500  # polls after which memory is measured the first time
EVERY = 3000  # milliseconds between polls, as in static/js/display.js
CALLED_EVERY = 20  # polls
GROWTH = 1.1
ADDRESS = f"http://127.0.0.1:{PORT}/antrean/layar/"


class Screen:
    """The browser on the wall, and what its process holds."""

    def __init__(self, browser):
        self.browser = browser
        self.page = browser.new_page(viewport={"width": 1280, "height": 720})
        self.page.clock.install()
        self.page.goto(ADDRESS)
        self.cdp = self.page.context.new_cdp_session(self.page)
        self.cdp.send("Performance.enable")
        self.statuses = {}
        self.is_lost()  # what Playwright brings into the page is there from the first measurement

    def poll(self):
        """Let three seconds pass, and wait for the answer."""
        with self.page.expect_response("**/papan/") as answer:
            self.page.clock.run_for(EVERY)
        status = answer.value.status
        self.statuses[status] = self.statuses.get(status, 0) + 1

    def heap(self):
        """Megabytes of living objects, and how many nodes there are."""
        self.page.wait_for_timeout(200)
        self.cdp.send("HeapProfiler.collectGarbage")
        counted = self.cdp.send("Performance.getMetrics")["metrics"]
        metrics = {metric["name"]: metric["value"] for metric in counted}
        return metrics["JSHeapUsedSize"] / 1e6, metrics["Nodes"]

    def resident(self):
        """Megabytes that the largest process which draws a page holds."""
        session = self.browser.new_browser_cdp_session()
        processes = session.send("SystemInfo.getProcessInfo")["processInfo"]
        session.detach()
        return max(_resident(p["id"]) for p in processes if p["type"] == "renderer")

    def shown(self):
        """The number in large type."""
        return self.page.locator(".board-number").inner_text()

    def is_lost(self):
        """Whether the screen tells that nobody answers."""
        return self.page.locator("#sambungan").is_visible()


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
    """Poll so often; what was held after the first five hundred, and at the end."""
    label, early = "", None
    for number in range(1, polls + 1):
        if number % CALLED_EVERY == 1:
            label = call_somebody(officer)
        screen.poll()
        if number == min(FIRST, polls // 2):
            early = (*screen.heap(), screen.resident())
    if screen.shown() != label:
        raise SystemExit(f"The screen shows {screen.shown()}, called was {label}.")
    return early, (*screen.heap(), screen.resident())


def come_back(screen, officer, server):
    """Stop the server, call somebody, start it again: True if the screen told and then shows."""
    server.terminate()
    server.wait()
    for _ in range(5):
        screen.page.clock.run_for(5 * EVERY)
        screen.page.wait_for_timeout(100)
    told = screen.is_lost()
    label = call_somebody(officer)
    server = serve()
    with screen.page.expect_response("**/papan/"):
        screen.page.clock.run_for(5 * EVERY)
    screen.page.wait_for_timeout(300)
    return server, told and not screen.is_lost() and screen.shown() == label


def main():
    """Print what was reached; exit 1 where the screen grows or stays away."""
    from django.db import connections
    from playwright.sync_api import sync_playwright

    from romantik.machine import TEST_BROWSERS, find_tool
    from tests.cast import make_office, make_staff

    polls = int(sys.argv[1]) if len(sys.argv) > 1 else POLLS
    program = next(path for path in map(find_tool, TEST_BROWSERS) if path)
    with fresh_database():
        officer = make_staff("Budi", "front_desk", office=make_office())
        server = serve()
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=program, args=["--no-sandbox", "--disable-gpu"]
                )
                screen = Screen(browser)
                early, late = watch(screen, officer, polls)
                server, is_back = come_back(screen, officer, server)
                browser.close()
                connections.close_all()  # those of this loop, which nobody else can close
        finally:
            server.terminate()
            server.wait()
    print(f"{polls} polls: answers {screen.statuses}")
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
