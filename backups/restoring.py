"""Putting the portal back from an archive.

All of it is unpacked and compared before anything is touched. Then come the files, then the
database, which is there whole or not at all; what broke off is begun anew by the same command.
"""

import contextlib
import errno
import os
import shutil
import sqlite3
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from allauth.usersessions.models import UserSession
from django.conf import settings
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.management import call_command
from django.db import connection, transaction
from django.db.migrations.loader import MigrationLoader
from django.db.models import F

from accounts.models import User
from backups import contents
from backups.archive.packer import DATABASE, FILES, KEYS
from backups.archive.unpacker import unpack
from backups.database import postgresql
from backups.making import WORK, alone, workshop
from backups.models import Backup
from events.models import Event, Made, Mail
from events.recording import record
from files.outside import Trouble
from files.storing.trouble import StoreAway

UNDER_WAY = "restoring"  # a mark beside the work, while files are there and the database is not
NOT_EMPTY = (
    "Portal di sini sudah berisi data. Pemulihan menghapusnya; bila itu yang dimaksud, "
    "ulangi dengan --replace."
)
BUSY = (
    "Cadangan sedang dibuat, atau pemulihan lain sedang berjalan. Hentikan web, worker, dan beat, "
    "lalu ulangi."
)
UNSENT = (
    "Surel ini belum terkirim ketika cadangan dibuat, dan mungkin terkirim sesudahnya. "
    "Tanyakan kepada penerima, lalu kirim ulang bila perlu."
)


class Restored(NamedTuple):
    """What is there again; `held` are mails that wait for a person, `missing` files that lack."""

    at: str
    events: int
    files: int
    held: int
    missing: list


def restore(source, identities, *, name="", replace=False):
    """Put back what the source holds. Raises `Trouble`; whatever stood here stands then."""
    if not replace and not is_empty():
        raise Trouble(NOT_EMPTY)
    with alone() as is_mine:  # a backup at night would sweep away what is being unpacked
        if not is_mine:
            raise Trouble(BUSY)
        try:
            return _restore(source, identities, name)
        except StoreAway as away:
            raise Trouble(away.words) from away


def _restore(source, identities, name):
    with workshop() as folder:
        manifest = unpack(source, identities, folder)
        refuse_unfit(manifest)
        mark().touch()
        put_files(folder, manifest)
        load(folder / DATABASE)
    held = settle(name, datetime.fromisoformat(manifest["at"]))
    mark().unlink()
    missing = sorted([*manifest["missing"], *manifest["gone"]])
    events = Event.objects.count()
    return Restored(manifest["at"], events, len(manifest[FILES]), held, missing)


def is_empty():
    """Has nobody worked here yet? Tables, reference data and keys may be there."""
    tables = set(connection.introspection.table_names())
    for model in (User, Event):
        if model._meta.db_table in tables and model.objects.exists():
            return False
    return mark().exists() or not default_storage.holds_anything()


def mark():
    return Path(settings.PRIVATE_ROOT, WORK, UNDER_WAY)


def refuse_unfit(manifest):
    """Another kind of database, or a newer version of the portal, cannot be put back here."""
    if manifest["vendor"] != connection.vendor:
        raise Trouble(
            f"Cadangan itu dari {manifest['vendor']}, portal ini memakai {connection.vendor}. "
            "Atur DATABASE_URL yang sejenis."
        )
    ours = set(MigrationLoader(None).disk_migrations)
    apps = {app for app, _ in ours}
    newer = {tuple(each) for each in manifest["migrations"] if each[0] in apps} - ours
    if newer:
        raise Trouble("Cadangan itu dari versi portal yang lebih baru. Pasang versi itu dahulu.")


def put_files(folder, manifest):
    """Each to its place; they are on the disk before a row names them."""
    for name in manifest[FILES]:
        default_storage.put_back(name, folder / FILES / name)
    for name in manifest[KEYS]:
        path = Path(contents.place_of_key(name))
        if name == contents.SEALS and path.exists():
            continue  # seals outside are only added to; newer ones are a witness
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        _move(folder / KEYS / name, path)
    os.sync()


def load(path):
    """The database, in the place of what is here."""
    if connection.vendor == "postgresql":
        return postgresql.load(path)
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(path)) as copy:
        copy.backup(connection.connection)
    return connection.close()


def settle(name, at):
    """Nothing of then is done twice: mails wait, sessions and keys of forms are over."""
    unsent = Mail.objects.filter(state__in=(Mail.State.QUEUED, Mail.State.SENDING))
    held = unsent.update(state=Mail.State.UNKNOWN, last_error=UNSENT)  # before all else
    call_command("migrate", verbosity=0, interactive=False)
    with transaction.atomic():
        for model in (Session, UserSession, Made):
            model.objects.all().delete()
        User.objects.update(sessions_ended=F("sessions_ended") + 1)
        note_restored(name, at)
    with contextlib.suppress(Exception):  # whatever cache there is
        cache.clear()
    return held


def note_restored(name, at):
    """The history says that what came after is not in it. The file may be called anything."""
    backup = Backup.objects.filter(name=name).first() if name else None
    for unfinished in Backup.objects.under_way():
        if unfinished != backup:
            unfinished.fail("Portal dipulihkan dari cadangan.")
    backup = backup or Backup.objects.create(name=name[:100], taken_at=at)
    if backup.is_under_way:
        backup.succeed()
    record(backup, "backup.restore", by=None)


def _move(path, place):
    try:
        os.replace(path, place)
    except OSError as error:
        if error.errno != errno.EXDEV:
            raise
        waiting = place.with_name(f".{place.name}.part")  # on another disk: keys may be
        waiting.touch(mode=0o600)
        shutil.copyfile(path, waiting)
        waiting.chmod(path.stat().st_mode)
        os.replace(waiting, place)
