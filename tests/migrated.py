"""SQLite's empty database is kept between runs: to migrate takes longer than most files."""

import hashlib
import inspect
import itertools
import os
import sqlite3
from contextlib import closing
from pathlib import Path
from unittest.mock import patch

import django
import pytest
from django.core.management import call_command
from django.db import connection
from django.db.migrations.loader import MigrationLoader

ROOT = Path(__file__).parents[1]
# What migrations call, and what Django makes of models after them (content types, permissions).
USED = (
    "events/*.py",
    "events/migrating/*.py",
    "*/models.py",
    "*/models/**/*.py",
    "*/codes.py",
    "*/data/*",
)


@pytest.fixture(scope="session")
def django_db_modify_db_settings(django_db_modify_db_settings, pytestconfig):
    """Migrate once for each state of the migrations; PostgreSQL's servers are thrown away."""
    kept = pytestconfig.cache.mkdir("migrated")

    def migrate(command, **options):
        if "run_syncdb" not in options or connection.vendor != "sqlite":
            call_command(command, **options)  # whatever else asks for it
            return
        copy = kept / f"{digest_of_migrations()}.sqlite3"
        if copy.exists():
            with closing(sqlite3.connect(copy)) as source:
                connection.ensure_connection()
                source.backup(connection.connection)
        else:
            call_command(command, **options)
            keep(copy)

    with patch("django.core.management.call_command", migrate):
        yield


def digest_of_migrations():
    """What the database comes from: all migrations, what they call, and Django itself."""
    modules = {
        inspect.getfile(type(each)) for each in MigrationLoader(None).disk_migrations.values()
    }
    told = hashlib.sha256(f"{django.__version__} {sqlite3.sqlite_version}".encode())
    used = itertools.chain.from_iterable(map(ROOT.glob, USED))
    for path in sorted({*map(Path, modules), *filter(Path.is_file, used)}):
        told.update(path.read_bytes())
    return told.hexdigest()[:16]


def keep(copy):
    """Store it under its name once it is whole; older ones go."""
    for old in set(copy.parent.glob("*.sqlite3")) - {copy}:  # another worker may read that one
        old.unlink(missing_ok=True)
    beginning = copy.with_suffix(f".{os.getpid()}")
    with closing(sqlite3.connect(beginning)) as target:
        connection.connection.backup(target)
    beginning.rename(copy)
