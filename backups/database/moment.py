"""One moment of the database that others go on writing to.

SQLite copies itself (online backup); PostgreSQL shows one snapshot to `pg_dump` and to us. Either
way the rows of the moment are read through a connection of their own, so that what they name is
what the copy names. Files are stored before the row that names them is committed, and never
changed: each file of the moment is on the disk when its rows are read.
"""

import contextlib
import sqlite3
from collections.abc import Callable
from datetime import datetime
from typing import NamedTuple

from django.db import connection, connections, transaction
from django.utils import timezone

from backups.database import postgresql

ALIAS = "moment"
PART = 8 * 1024 * 1024  # bytes


class Moment(NamedTuple):
    """`alias` is the connection that sees it, `parts` gives the copy piece by piece."""

    at: datetime
    parts: Callable
    server: int = 0  # PostgreSQL's version, the number before the dot
    alias: str = ALIAS


@contextlib.contextmanager
def one_moment(folder):
    """The database as it is now, for as long as one needs it; the folder is for a copy."""
    of_kind = _of_postgresql if connection.vendor == "postgresql" else _of_sqlite
    with of_kind(folder) as moment:
        yield moment


@contextlib.contextmanager
def reachable(alias, **changes):
    """A further connection like the usual one, but for these changes; for this thread alone."""
    own = connection.copy(alias)
    own.settings_dict |= changes
    own.ensure_connection()
    connections[alias] = own
    try:
        yield own
    finally:
        own.close()
        del connections[alias]


@contextlib.contextmanager
def _of_sqlite(folder):
    path = folder / "copy.sqlite3"
    at = timezone.now()
    own = connection.copy()
    try:
        own.ensure_connection()
        with contextlib.closing(sqlite3.connect(path)) as copy:
            own.connection.backup(copy)
            copy.execute("PRAGMA journal_mode=DELETE")  # one file, whole by itself
    finally:
        own.close()

    def parts():
        with open(path, "rb") as file:
            yield from iter(lambda: file.read(PART), b"")

    with reachable(ALIAS, NAME=str(path), OPTIONS={}):
        yield Moment(at, parts)


@contextlib.contextmanager
def _of_postgresql(folder):
    from psycopg2.extensions import ISOLATION_LEVEL_REPEATABLE_READ

    there = postgresql.direct()
    options = there["OPTIONS"] | {
        "isolation_level": ISOLATION_LEVEL_REPEATABLE_READ,
        "options": "-c statement_timeout=0 -c idle_in_transaction_session_timeout=0",
    }
    with reachable(ALIAS, **there | {"OPTIONS": options}) as own, transaction.atomic(using=ALIAS):
        with own.cursor() as cursor:
            cursor.execute("SELECT pg_export_snapshot(), now()")
            snapshot, at = cursor.fetchone()
        server = own.pg_version // 10000

        def parts():
            return postgresql.dumped(own.settings_dict, server, snapshot, PART)

        yield Moment(at, parts, server)
