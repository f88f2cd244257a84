"""A portal on disk that is backed up while people write, and a second place to put it back."""

import sqlite3
from contextlib import closing, contextmanager

import pyrage
import pytest
from django.db import connection, connections

from backups import drilling
from backups.making import workshop
from backups.models import Backup
from backups.running import run


@contextmanager
def standing_at(name):
    """All of the portal's code meets that database instead."""
    own = connections["default"]
    before = own.settings_dict["NAME"]
    own.settings_dict["NAME"] = connections.settings["default"]["NAME"] = str(name)
    del connections["default"]
    try:
        yield
    finally:
        connections["default"].close()
        own.settings_dict["NAME"] = connections.settings["default"]["NAME"] = before
        connections["default"] = own


@pytest.fixture
def living(transactional_db, tmp_path):
    """The test's database as production has it: SQLite's in a file, not in one process."""
    if connection.vendor == "postgresql":
        yield
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "portal.sqlite3")) as copy:
        connection.connection.backup(copy)
    with standing_at(tmp_path / "portal.sqlite3"):
        yield


@pytest.fixture
def identity():
    """The private key, which lies in the office's safe."""
    return pyrage.x25519.Identity.generate()


@pytest.fixture
def place(settings, tmp_path, identity):
    """The folder where backups go."""
    folder = tmp_path / "backups"
    folder.mkdir()
    settings.BACKUP_TARGET, settings.BACKUP_KEYS = str(folder), [str(identity.to_public())]
    return folder


def backed_up(*, with_drill=False):
    """A backup that was made; its row tells how it went."""
    backup = Backup.objects.create()
    run(backup, with_drill=with_drill)
    backup.refresh_from_db()
    return backup


@pytest.fixture
def elsewhere(living, settings, tmp_path):
    """Returns a context in which the portal is another, new one: no table, no file."""

    @contextmanager
    def elsewhere():
        kept = {name: getattr(settings, name) for name in PLACES}
        with workshop() as folder, drilling.scratch_database(folder) as address:
            name = folder / "scratch.sqlite3" if "sqlite" in address else uji()
            with standing_at(name):
                settle_at(settings, tmp_path / "elsewhere")
                yield
                for place, value in kept.items():
                    setattr(settings, place, value)

    return elsewhere


PLACES = ("PRIVATE_ROOT", "STATEMENT_KEYS", "SEAL_KEY", "SEALS_FILE", "STORAGES")


def uji():
    return connection.settings_dict["NAME"] + drilling.SCRATCH


def settle_at(settings, folder):
    private = folder / "private"
    default = settings.STORAGES["default"]
    options = default["OPTIONS"] | {"location": private}
    settings.PRIVATE_ROOT, settings.STATEMENT_KEYS = private, private / "statement-keys"
    settings.SEAL_KEY, settings.SEALS_FILE = private / "seal-key.pem", folder / "seals.txt"
    settings.STORAGES = settings.STORAGES | {"default": default | {"OPTIONS": options}}
