"""What a request or a task costs by itself: CPU, the database's CPU, statements, bytes."""

import os
import statistics
import time
from contextlib import contextmanager
from pathlib import Path
from typing import NamedTuple

from django.db import connection
from django.test import Client

from bench.country.watch import Timer, _on_cpu
from romantik.celery import Task
from tests.stories.person import Person

TICK = 1000 / os.sysconf("SC_CLK_TCK")  # milliseconds


class Cost(NamedTuple):
    """Milliseconds in Python and its children, in PostgreSQL; statements; bytes to and fro."""

    own: float = 0
    database: float = 0
    queries: int = 0
    sent: int = 0
    received: int = 0

    def plus(self, other):
        return Cost(*(a + b for a, b in zip(self, other, strict=True)))

    def minus(self, other):
        return Cost(*(a - b for a, b in zip(self, other, strict=True)))

    def times(self, factor):
        return Cost(*(part * factor for part in self))


class Meter:
    """Everything that is done under it, by name; what a task costs is not its request's."""

    def __init__(self):
        self.found, self.open = {}, []
        self.timer, self.backend = Timer(), None
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute("SET max_parallel_workers_per_gather = 0")
                cursor.execute("SELECT pg_backend_pid()")
                self.backend = Path(f"/proc/{cursor.fetchone()[0]}/schedstat")

    @contextmanager
    def running(self):
        """Tasks are measured, too, while it runs."""
        meter, bare = self, Task.__call__

        def measured(task, *args, **kwargs):
            with meter.of(f"task {task.name}"):
                return bare(task, *args, **kwargs)

        Task.__call__ = measured
        try:
            with connection.execute_wrapper(self.timer):
                yield self
        finally:
            Task.__call__ = bare

    @contextmanager
    def of(self, name):
        """Yield a list of one name, which whoever learns a better one may change."""
        named, begun = [name], self._now()
        self.open.append(Cost())
        try:
            yield named
        finally:
            whole, inner = self._now().minus(begun), self.open.pop()
            if self.open:
                self.open[-1] = self.open[-1].plus(whole)
            self.found.setdefault(named[0], []).append(whole.minus(inner))

    def add(self, name, cost):
        """To what was measured last under that name."""
        self.found[name][-1] = self.found[name][-1].plus(cost)

    def middle(self, name):
        return Cost(*(statistics.median(part) for part in zip(*self.found[name], strict=True)))

    def total(self, names=None):
        whole = Cost()
        for name, costs in self.found.items():
            if names is None or names(name):
                for cost in costs:
                    whole = whole.plus(cost)
        return whole

    def _now(self):
        database = _on_cpu(self.backend) if self.backend else None
        waited = self.timer.waited if database is None and self.backend else database or 0
        return Cost(time.process_time() * 1000 + of_children(), waited, self.timer.queries)


def of_children():
    """Milliseconds of CPU of every process below this one: letters are signed in such."""
    whole, waiting = 0, [os.getpid()]
    while waiting:
        pid = waiting.pop()
        try:
            for task in Path(f"/proc/{pid}/task").iterdir():
                waiting += map(int, (task / "children").read_text().split())
            fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        except OSError:
            continue
        own = 0 if pid == os.getpid() else int(fields[11]) + int(fields[12])
        whole += own + int(fields[13]) + int(fields[14])  # and of those that have ended
    return whole * TICK


class MeteredClient(Client):
    """A browser whose requests are measured one by one, by the name of the address."""

    def __init__(self, meter, **options):
        super().__init__(**options)
        self.meter = meter

    def request(self, **request):
        sent = int(request.get("CONTENT_LENGTH") or 0)
        with self.meter.of("request") as named:
            answer = super().request(**request)
            content = b"".join(answer) if answer.streaming else answer.content
            match = getattr(answer, "resolver_match", None)
            named[0] = f"{request['REQUEST_METHOD']} {match.view_name if match else '?'}"
        self.meter.add(named[0], Cost(sent=len(content), received=sent))
        return answer


class MeteredPerson(Person):
    """A person of the stories with such a browser."""

    def __init__(self, meter, user=None):
        super().__init__()
        self.client = MeteredClient(meter, enforce_csrf_checks=True)
        if user:
            self.client.force_login(user)
