"""What has arrived of files that are not sent in one go: known by their SHA-256, each person's own.

They lie below PRIVATE_ROOT, readable by the portal alone, in a folder of their person: whoever asks
for somebody else's looks into his own folder and finds nothing. A day later they are swept.
"""

import fcntl
import hashlib
import os
import re
import time
from contextlib import contextmanager
from pathlib import Path

from django.conf import settings

from files.sniffing import LARGEST_FILE, Unfit

FOLDER = "kiriman"
MOST_BYTES = 25 * LARGEST_FILE  # of one person; the oldest make room
MOST_FILES = 60  # of one person
PART = ".bagian"
DIGEST = re.compile("[0-9a-f]{64}")


class Elsewhere(Exception):
    """The next piece begins at another offset than the one that was sent."""

    def __init__(self, offset):
        super().__init__(offset)
        self.offset = offset


class Arrivals:
    """The files of one person that are on their way, or have arrived and wait to be taken."""

    def __init__(self, owner):
        self.owner = owner

    @classmethod
    def of(cls, request):
        """Those of whoever asks; who has not logged in has none."""
        return cls(str(request.user.pk or ""))

    @property
    def folder(self):
        return Path(settings.PRIVATE_ROOT, FOLDER, self.owner)

    def received(self, digest):
        """How many bytes of this file are here; None if nobody has sent any."""
        for path in (self._whole(digest), self._part(digest)):
            if self.owner and path.exists():
                return path.stat().st_size
        return None

    def append(self, digest, piece, *, offset, length):
        """Add the piece that begins at ``offset``; gives how many bytes are here then. With an
        empty piece one asks.

        Raises ``Elsewhere`` when another piece is due, ``Unfit`` when the file is too large or,
        whole, has another SHA-256 than was said: then nothing of it is kept.
        """
        if not 0 < length <= LARGEST_FILE:
            raise Unfit("Berkas ini lebih besar dari 10 MB.")
        if not piece:
            return self.received(digest) or 0
        if self._whole(digest).exists():
            raise Elsewhere(self._whole(digest).stat().st_size)
        self._make_room(length, self._part(digest))
        try:
            with _locked(self._part(digest)) as file:
                here = file.seek(0, os.SEEK_END)
                if here != offset or here + len(piece) > length:
                    raise Elsewhere(here)
                _write(file, piece, here)
                if here + len(piece) == length:
                    self._finish(digest, file)
                return here + len(piece)
        except FileNotFoundError as gone:  # cancelled in this moment, or another made room
            raise Elsewhere(0) from gone

    def paths(self):
        """Where they lie, whole or in part."""
        try:
            return list(self.folder.iterdir()) if self.owner else []
        except FileNotFoundError:
            return []

    def keep(self, content):
        """Keep what the portal itself has made of a file; gives its SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        if not self._whole(digest).exists():
            self._part(digest).unlink(missing_ok=True)
            self.append(digest, content, offset=0, length=len(content))
        return digest

    def open(self, digest):
        """The file, once it is whole; None before, and for whoever has none."""
        try:
            return self._whole(digest).open("rb") if self.owner else None
        except FileNotFoundError:
            return None

    def read(self, digest):
        """All bytes of a file that is whole."""
        return self._whole(digest).read_bytes()

    def forget(self, digest):
        """The person has cancelled."""
        if self.owner:
            self._whole(digest).unlink(missing_ok=True)
            self._part(digest).unlink(missing_ok=True)

    def _whole(self, digest):
        if not DIGEST.fullmatch(digest):  # it becomes a path
            raise ValueError(digest)
        return self.folder / digest

    def _part(self, digest):
        return self._whole(digest).with_suffix(PART)

    def _finish(self, digest, file):
        file.seek(0)
        if hashlib.file_digest(file, "sha256").hexdigest() != digest:
            file.truncate(0)
            self._part(digest).unlink()
            raise Unfit("Berkas ini berubah di perjalanan. Unggah lagi.")
        self._part(digest).rename(self._whole(digest))

    def _make_room(self, length, part):
        """For all of this part, with each of its pieces: others grow meanwhile."""
        self.folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        self.folder.parent.chmod(0o700)
        others = [path for path in self.folder.iterdir() if path != part]
        oldest_first = sorted(others, key=_age, reverse=True)
        while oldest_first and (
            _weight(oldest_first) + length > MOST_BYTES or len(oldest_first) >= MOST_FILES
        ):
            oldest_first.pop(0).unlink(missing_ok=True)


def sweep(kept):
    """Remove what nobody has taken within that time (a timedelta); gives how many files."""
    gone = 0
    for folder in Path(settings.PRIVATE_ROOT, FOLDER).glob("*"):
        for path in folder.iterdir():
            if _age(path) > kept.total_seconds():
                path.unlink(missing_ok=True)
                gone += 1
        try:
            folder.rmdir()
        except OSError:
            continue  # something is still on its way
    return gone


@contextmanager
def _locked(path):
    """The file, made if it is new, to whoever comes first; two windows send pieces in turn."""
    with os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT | os.O_NOFOLLOW, 0o600), "r+b") as file:
        fcntl.flock(file, fcntl.LOCK_EX)
        yield file


def _write(file, piece, here):
    try:
        file.write(piece)
        file.flush()
    except OSError:  # no space: what was here before stays
        os.ftruncate(file.fileno(), here)
        raise


def _weight(paths):
    return sum(path.stat().st_size for path in paths if path.exists())


def _age(path):
    try:
        return time.time() - path.stat().st_mtime
    except FileNotFoundError:
        return 0
