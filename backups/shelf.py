"""The archives at BACKUP_TARGET. One is there when its note is: written last, removed first."""

import json
from datetime import UTC, datetime
from typing import NamedTuple

from backups.archive.streams import Counted
from backups.retention import kept
from files.outside import Trouble

PREFIX = "romantik-"
ENDING, NOTE = ".tar.zst.age", ".json"
STAMP = f"{PREFIX}%Y%m%dT%H%M%SZ"
BLOCK = 1024 * 1024


class Archive(NamedTuple):
    name: str
    at: datetime
    size: int
    sha256: str


def name_at(moment):
    return f"{moment.astimezone(UTC):{STAMP}}{ENDING}"


def archives(place):
    """All that are whole, the oldest first."""
    for name in place.names(PREFIX):
        if name.endswith(NOTE):
            with place.reading(name) as file:
                yield _noted(name, file.read())


def _noted(name, text):
    try:
        facts = json.loads(text)
        at = datetime.fromisoformat(facts["at"])
        return Archive(name.removesuffix(NOTE) + ENDING, at, facts["size"], facts["sha256"])
    except (ValueError, KeyError, TypeError) as error:  # sweeping it would take a whole one away
        raise Trouble(f"Catatan {name} di tempat cadangan rusak.") from error


def find(place, name):
    """The archive of that name, or the newest for "terbaru"."""
    notes = [each for each in place.names(PREFIX) if each.endswith(NOTE)]
    wanted = notes[-1:] if name == "terbaru" else [_note_of(name)]
    if not wanted or wanted[0] not in notes:
        raise Trouble("Cadangan itu tidak ada di tempat cadangan.")
    with place.reading(wanted[0]) as file:  # the note of another may be rotten
        return _noted(wanted[0], file.read())


def compare(place, archive):
    """Read all of it back. Raises `Trouble` unless it is what was sent."""
    with place.reading(archive.name) as file:
        counted = Counted(file)
        while counted.read(BLOCK):
            pass
    if (counted.size, counted.sha256) != (archive.size, archive.sha256):
        raise Trouble("Yang tersimpan di tempat cadangan lain daripada yang dikirim.")


def put(place, archive):
    """It is whole: from now on it counts."""
    facts = {"at": archive.at.isoformat(), "size": archive.size, "sha256": archive.sha256}
    with place.writing(_note_of(archive.name)) as file:
        file.write(json.dumps(facts).encode())


def thin_out(place):
    """Take away what need not be kept; the names of those."""
    found = list(archives(place))
    stay = kept([archive.at for archive in found])
    gone = [archive.name for archive in found if archive.at not in stay]
    for name in gone:
        place.remove(_note_of(name))
        place.remove(name)
    return gone


def sweep(place):
    """Take away what was begun and never counted; call it while nobody makes one."""
    place.sweep(PREFIX)
    names = set(place.names(PREFIX))
    for name in names:
        if name.endswith(ENDING) and _note_of(name) not in names:
            place.remove(name)


def _note_of(name):
    return name.removesuffix(ENDING) + NOTE
