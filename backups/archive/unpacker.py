"""Laying an archive out in a folder, every byte compared with the manifest."""

import json
import shutil
from datetime import datetime
from pathlib import PurePosixPath

from backups.archive.packer import DATABASE, FILES, FORMAT, KEYS, MANIFEST
from backups.archive.streams import DAMAGED, Counted, unpacking
from files.outside import Trouble

NEWER = "Cadangan itu dari versi portal yang lebih baru. Pasang versi itu dahulu."
NOT_UNDERSTOOD = (
    "Daftar isi cadangan itu (manifest.json) rusak, jadi isinya tidak dapat dipastikan. "
    "Pakai cadangan lain."
)
SHAPE = {"vendor": str, "at": str, "migrations": list, "missing": dict, "gone": list}
SHAPE |= {DATABASE: dict, FILES: dict, KEYS: dict}


def unpack(source, identities, folder):
    """Lay out `database`, `files/…` and `keys/…` below the folder; return the manifest.

    Raises `Trouble` unless everything is there as it was put in.
    """
    found, manifest = {}, None
    database = folder / DATABASE
    with unpacking(source, identities) as tar, open(database, "xb") as whole:
        pieces = Counted(whole)
        for member in tar:
            if not member.isreg():  # a link, a folder, a device: none was ever put in
                raise Trouble(DAMAGED)
            kind, _, name = member.name.partition("/")
            content = tar.extractfile(member)
            if member.name == MANIFEST:
                manifest = _understood(content)
            elif kind == DATABASE:
                shutil.copyfileobj(content, pieces, 1024 * 1024)
            else:
                found[member.name] = _lay_out(content, folder, kind, name, member.mode)
    found[DATABASE] = [pieces.size, pieces.sha256]
    if manifest is None or found != _promised(manifest):
        raise Trouble(DAMAGED)
    return manifest


def _lay_out(content, folder, kind, name, mode):
    """One file, where its name says; names that lead elsewhere are nobody's of ours."""
    path = PurePosixPath(name)
    if kind not in (FILES, KEYS) or path.is_absolute() or ".." in path.parts or str(path) != name:
        raise Trouble(DAMAGED)
    path = folder / kind / name
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with open(path, "xb") as file:
        counted = Counted(file)
        shutil.copyfileobj(content, counted, 1024 * 1024)
    path.chmod(mode & 0o600)
    return [counted.size, counted.sha256]


def _understood(content):
    """The manifest, if it says all that is asked of it. Raises `Trouble`."""
    try:
        manifest = json.load(content)
        if manifest["format"] != FORMAT:
            raise Trouble(NEWER)
        for name, kind in SHAPE.items():
            if not isinstance(manifest[name], kind):
                raise TypeError(name)
        manifest[DATABASE]["size"], manifest[DATABASE]["sha256"]
        datetime.fromisoformat(manifest["at"])
        [(app, name) for app, name in manifest["migrations"]]
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Trouble(NOT_UNDERSTOOD) from error
    return manifest


def _promised(manifest):
    whole = manifest[DATABASE]
    promised = {DATABASE: [whole["size"], whole["sha256"]]}
    for kind in (FILES, KEYS):
        promised |= {f"{kind}/{name}": facts for name, facts in manifest[kind].items()}
    return promised
