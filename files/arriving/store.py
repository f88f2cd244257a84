"""What has arrived of files that are not sent in one go: known by their SHA-256, each person's own.

They lie where all private files lie, so that the next piece may reach another host: each piece is
a file of its own, its place and length in its name, in a folder of its person. Whoever asks for
somebody else's looks into his own folder and finds nothing. A day later they are swept.
"""

import hashlib
import re
from contextlib import suppress
from typing import NamedTuple

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from files.sniffing import LARGEST_FILE, Unfit

FOLDER = "kiriman"
MOST_BYTES = 25 * LARGEST_FILE  # of one person; the oldest make room
MOST_FILES = 60  # of one person
MOST_PIECES = 100  # of one file: each takes a place of its own; our pages send at most 40
DIGEST = re.compile("[0-9a-f]{64}")
NAME = re.compile(r"(?P<digest>[0-9a-f]{64})\.(?:(?P<offset>\d{1,9})-)?(?P<length>\d{1,9})")


class Elsewhere(Exception):
    """The next piece begins at another offset than the one that was sent."""

    def __init__(self, offset):
        super().__init__(offset)
        self.offset = offset


class Kept(NamedTuple):
    """One of a person's files that lie there: a piece, or a whole file (`offset` is None then)."""

    name: str
    digest: str
    offset: int | None
    length: int

    @classmethod
    def of(cls, name):
        told = NAME.fullmatch(name)
        if told is None:
            return None
        offset = told["offset"] and int(told["offset"])
        return cls(name, told["digest"], offset, int(told["length"]))


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
        return f"{FOLDER}/{self.owner}"

    def received(self, digest):
        """How many bytes of this file are here; None if nobody has sent any."""
        kept = self._kept(digest)
        whole = _whole(kept)
        return whole.length if whole else _reach(kept)

    def append(self, digest, piece, *, offset, length):
        """Add the piece that begins at ``offset``; gives how many bytes are here then. With an
        empty piece one asks.

        Raises ``Elsewhere`` when another piece is due, ``Unfit`` when the file is too large, in too
        many pieces or, whole, has another SHA-256 than was said: then nothing of it is kept.
        """
        if not 0 < length <= LARGEST_FILE:
            raise Unfit("Berkas ini lebih besar dari 10 MB.")
        if not piece:
            return self.received(digest) or 0
        kept = self._kept(digest)
        here = whole.length if (whole := _whole(kept)) else _reach(kept) or 0
        if whole or here != offset or here + len(piece) > length:
            raise Elsewhere(here)
        if len(kept) >= MOST_PIECES:
            self._delete(kept)
            raise Unfit("Berkas ini terpotong-potong terlalu kecil. Unggah lagi.")
        self._make_room(length, digest)
        if not self._save(f"{digest}.{offset}-{len(piece)}", piece):
            raise Elsewhere(self.received(digest) or 0)  # another window was quicker
        if here + len(piece) == length:
            self._finish(digest, length)
        return here + len(piece)

    def weights(self):
        """How much lies there of each file, by its SHA-256."""
        weights = {}
        for each in self._all():
            weights[each.digest] = weights.get(each.digest, 0) + each.length
        return weights

    def keep(self, content):
        """Keep what the portal itself has made of a file; gives its SHA-256."""
        digest = hashlib.sha256(content).hexdigest()
        if not _whole(self._kept(digest)):
            self.forget(digest)
            self.append(digest, content, offset=0, length=len(content))
        return digest

    def open(self, digest):
        """The file, once it is whole; None before, and for whoever has none."""
        whole = _whole(self._kept(digest))
        try:
            return default_storage.open(f"{self.folder}/{whole.name}") if whole else None
        except FileNotFoundError:  # cancelled in this moment
            return None

    def read(self, digest):
        """All bytes of a file that is whole."""
        file = self.open(digest)
        if file is None:
            raise FileNotFoundError(digest)
        with file:
            return file.read()

    def forget(self, digest):
        """The person has cancelled."""
        self._delete(self._kept(digest))

    def _all(self):
        names = _listed(self.folder)[1] if self.owner else []
        return [kept for kept in map(Kept.of, names) if kept]

    def _kept(self, digest):
        if not DIGEST.fullmatch(digest):  # it becomes a path
            raise ValueError(digest)
        return [each for each in self._all() if each.digest == digest]

    def _save(self, name, content):
        """Whether nobody else was quicker: a name is given once."""
        wanted = f"{self.folder}/{name}"
        try:
            given = default_storage.save(wanted, ContentFile(content))
        except FileExistsError:  # a bucket takes a name once
            return False
        if given != wanted:
            default_storage.delete(given)
        return given == wanted

    def _delete(self, kept):
        for each in kept:
            default_storage.delete(f"{self.folder}/{each.name}")

    def _finish(self, digest, length):
        """Make one file of the pieces; whoever finds that another has, is content."""
        kept = self._kept(digest)
        try:
            content = b"".join(map(self._bytes_of, _in_a_row(kept)))
        except FileNotFoundError:
            content = b""
        if len(content) != length:  # cancelled in this moment, or another made room
            raise Elsewhere(self.received(digest) or 0)
        if hashlib.sha256(content).hexdigest() != digest:
            self._delete(kept)
            raise Unfit("Berkas ini berubah di perjalanan. Unggah lagi.")
        self._save(f"{digest}.{length}", content)
        self._delete(each for each in kept if each.offset is not None)

    def _bytes_of(self, piece):
        with default_storage.open(f"{self.folder}/{piece.name}") as file:
            return file.read()

    def _make_room(self, length, digest):
        """For all of this file, with each of its pieces: others grow meanwhile."""
        others = {name: weight for name, weight in self.weights().items() if name != digest}
        if sum(others.values()) + length <= MOST_BYTES and len(others) < MOST_FILES:
            return
        kept = self._all()
        for other in sorted(others, key=lambda name: self._touched(kept, name)):
            self._delete([each for each in kept if each.digest == other])
            others.pop(other)
            if sum(others.values()) + length <= MOST_BYTES and len(others) < MOST_FILES:
                return

    def _touched(self, kept, digest):
        mine = (each for each in kept if each.digest == digest)
        return max(_touched(f"{self.folder}/{each.name}") for each in mine)


def sweep(kept):
    """Remove what nobody has taken within that time (a timedelta); gives how many files."""
    gone = 0
    for owner in _listed(FOLDER)[0]:
        folder = f"{FOLDER}/{owner}"
        for name in _listed(folder)[1]:
            if timezone.now() - _touched(f"{folder}/{name}") > kept:
                default_storage.delete(f"{folder}/{name}")
                gone += 1
        with suppress(OSError):  # something is still on its way
            default_storage.delete(folder)
    return gone


def _listed(folder):
    try:
        return default_storage.listdir(folder)
    except FileNotFoundError:
        return [], []


def _touched(name):
    try:
        return default_storage.get_modified_time(name)
    except FileNotFoundError:
        return timezone.now()


def _whole(kept):
    return next((each for each in kept if each.offset is None), None)


def _reach(kept):
    """Up to where the pieces come without a gap; None if there are none."""
    return sum(piece.length for piece in _in_a_row(kept)) if kept else None


def _in_a_row(kept):
    """The pieces from the beginning on; two windows may have sent the same one."""
    here = 0
    for piece in sorted(kept, key=lambda piece: (piece.offset or 0, -piece.length)):
        if piece.offset == here:
            yield piece
            here += piece.length
