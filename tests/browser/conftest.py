"""A browser for the stories: Debian's Chromium, at two widths, watched while it browses."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.conf import settings
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from romantik.running.machine import TEST_BROWSERS, find_tool
from tests.browser.hands import Keys, Mouse

QUIET = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-software-rasterizer",  # a fifth less work for two cores, with the next one
    "--in-process-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
WIDTHS = {"desk": {"width": 1280, "height": 900}, "phone": {"width": 360, "height": 740}}
WAYS = {
    "mouse-desk": (Mouse, "desk", "light"),
    "mouse-phone": (Mouse, "phone", "dark"),
    "keyboard-desk": (Keys, "desk", "dark"),
    "keyboard-phone": (Keys, "phone", "light"),
}
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
PATIENCE = 100  # tenths of a second


@pytest.fixture(scope="session")
def browser_type_launch_args(browser_type_launch_args):
    """Use the Chromium of the machine: nothing is downloaded."""
    program = next(path for path in map(find_tool, TEST_BROWSERS) if path)
    return browser_type_launch_args | {"executable_path": program, "args": QUIET}


@pytest.fixture(scope="session")
def browser_context_args(browser_context_args):
    """Browse as a person at the office does."""
    return browser_context_args | {
        "locale": "id-ID",
        "timezone_id": "Asia/Makassar",
        "viewport": WIDTHS["desk"],
    }


@pytest.fixture(autouse=True)
def stored_for_the_server(transactional_db):
    """Store for real what a test makes: the server looks from another thread."""


@pytest.fixture(params=WIDTHS)
def width(request, page):
    """Try a test on a desk and on a phone."""
    page.set_viewport_size(WIDTHS[request.param])
    return request.param


@pytest.fixture
def neighbours():
    """Addresses of other servers that the pages of a story may lead to."""
    return ()


@pytest.fixture
def page(page, live_server, neighbours):
    """A page that may load nothing from elsewhere, break no policy and meet no error of ours."""
    complaints = []
    page.set_default_timeout(30_000)  # a machine may be busy
    own = (live_server.url, *neighbours, "data:", "blob:", "about:", "chrome")
    page.on("request", lambda request: complain_of_strangers(request, own, complaints))
    page.on("response", lambda response: complain_of_errors(response, complaints))
    page.on("console", lambda message: complain_of_policy(message, complaints))
    page.on("pageerror", lambda error: complaints.append(f"script: {error}"))
    unanswered = set()
    page.on("request", lambda request: unanswered.add(request))
    page.on("requestfinished", lambda request: unanswered.discard(request))
    page.on("requestfailed", lambda request: unanswered.discard(request))
    yield page
    for _ in range(PATIENCE):  # what is still being saved would meet tables that are emptied
        if not unanswered or page.is_closed():
            break
        page.wait_for_timeout(100)
    assert complaints == []


def complain_of_strangers(request, own, complaints):
    """Note a request to another host."""
    if not request.url.startswith(own):
        complaints.append(f"asked elsewhere: {request.url}")


def complain_of_errors(response, complaints):
    """Note an error of the server."""
    if response.status >= 500:
        complaints.append(f"{response.status}: {response.url}")


def complain_of_policy(message, complaints):
    """Note what the content policy refused."""
    if "Content Security Policy" in message.text:
        complaints.append(message.text)


@pytest.fixture
def sign_in(context, live_server):
    """Sign a person in without the form: `sign_in(sari)`."""

    def sign_in(person):
        client = Client()
        client.force_login(person)
        name = settings.SESSION_COOKIE_NAME
        value = client.cookies[name].value
        context.add_cookies([{"name": name, "value": value, "url": live_server.url}])

    return sign_in


def findings(page, rules=None):
    """What axe finds at levels A and AA on a page once it is there, or by some rules alone."""
    page.wait_for_load_state()
    page.evaluate("scrollTo({top: 0, behavior: 'instant'})")  # the bar that sticks covers nothing
    chosen = {"type": "rule", "values": rules} if rules else {"type": "tag", "values": STANDARDS}
    options = {"runOnly": chosen, "resultTypes": ["violations"]}
    return [
        f"{page.url}: {finding['id']} at {node['target']}"
        for finding in Axe().run(page, options=options).response["violations"]
        for node in finding["nodes"]
    ]


@pytest.fixture
def accessible(page):
    """Assert that axe finds nothing on the page in view: `accessible()`."""

    def accessible():
        assert findings(page) == []

    return accessible


@pytest.fixture(params=WAYS)
def way(request, page):
    """One of the ways to use the portal, at one width and in one light."""
    _, width, light = WAYS[request.param]
    page.set_viewport_size(WIDTHS[width])
    page.emulate_media(color_scheme=light, reduced_motion="reduce")
    return request.param


@pytest.fixture
def hands(way, page):
    """The mouse or the keyboard."""
    return WAYS[way][0](page)


@pytest.fixture
def arrive(page, hands, accessible):
    """Assert which page this is, that everybody can use it, and that it fits: `arrive("Surat")`.

    The keyboard comes to the same pages as the mouse, so axe looks at them once a width.
    """
    troubles = []
    page.on("console", lambda said: troubles.append(said.text) if said.type == "error" else None)

    def arrive(heading):
        expect(page.locator("h1")).to_have_text(heading)
        if isinstance(hands, Mouse):
            accessible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    yield arrive
    assert troubles == []


@pytest.fixture
def become(page, context, sign_in, live_server):
    """Somebody else sits down and opens the desk: `become(ratna)`."""

    def become(person):
        context.clear_cookies()
        sign_in(person)
        page.goto(live_server.url + reverse("desk"))

    return become
