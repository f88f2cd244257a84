"""kill -9 of everything while people type: what was acknowledged is there, and it serves again."""

import random
import threading
from typing import NamedTuple

SEED = 6302
MOST = 3  # seconds of typing before each kill
TYPISTS = 6


class Killed(NamedTuple):
    """The figures of a series of kills."""

    kills: int
    saves: int
    lost: int
    ready: list  # seconds after each


def killed(portal, times, postgres=None):
    """Kill portal, queue and database so many times under writes; the figures."""
    typists, chance = portal.typists(TYPISTS), random.Random(SEED)
    portal.start()
    for typist in typists:
        typist.enter()
    ready, lost = [], 0
    for _ in range(times):
        with typing(typists):
            threading.Event().wait(chance.uniform(0.3, MOST))
            portal.kill()
            if postgres:
                postgres.kill()
        if postgres:
            postgres.start()
        ready.append(portal.start())
        stored = portal.stored()
        lost += sum(typist.has_lost(stored) for typist in typists)
    return Killed(times, sum(typist.saves for typist in typists), lost, ready)


class typing:  # noqa: N801  reads as words where it is used
    """All of them save without pause."""

    def __init__(self, typists):
        self.over = threading.Event()
        self.threads = [threading.Thread(target=one.type, args=[self.over]) for one in typists]

    def __enter__(self):
        for thread in self.threads:
            thread.start()

    def __exit__(self, *problem):
        self.over.set()
        for thread in self.threads:
            thread.join()
