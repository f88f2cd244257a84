"""`pg_dump` and `pg_restore`, of the server's own version."""

import os
import re
import shutil
import subprocess
import tempfile
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, connection, transaction

from files.outside import Trouble

DEBIAN = Path("/usr/lib/postgresql")
IN_USE = "Basis data sedang dipakai, atau bukan milik peran ini. Hentikan web, worker, dan beat."
OWN = (  # tables go first: sequences of their columns go with them
    """
    SELECT format('DROP %s IF EXISTS %s CASCADE', CASE relkind WHEN 'v' THEN 'VIEW'
        WHEN 'm' THEN 'MATERIALIZED VIEW' ELSE 'TABLE' END, oid::regclass)
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')
    """,
    """
    SELECT format('DROP SEQUENCE IF EXISTS %s CASCADE', oid::regclass)
    FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'S'
    """,
    """
    SELECT format('DROP FUNCTION IF EXISTS %s CASCADE', oid::regprocedure)
    FROM pg_proc p WHERE pronamespace = 'public'::regnamespace AND NOT EXISTS (
        SELECT FROM pg_depend d WHERE d.objid = p.oid AND d.deptype = 'e')
    """,
)


def direct():
    """How the database is reached past a pool: dumps and snapshots need a session of their own."""
    return connection.settings_dict | (settings.DIRECT_DATABASE or {})


def dumped(database, server, snapshot, part):
    """What `pg_dump` says of that snapshot, piece by piece."""
    command = [program("pg_dump", server), "-Fc", "-Z0", f"--snapshot={snapshot}", "--no-password"]
    with tempfile.TemporaryFile() as said:
        process = subprocess.Popen(  # noqa: S603  a program that we name
            command, env=environment(database), stdout=subprocess.PIPE, stderr=said
        )
        try:
            yield from iter(lambda: process.stdout.read(part), b"")
            if process.wait():
                raise Trouble(f"pg_dump gagal: {last_line(said)}")
        finally:
            process.kill()
            process.wait()
            process.stdout.close()


def load(path):
    """Put a dump in the place of all that is in the database; half of it is none of it."""
    connection.ensure_connection()
    server = connection.pg_version // 10000
    command = [program("pg_restore", server), "--single-transaction", "--exit-on-error"]
    # An extension may be the server's administrator's: only he may say what it is.
    command += ["--no-owner", "--no-acl", "--no-comments", "--no-password"]
    command += ["--dbname", direct()["NAME"], str(path)]
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            empty(cursor)
    except DatabaseError as error:
        raise Trouble(IN_USE) from error
    connection.close()
    with tempfile.TemporaryFile() as said:
        done = subprocess.run(  # noqa: S603
            command, env=environment(direct()), stderr=said
        )
        if done.returncode:
            raise Trouble(f"pg_restore gagal: {last_line(said)}")


def empty(cursor):
    """Take away every table and function of the portal's own."""
    cursor.execute("SET LOCAL lock_timeout = '30s'")  # whoever holds one should be stopped first
    for question in OWN:
        cursor.execute(question)
        for (statement,) in cursor.fetchall():
            cursor.execute(statement)


def program(name, server):
    """Its path: another version cannot read the server, or writes what it cannot take back."""
    debian = DEBIAN / str(server) / "bin" / name
    if debian.exists():
        return str(debian)
    if (found := shutil.which(name)) and version_of(found) == server:
        return found
    raise Trouble(
        f"{name} versi {server} tidak ada, padahal server basis datanya versi itu. "
        f"Pasang postgresql-client-{server}."
    )


def version_of(path):
    said = subprocess.run([path, "--version"], capture_output=True, text=True)  # noqa: S603
    found = re.search(r"\s(\d+)[.\d]*", said.stdout)
    return int(found[1]) if found else None


def environment(database):
    """How libpq's programs find the server; no password stands on a command line."""
    names = {"PGHOST": "HOST", "PGPORT": "PORT", "PGUSER": "USER", "PGPASSWORD": "PASSWORD"}
    names["PGDATABASE"] = "NAME"
    own = {each: str(database[name]) for each, name in names.items() if database[name]}
    options = ("sslmode", "sslrootcert", "sslcert", "sslkey", "target_session_attrs")
    said = {f"PG{name.replace('_', '').upper()}": database["OPTIONS"].get(name) for name in options}
    own |= {each: value for each, value in said.items() if value}
    return os.environ | own


def last_line(said):
    said.seek(0)
    lines = said.read().decode(errors="replace").strip().splitlines()
    return lines[-1] if lines else "tanpa penjelasan"
