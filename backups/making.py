"""Making a backup: one moment, one stream, compared at its place before it counts."""

import contextlib
import fcntl
import logging
import shutil
import tempfile
import time
from pathlib import Path

import pyrage
from django.conf import settings
from django.utils import timezone
from django.utils.formats import number_format

from backups import contents, shelf
from backups.archive.packer import FILES, KEYS, Packer, Unreadable
from backups.archive.streams import Counted, packing
from backups.database.moment import one_moment
from backups.models.backup import NOT_SET_UP, is_set_up
from files.outside import Trouble, outside
from files.storing.trouble import StoreAway
from integrity.inspections import withheld
from integrity.models import Damage

logger = logging.getLogger(__name__)
WORK = "backup-work"  # below PRIVATE_ROOT, for a copy of the database that is gone in minutes
A_WORD = 2  # seconds between two words on how far it is
LOST = "hilang dari penyimpanan"
CHANGED = "isinya lain daripada yang disimpan"
UNREADABLE = "tidak dapat dibaca oleh portal; periksa hak aksesnya"


def make(backup, *, more_recipients=()):
    """Make it, and compare what arrived. Raises `Trouble`; nothing of it stays then."""
    if not is_set_up():
        raise Trouble(NOT_SET_UP)
    place, keys = outside(), [*recipients(), *more_recipients]
    shelf.sweep(place)
    backup.taken_at = timezone.now()
    backup.name = shelf.name_at(backup.taken_at)
    backup.save(update_fields=["taken_at", "name"])  # the copy knows its own row
    with workshop() as folder, place.writing(backup.name) as target:
        sent = Counted(target)
        with packing(sent, keys) as tar:
            pack(Packer(tar), backup, folder)
    archive = shelf.Archive(backup.name, backup.taken_at, sent.size, sent.sha256)
    backup.size = sent.size
    backup.tell("Membandingkan yang tersimpan")
    try:
        shelf.compare(place, archive)
    except Trouble:
        place.remove(backup.name)
        raise
    shelf.put(place, archive)
    return archive


def pack(packer, backup, folder):
    """Database, files and keys, in that order."""
    for name, content in list(contents.waiting_reads()):
        packer.content(FILES, name, content)
    backup.tell("Menyalin basis data")
    with one_moment(folder) as moment:
        packer.database(moment)
        names = contents.named(moment.alias)
    try:
        missing, gone = pack_files(packer, backup, names)
    except StoreAway as away:
        raise Trouble(away.words) from away
    for name, path in contents.signing_keys():
        try:
            packer.content(KEYS, name, path.read_bytes())
        except PermissionError:
            missing[name] = UNREADABLE
    tell_of(missing)
    packer.end(missing=missing, gone=gone)
    backup.files, backup.damaged = len(packer.manifest[FILES]), len(missing)


def pack_files(packer, backup, names):
    """Those that rows named at the moment: ({name: what is wrong}, names erased since)."""
    missing, gone, still_named, told = {}, [], None, 0
    for number, (name, sha256) in enumerate(sorted(names.items())):
        if time.monotonic() > told + A_WORD:
            so_far, all_of_them = (
                number_format(n, force_grouping=True) for n in (number, len(names))
            )
            backup.tell(f"Menyalin berkas {so_far} dari {all_of_them}")
            told = time.monotonic()
        try:
            digest = pack_file(packer, name)
            if sha256 and digest != sha256:
                missing[name] = CHANGED
        except FileNotFoundError:
            still_named = contents.named("default") if still_named is None else still_named
            if name in still_named:
                missing[name] = LOST
            else:
                gone.append(name)
        except Unreadable:
            missing[name] = UNREADABLE
    return missing, gone


def tell_of(missing):
    """The archive is kept all the same; the admins are told what it lacks."""
    for name, fault in missing.items():
        Damage.objects.tell(
            "backup", f"Tidak ada yang utuh untuk dicadangkan: {fault}.", named=name
        )


def pack_file(packer, name):
    """The file where it lies: an infected one is withheld. Raises FileNotFoundError."""
    try:
        return packer.file(name)
    except FileNotFoundError:
        return packer.file(withheld(name))


def recipients():
    """The public keys that open what is made."""
    try:
        return [pyrage.x25519.Recipient.from_str(key) for key in settings.BACKUP_KEYS]
    except pyrage.RecipientError as error:
        raise Trouble("BACKUP_KEY bukan kunci publik age (age1…).") from error


@contextlib.contextmanager
def workshop():
    """A folder for a moment, on the disk of private files; what a crash left there goes first."""
    top = Path(settings.PRIVATE_ROOT) / WORK
    top.mkdir(mode=0o700, parents=True, exist_ok=True)
    for left in top.glob("tmp*"):
        shutil.rmtree(left, ignore_errors=True)
    with tempfile.TemporaryDirectory(dir=top) as folder:
        yield Path(folder)


@contextlib.contextmanager
def alone():
    """True for one process at a time; its death frees the turn."""
    top = Path(settings.PRIVATE_ROOT) / WORK
    top.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(top / "lock", "a") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield False
        else:
            yield True
