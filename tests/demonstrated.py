"""A demonstration served for pictures and trials, and the browsers that look at it."""

import contextlib
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from pathlib import Path

from playwright.sync_api import sync_playwright

from romantik.running.machine import CHROMIUM, find_tool

ROOT = Path(__file__).resolve().parent.parent
PASSWORD = "kotabaru-peragaan"
PATIENCE = 300  # seconds until the demonstration has been acted out


@contextlib.contextmanager
def chromium(programs=CHROMIUM):
    """Yield the machine's Chromium: the tests' smaller browser draws no PDF inside a page."""
    program = next((path for path in map(find_tool, programs) if path), None)
    if program is None:
        sys.exit("This needs Chromium; as root: apt-get install chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=["--no-sandbox"])
        yield browser
        browser.close()


def seat(browser, address, email, size):
    """A page of a browser of one's own; whose it is has logged in, if anybody."""
    page = browser.new_context(
        viewport=size, locale="id-ID", timezone_id="Asia/Makassar"
    ).new_page()
    if email:
        page.goto(f"{address}/masuk/")
        page.fill("input[name=login]", email)
        page.fill("input[name=password]", PASSWORD)
        page.press("input[name=password]", "Enter")
        page.wait_for_url(lambda url: not url.startswith(f"{address}/masuk/"))
    return page


@contextlib.contextmanager
def demonstration(folder):
    """Serve a demonstration from the folder on a free port; yield its address."""
    port = free_port()
    foreign = ("DJANGO_", "DATABASE_URL", "REDIS_URL", "SECRET_KEY", "PORTAL_URL", "HOST")
    kept = {name: value for name, value in os.environ.items() if not name.startswith(foreign)}
    environment = kept | {"ENV_FILE": os.devnull, "VAR_DIR": str(folder), "PORT": str(port)}
    command = [sys.executable, "-m", "romantik.running.supervisor"]
    supervisor = subprocess.Popen(command, cwd=ROOT, env=environment, stdout=subprocess.DEVNULL)
    try:
        address = f"http://127.0.0.1:{port}"
        wait_for(address, supervisor)
        yield address
    finally:
        supervisor.send_signal(signal.SIGINT)
        supervisor.wait()


def wait_for(address, supervisor):
    """Wait until the portal answers."""
    until = time.monotonic() + PATIENCE
    while time.monotonic() < until:
        if supervisor.poll() is not None:
            sys.exit("The demonstration could not be started (see above).")
        with contextlib.suppress(OSError), urllib.request.urlopen(f"{address}/sehat/") as answer:
            if answer.status == 200:
                return
        time.sleep(0.5)
    sys.exit("The demonstration does not answer.")


def free_port():
    """Return a port that nobody uses."""
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        return door.getsockname()[1]
