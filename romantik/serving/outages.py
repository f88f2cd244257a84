"""What an error that is nobody's mistake means: no room, or a database that does not answer."""

import errno
import sqlite3
from typing import NamedTuple

from django.conf import settings
from django.db import DatabaseError, InterfaceError

from files.storing.trouble import StoreAway
from romantik.running.room import there_is_room

NO_ROOM = {errno.ENOSPC, errno.EDQUOT}
# Of PostgreSQL: the classes (first two letters) of lost lines, too few resources, and an operator's
# intervention; single states: a lock or a turn that was not to be had, a file it could not write.
LOST, FULL_DISK = {"08", "53", "57", "58"}, "53100"
READ_ONLY = "25006"  # a server that follows another since a moment: the next line finds the other
TAKEN = {"55P03", "57014", "40001", "40P01"}
SQLITE_TAKEN = {sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED}
SQLITE_LOST = {sqlite3.SQLITE_IOERR, sqlite3.SQLITE_CANTOPEN, sqlite3.SQLITE_READONLY}


class Outage(NamedTuple):
    """How it is told: the answer's status, what the person reads, when to come again."""

    status: int
    title: str
    words: str
    seconds: int


FULL = Outage(
    507,
    "Ruang simpan portal penuh",
    "Yang Anda kirim belum disimpan. Halaman tetap dapat dibaca, dan portal menyimpan lagi "
    "begitu ada ruang.",
    60,
)
AWAY = Outage(
    503,
    "Portal belum dapat menjawab",
    "Penyimpanan data portal sedang tidak menjawab. Portal pulih sendiri begitu gangguan ini "
    "lewat.",
    10,
)
STORE_AWAY = Outage(
    503,
    "Berkas belum dapat diambil atau disimpan",
    "Tempat penyimpanan berkas sedang tidak menjawab. Bila Anda mengirim sesuatu, itu belum "
    "disimpan. Portal pulih sendiri begitu gangguan ini lewat.",
    10,
)
BUSY = Outage(
    503,
    "Portal sedang sibuk",
    "Permintaan Anda menunggu terlalu lama dan belum dikerjakan.",
    5,
)
MISTAKE = Outage(
    500,
    "Terjadi kesalahan pada portal",
    "Permintaan Anda belum dapat diselesaikan. Kesalahan ini bukan karena Anda, dan sudah "
    "tercatat.",
    0,
)


def meaning_of(problem):
    """The outage behind an error, or None: then something is wrong with the portal itself."""
    while problem is not None:
        if found := _of_database(problem) or _of_disk(problem):
            return found
        problem = problem.__cause__ or problem.__context__
    return None


def _of_disk(problem):
    """Or of the store of files that stands in the disk's place."""
    if isinstance(problem, StoreAway):
        return STORE_AWAY
    return FULL if isinstance(problem, OSError) and problem.errno in NO_ROOM else None


def _of_database(problem):
    if not isinstance(problem, (DatabaseError, InterfaceError)):
        return None
    cause = problem.__cause__
    if isinstance(cause, sqlite3.Error):
        return _of_sqlite(getattr(cause, "sqlite_errorcode", 0) & 0xFF)  # without the finer part
    if cause is None or not hasattr(cause, "pgcode"):
        return None
    state = cause.pgcode or ""
    if state == FULL_DISK:
        return FULL
    if state in TAKEN:
        return BUSY
    is_lost = state == READ_ONLY or state[:2] in LOST
    return AWAY if is_lost or (not state and _is_about_the_line(problem)) else None


def _of_sqlite(code):
    if code == sqlite3.SQLITE_FULL:
        return FULL
    if code in SQLITE_TAKEN:
        return BUSY
    if code not in SQLITE_LOST:
        return None
    return AWAY if there_is_room(settings.VAR_DIR) else FULL  # it cannot always tell


def _is_about_the_line(problem):
    """Without a state: PostgreSQL was not reached, or went away in between."""
    return type(problem).__name__ in {"OperationalError", "InterfaceError"}
