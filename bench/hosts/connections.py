"""Does every request have an answer? Many people on lines that stay open, as of browsers.

    python -m bench.hosts.connections http://127.0.0.1:8000 --people 50 --seconds 60 --think 1

Each person has one line, asks for a page, reads, thinks, and asks again on the same line for as
long as the server leaves it open. A request that was sent and has no answer is told with what was
special about it: whether the line was new, and how long nothing had passed on it.
"""

import argparse
import asyncio
import random
import time
from collections import Counter
from urllib.parse import urlsplit

PAGES = ("/", "/katalog/", "/standar-pelayanan/", "/kepuasan/", "/sehat/")
PATIENCE = 30  # seconds for an answer


class Dropped(Exception):
    """A request without an answer."""


class Person:
    """One line, opened anew whenever the server has said that it closes it."""

    def __init__(self, host, port, told, closes):
        self.host, self.port, self.told, self.closes = host, port, told, closes
        self.reader = self.writer = None
        self.used, self.last = 0, 0.0

    async def ask(self, page):
        """The status of the answer."""
        if self.writer is None or self.writer.is_closing() or self.reader.at_eof():
            self.reader, self.writer = await asyncio.open_connection(self.host, self.port)
            self.used = 0
        idle = time.monotonic() - self.last if self.used else 0.0
        more = "Connection: close\r\n" if self.closes else ""
        self.writer.write(f"GET {page} HTTP/1.1\r\nHost: 127.0.0.1\r\n{more}\r\n".encode())
        try:
            async with asyncio.timeout(PATIENCE):
                status, closes = await self.answer()
        except (OSError, asyncio.IncompleteReadError, TimeoutError) as problem:
            self.writer.close()
            words = (
                f"{type(problem).__name__}, {'old' if self.used else 'new'} line, idle {idle:.2f} s"
            )
            self.writer = None
            raise Dropped(words) from problem
        self.used, self.last = self.used + 1, time.monotonic()
        if closes:
            self.writer.close()
        return status

    async def answer(self):
        """(status, whether the server closes the line)."""
        head = (await self.reader.readuntil(b"\r\n\r\n")).decode("latin-1").lower()
        status, *lines = head.split("\r\n")
        headers = dict(line.partition(": ")[::2] for line in lines if line)
        if "content-length" in headers:
            await self.reader.readexactly(int(headers["content-length"]))
        elif headers.get("transfer-encoding") == "chunked":
            while size := int(await self.reader.readuntil(b"\r\n"), 16):
                await self.reader.readexactly(size + 2)
            await self.reader.readuntil(b"\r\n")
        return int(status.split()[1]), headers.get("connection") == "close"

    async def live(self, until, think):
        while time.monotonic() < until:
            try:
                self.told[await self.ask(random.choice(PAGES))] += 1
            except Dropped as words:
                self.told["dropped"] += 1
                print(f"without an answer: {words}")
            except OSError as problem:
                self.told[f"no line: {type(problem).__name__}"] += 1
            await asyncio.sleep(random.uniform(0, 2 * think))


async def run(address, people, seconds, think, closes):
    """All of them at once; what they were told, counted."""
    place, told = urlsplit(address), Counter()
    until = time.monotonic() + seconds
    crowd = [Person(place.hostname, place.port, told, closes) for _ in range(people)]
    await asyncio.gather(*(person.live(until, think) for person in crowd))
    return told


def main():
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("address")
    parser.add_argument("--people", type=int, default=50)
    parser.add_argument("--seconds", type=float, default=60)
    parser.add_argument("--think", type=float, default=1, help="seconds on average, at most twice")
    parser.add_argument("--closes", action="store_true", help="a new line for each request")
    options = parser.parse_args()
    told = asyncio.run(run(**vars(options)))
    print(", ".join(f"{count} × {what}" for what, count in sorted(told.items(), key=str)))


if __name__ == "__main__":
    main()
