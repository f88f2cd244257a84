"""A database that is away, hangs, or is started anew; the same with the queue and the cache."""

import os
import re
import signal
import time
from typing import NamedTuple

from tests.ops.conftest import wait_until

AT_ONCE = 12  # people who ask while the database says nothing
STATIC = "/static/romantik.svg"


class Silence(NamedTuple):
    """What people were told while it lasted, and the seconds until all was well again."""

    statuses: list
    slowest: float  # seconds of a page
    words: list  # headings
    retry: list  # of the header Retry-After
    static: float  # seconds of a static file, asked for meanwhile
    health: tuple  # status, and seconds
    back: float

    def others(self, status):
        """How many kinds of answers there were beside the one expected."""
        return len(set(self.statuses) - {status})


def hanging(portal, postgres, typist):
    """Each process of the database stands still, as when its disk does not answer."""
    return _without(
        portal,
        typist,
        lambda: postgres.send(signal.SIGSTOP),
        lambda: postgres.send(signal.SIGCONT),
    )


def refusing(portal, postgres, typist):
    """The database was stopped, and is started anew."""
    return _without(portal, typist, postgres.stop, postgres.start)


def _without(portal, typist, begin, end):
    static = _static_file(portal)
    begin()
    try:
        answers = portal.together(
            [typist.page] * (AT_ONCE - 2) + [static, "/sehat/"], cookies=typist.cookies
        )
    finally:
        end()
    began = time.monotonic()
    wait_until(lambda: portal.ask(typist.page, cookies=typist.cookies).status == 200)
    wait_until(lambda: portal.ask("/sehat/").status == 200)
    back = time.monotonic() - began
    *pages, file, health = answers
    return Silence(
        sorted({page.status for page in pages}),
        max(page.seconds for page in pages),
        sorted({found[1] for page in pages if (found := re.search("<h1>(.*?)</h1>", page.text))}),
        sorted({page.headers.get("Retry-After", "") for page in pages}),
        file.seconds if file.status == 200 else -1,
        (health.status, health.seconds),
        back,
    )


def queue_away(portal, typist, number):
    """Valkey is killed (the supervisor starts it anew) or stands still; pages go on."""
    (valkey,) = [pid for pid in portal.processes() if b"valkey" in _command(pid)]
    os.kill(valkey, number)
    page = portal.ask(typist.page, cookies=typist.cookies)
    saved = typist.save()
    health = portal.ask("/sehat/")
    if number == signal.SIGSTOP:
        os.kill(valkey, signal.SIGCONT)
    back = portal.seconds_until_well()
    return Silence(
        [page.status, saved.status],
        max(page.seconds, saved.seconds),
        [],
        [],
        0,
        (health.status, health.seconds),
        back,
    )


def _static_file(portal):
    return re.search(r'href="(/static/[^"]+\.css)"', portal.ask("/").text)[1]


def _command(process):
    try:
        with open(f"/proc/{process}/cmdline", "rb") as file:
            return file.read()
    except OSError:
        return b""
