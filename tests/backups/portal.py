"""A portal on disk that people write to, and a second place to put it back."""

import errno
import sqlite3
import threading
from contextlib import closing, contextmanager
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, connections
from django.test import override_settings

from backups import drilling
from backups.making import workshop
from backups.models import Backup
from backups.running import run
from integrity.management.commands.limit_role import SCRATCH

# What a restore itself touches: nothing of then is done twice, and the history tells of it.
TOUCHED = {"backups.Backup", "events.Event", "events.ChainHead", "events.Mail", "events.Made"}
TOUCHED |= {"accounts.User", "sessions.Session", "usersessions.UserSession"}


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


@contextmanager
def on_disk(folder):
    """The test's database as production has it: SQLite's in a file, not in one process."""
    if connection.vendor == "postgresql":
        yield
        return
    connection.ensure_connection()
    with closing(sqlite3.connect(folder / "portal.sqlite3")) as copy:
        connection.connection.backup(copy)
    with standing_at(folder / "portal.sqlite3"):
        yield


def files_in(folder):
    """The settings of a portal whose files lie there."""
    private = folder / "private"
    default = settings.STORAGES["default"]
    options = default["OPTIONS"] | {"location": private}
    return {
        "PRIVATE_ROOT": private,
        "STATEMENT_KEYS": private / "statement-keys",
        "SEAL_KEY": private / "seal-key.pem",
        "SEALS_FILE": folder / "seals.txt",
        "STORAGES": settings.STORAGES | {"default": default | {"OPTIONS": options}},
    }


@contextmanager
def elsewhere(folder):
    """The portal is another, new one: no table, no file."""
    with workshop() as work, drilling.scratch_database(work) as address:
        scratch = work / "scratch.sqlite3"
        if "sqlite" not in address:
            scratch = connection.settings_dict["NAME"] + SCRATCH
        with standing_at(scratch), override_settings(**files_in(folder)):
            yield


def let_backups_be_asked(settings):
    """They go to a folder that is not there: asked for, but not made."""
    settings.BACKUP_TARGET, settings.BACKUP_KEYS = "/tidak/ada", ["age1"]


def backed_up(*, with_drill=False):
    """A backup that was made; its row tells how it went."""
    backup = Backup.objects.create()
    run(backup, with_drill=with_drill)
    backup.refresh_from_db()
    return backup


def everything(alias):
    """Every row of every table, as that connection sees it."""
    return {
        model._meta.label: list(model._base_manager.using(alias).order_by("pk").values())
        for model in apps.get_models()
        if model._meta.label not in TOUCHED
    }


class Writers:
    """Threads that write, each in its own way, until they are told to stop."""

    def __init__(self, *works):
        self.is_over, self.acknowledged, self.wrong = threading.Event(), [], []
        self.begun = set()
        self.threads = [threading.Thread(target=self._write, args=[work]) for work in works]

    def _write(self, work):
        try:
            while not self.is_over.is_set():
                self.acknowledged.append(work().pk)
                self.begun.add(work)
        except Exception as error:
            self.wrong.append(error)
        finally:
            connections.close_all()

    def __enter__(self):
        for thread in self.threads:
            thread.start()
        while len(self.begun) < len(self.threads) and not self.wrong:
            self.is_over.wait(0.05)
        return self

    def __exit__(self, *problem):
        self.is_over.set()
        for thread in self.threads:
            thread.join()


def refusing(locked, real=open):
    """The real one, but for that file, whose rights are wrong."""

    def opened(path, *how, **more):
        if Path(path) == locked:
            raise PermissionError(errno.EACCES, "Permission denied", str(path))
        return real(path, *how, **more)

    return opened
