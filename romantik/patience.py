"""How long a process waits for its database; who serves people waits least.

PostgreSQL ends a statement by itself while it is well: the line says so when it is opened, or,
behind a pool, the role (`manage.py limit_role --limits`). One that hangs says nothing at all: then
the line is given up from here, and that server left alone for some seconds, so that only those who
asked first have waited.
"""

import select
import time
from contextlib import contextmanager
from contextvars import ContextVar
from typing import NamedTuple

from django.conf import settings
from django.db import connections, transaction

from files.storing.trouble import waiting

GRACE = 0.4  # seconds after which a statement is no longer slow: the server hangs
REST = 2  # seconds that a server which said nothing is left alone
SILENT = "the database says nothing"


class Patience(NamedTuple):
    """Seconds: for the line, for one statement, for a lock that another holds, for idle hands;
    and for an answer of the store of files, which is asked so many times."""

    line: float
    statement: float
    lock: float
    idle: float
    answer: float = 30
    tries: int = 2


WEB = Patience(line=2, statement=3.5, lock=3, idle=60, answer=4, tries=2)
# A task is handed out anew after 300 seconds.
WORK = Patience(line=10, statement=240, lock=30, idle=600, answer=60, tries=3)
EXPORT = WEB._replace(statement=60)  # a long table, where it keeps nobody else waiting

shorter = ContextVar("shorter", default=None)
longer = ContextVar("longer", default=0)
servers = ContextVar("servers", default=1)  # that are asked one after the other


def keep_to(patience):
    """Wait no longer than that, from here on in this process."""
    waiting.keep_to(patience.line, patience.answer, patience.tries)
    for database in settings.DATABASES.values():
        options = database.setdefault("OPTIONS", {})
        if "sqlite" in database["ENGINE"]:
            options["timeout"] = patience.lock
            continue
        if not database.get("POOLED"):
            words = [f"-c {name}={value}" for name, value in limits(patience).items()]
            options["options"] = " ".join([options.get("options", ""), *words]).strip()
        _listen(patience)


def limits(patience):
    """What PostgreSQL is to end by itself, in milliseconds."""
    seconds = {
        "statement_timeout": patience.statement,
        "lock_timeout": patience.lock,
        "idle_in_transaction_session_timeout": patience.idle,
    }
    return {name: round(value * 1000) for name, value in seconds.items()}


@contextmanager
def exporting(alias):
    """A transaction in which a statement may take as long as a long table wants."""
    token = longer.set(EXPORT.statement)
    try:
        with transaction.atomic(using=alias), connections[alias].cursor() as cursor:
            cursor.execute(
                "SET LOCAL statement_timeout = %s", [limits(EXPORT)["statement_timeout"]]
            )
            yield
    finally:
        longer.reset(token)


LIMITS = {"web": limits(WEB), "work": limits(WORK)}  # by kind of work, for roles behind a pool


@contextmanager
def sharing(count):
    """So many servers are asked one after the other: each gets its share of the patience."""
    token = servers.set(count)
    try:
        yield
    finally:
        servers.reset(token)


@contextmanager
def within(seconds):
    """Wait no longer than that for each answer; who asks whether all is well wants to know soon."""
    token = shorter.set(seconds)
    try:
        yield
    finally:
        shorter.reset(token)


def _listen(patience):
    from psycopg2.extensions import set_wait_callback

    set_wait_callback(Line(patience))


class Line:
    """Waits in libpq's place for whatever a server of PostgreSQL has to say."""

    def __init__(self, patience):
        self.patience = patience
        self.rests_until = {}  # by server; none: it answered the last time

    def __call__(self, connection):
        """Called by psycopg2 for each connection that is opened and each statement."""
        from psycopg2 import OperationalError

        now, server = time.monotonic(), (connection.info.host, connection.info.port)
        rests_until = self.rests_until.get(server, 0.0)
        if now < rests_until:
            raise OperationalError(SILENT)
        if rests_until:  # one goes ahead and looks
            self.rests_until[server] = now + REST
        if not _answers(connection, now + self._seconds(connection)):
            if shorter.get() is None:
                self.rests_until[server] = time.monotonic() + REST
            raise OperationalError(SILENT)
        self.rests_until.pop(server, None)

    def _seconds(self, connection):
        from psycopg2.extensions import STATUS_SETUP

        is_new = connection.status == STATUS_SETUP
        line = self.patience.line / servers.get()
        statement = max(self.patience.statement, longer.get()) + GRACE
        seconds = line if is_new else statement
        return min(seconds, shorter.get() or seconds)


def _answers(connection, end):
    """Move the connection on until it has nothing more to wait for; False when time is up."""
    from psycopg2.extensions import POLL_OK, POLL_READ

    while (state := connection.poll()) != POLL_OK:
        door = select.poll()
        door.register(connection, select.POLLIN if state == POLL_READ else select.POLLOUT)
        if not door.poll(max(0, end - time.monotonic()) * 1000):
            return False
    return True
