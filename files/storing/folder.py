"""Files on disk: there whole or not at all, for the portal alone."""

import contextlib
import errno
import os
import re
import shutil
import time
import uuid
from datetime import UTC, datetime
from pathlib import Path

from django.core.files.storage import FileSystemStorage

from files.storing.unnamed import note

PASSING = re.compile(r"\.[0-9a-f]{32}")  # the name of a file that is being written
ABANDONED = 60 * 60  # seconds after which nobody writes it any more
FOLDER, FILE, FOR_GOOD = 0o700, 0o600, 0o400
# What lies in the same folder and is no stored file: keys, notes, work in hand.
ASIDE = {"statement-keys", "seal-key.pem", "seals.txt", "backup-work", "metrics"}
ASIDE |= {"maintenance.json", "maintenance.over", "maintenance.waiting", "alarms.json"}


class WholeFiles(FileSystemStorage):
    """Writes under a passing name, forces it to the disk, then gives it its own."""

    def keep(self, name, content):
        """The bytes, which nobody writes into again, not even we; the folder is forced, too."""
        path = self._place(name)
        with self._passing(path) as file:
            file.write(content)
            os.fchmod(file.fileno(), FOR_GOOD)
        folder = os.open(path.parent, os.O_RDONLY)
        try:
            os.fsync(folder)
        finally:
            os.close(folder)

    def put_back(self, name, path):
        """Move it here, over what is there; over a boundary of disks it is copied first."""
        place = self._place(name)
        try:
            os.replace(path, place)
        except OSError as error:
            if error.errno != errno.EXDEV:
                raise
            with open(path, "rb") as source, self._passing(place) as file:
                shutil.copyfileobj(source, file)
                os.fchmod(file.fileno(), os.fstat(source.fileno()).st_mode & FILE)

    def rename(self, name, to):
        """Raises FileNotFoundError."""
        Path(self.path(name)).rename(self._place(to))

    def names(self):
        """What lies there whole, and since when."""
        top = Path(self.location)
        for folder, _, names in os.walk(top):
            for path in (Path(folder, name) for name in names if not PASSING.fullmatch(name)):
                with contextlib.suppress(FileNotFoundError):  # taken away meanwhile
                    stored_at = datetime.fromtimestamp(path.stat().st_mtime, UTC)
                    yield path.relative_to(top).as_posix(), stored_at

    def holds_anything(self):
        """More than what a portal has before its first person?"""
        others = (path for path in Path(self.location).glob("*") if path.name not in ASIDE)
        return any(path.is_file() or any(path.rglob("*")) for path in others)

    def sweep(self):
        """Remove what a crash left half written, and close what others could open."""
        for folder, _, names in os.walk(self.location):
            os.chmod(folder, FOLDER)
            for path in (Path(folder, name) for name in names):
                with contextlib.suppress(FileNotFoundError):  # taken away meanwhile
                    state = path.stat()
                    if PASSING.fullmatch(path.name) and time.time() - state.st_mtime > ABANDONED:
                        path.unlink()
                    elif state.st_mode & 0o077:
                        path.chmod(state.st_mode & FILE)

    # Private parts

    def _save(self, name, content):
        with self._passing(self._place(name)) as file:
            for chunk in content.chunks():
                file.write(chunk)
        note(name)
        return name

    def _place(self, name):
        path = Path(self.path(name))
        _make_private(path.parent, Path(self.location))
        return path

    @contextlib.contextmanager
    def _passing(self, path):
        waiting = path.with_name(f".{uuid.uuid4().hex}")
        try:
            with open(waiting, "xb", opener=_private) as file:
                yield file
                file.flush()
                os.fsync(file.fileno())
            waiting.replace(path)
        finally:
            waiting.unlink(missing_ok=True)


def _make_private(folder, top):
    """Make a folder below the storage's own; each on the way is the portal's alone."""
    for each in reversed([folder, *folder.parents]):
        if each == top or top in each.parents:
            each.mkdir(mode=FOLDER, parents=True, exist_ok=True)


def _private(path, flags):
    return os.open(path, flags, FILE)
