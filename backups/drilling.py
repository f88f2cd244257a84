"""The drill: the archive that has just been made, put back beside the portal and looked at.

Its key is made for this one archive, which it opens beside the office's own, and is never written
down. The command is the one an operator would use, in a process of its own.
"""

import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import quote

import psycopg2
from django.conf import settings
from django.db import connection

from backups.database import postgresql
from backups.making import workshop
from files.outside import Trouble
from integrity.management.commands.limit_role import SCRATCH

LONGEST = 2 * 60 * 60  # seconds
NO_SCRATCH = (
    "Basis data untuk uji pemulihan tidak ada dan tidak boleh dibuat. Jalankan "
    "manage.py limit_role dengan --scratch."
)


def drill(backup, identity):
    """What was wrong, in a sentence; "" when all was whole."""
    try:
        with workshop() as folder, scratch_database(folder) as address:
            return carry_out(backup.name, str(identity), folder, address)
    except Trouble as trouble:
        return str(trouble)


def carry_out(name, key, folder, address):
    """Restore there, and run every check."""
    done = subprocess.run(  # noqa: S603  our own command
        [sys.executable, "manage.py", "restore", name, "--key", "-", "--drill"],
        cwd=settings.BASE_DIR,
        env=surroundings(folder, address),
        input=key.encode(),
        capture_output=True,
        timeout=LONGEST,
    )
    if done.returncode:
        lines = done.stderr.decode(errors="replace").strip().splitlines()
        return lines[-1].removeprefix("CommandError: ") if lines else "Uji berakhir tanpa kata."
    return ""


def surroundings(folder, address):
    """The portal's own environment, but another database, other files, and no mail server."""
    private = folder / "private"
    changed = {
        "DJANGO_SETTINGS_MODULE": "romantik.settings",
        "DATABASE_URL": address,
        **dict.fromkeys(
            ("DATABASE_DIRECT_URL", "REPLICA_URL"), ""
        ),  # they lead to the portal's own
        "DATABASE_POOLED": "false",
        "PRIVATE_ROOT": private,
        **dict.fromkeys(("FILES", "FILES_OLD", "FILES_KEY", "FILES_SECRET"), ""),  # never there
        "STATEMENT_KEYS": private / "statement-keys",
        "SEAL_KEY": private / "seal-key.pem",
        "SEALS_FILE": private / "seals.txt",
        "BACKUP_TARGET": settings.BACKUP_TARGET,
        "BACKUP_KEY": ",".join(settings.BACKUP_KEYS),
        "EMAIL_URL": "dummy:",
        "REDIS_URL": "redis://127.0.0.1:1",  # its tasks and its cache are nobody's
    }
    by_file = {f"{name}_FILE": "" for name in changed}  # a secret's file would win, or be refused
    return os.environ | by_file | {name: str(value) for name, value in changed.items()}


@contextmanager
def scratch_database(folder):
    """The address of a database for a moment, beside the portal's own."""
    if connection.vendor == "sqlite":
        yield f"sqlite:///{Path(folder) / 'scratch.sqlite3'}"
        return
    own = postgresql.direct()
    name = own["NAME"] + SCRATCH
    is_new = _make(own, name)
    try:
        yield _address(own | {"NAME": name})
    finally:
        _clear(own, name, drop=is_new)


def _make(own, name):
    """Whether it had to be made; where others made it for us it stays, empty."""
    with _line(own) as cursor:
        cursor.execute("SELECT 1 FROM pg_database WHERE datname = %s", [name])
        if cursor.fetchone():
            return False
        try:
            cursor.execute(f'CREATE DATABASE "{name}"')
        except psycopg2.Error as error:
            raise Trouble(NO_SCRATCH) from error
        return True


def _clear(own, name, *, drop):
    if drop:
        with _line(own) as cursor:
            cursor.execute(f'DROP DATABASE IF EXISTS "{name}" WITH (FORCE)')
        return
    with _line(own | {"NAME": name}) as cursor:
        cursor.execute("BEGIN")
        postgresql.empty(cursor)
        cursor.execute("COMMIT")


@contextmanager
def _line(own):
    """A connection without a transaction, as the making of databases wants it."""
    names = {"host": "HOST", "port": "PORT", "user": "USER", "password": "PASSWORD"}
    facts = {each: own[name] for each, name in names.items() if own[name]}
    if which := own["OPTIONS"].get("target_session_attrs"):
        facts["target_session_attrs"] = which
    line = psycopg2.connect(dbname=own["NAME"], **facts)
    try:
        line.autocommit = True
        with line.cursor() as cursor:
            yield cursor
    finally:
        line.close()


def _address(own):
    user = quote(own["USER"], safe="")
    password = f":{quote(own['PASSWORD'], safe='')}" if own["PASSWORD"] else ""
    hosts, ports = own["HOST"].split(","), str(own["PORT"] or "").split(",")
    servers = [
        f"{quote(host, safe='')}:{port}" if port else quote(host, safe="")
        for host, port in zip(hosts, ports, strict=True)
    ]
    return f"postgres://{user}{password}@{','.join(servers)}/{own['NAME']}"
