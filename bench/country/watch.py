"""What one look costs: CPU of this process and of PostgreSQL's, which other work hardly changes."""

import statistics
import time
from pathlib import Path
from typing import NamedTuple

from django.core.cache import cache
from django.db import connection


class Spent(NamedTuple):
    """Milliseconds of a look: in Python, in the database; how many queries."""

    own: float
    database: float
    queries: int

    @property
    def total(self):
        return self.own + self.database


def use(name):
    """Speak to that database from now on, with what is cached of it."""
    connection.close()
    connection.settings_dict["NAME"] = name
    cache.key_prefix = name
    with connection.cursor() as cursor:  # what parallel processes do would not be counted
        cursor.execute("SET max_parallel_workers_per_gather = 0")
        cursor.execute("SELECT pg_backend_pid()")
        return Path(f"/proc/{cursor.fetchone()[0]}/schedstat")


def spent(look, backend):
    """One look. Where the server runs elsewhere, the time in which it was waited for."""
    timer, before, own = Timer(), _on_cpu(backend), time.process_time()
    with connection.execute_wrapper(timer):
        look()
    own = (time.process_time() - own) * 1000
    database = timer.waited if before is None else _on_cpu(backend) - before
    return Spent(own, database, timer.queries)


class Timer:
    """How many statements there were, and how long they were waited for."""

    def __init__(self):
        self.queries, self.waited = 0, 0.0

    def __call__(self, execute, *arguments):
        begun = time.perf_counter()
        self.queries += 1
        try:
            return execute(*arguments)
        finally:
            self.waited += (time.perf_counter() - begun) * 1000


def _on_cpu(backend):
    """Milliseconds that PostgreSQL's process has run; None where it cannot be told."""
    try:
        return int(backend.read_text().split()[0]) / 1e6
    except OSError:
        return None


def middle(looks):
    """The look in the middle, each part by itself."""
    return Spent(*(statistics.median(part) for part in zip(*looks, strict=True)))
