"""Copies in a folder: of another disk, or of another machine that is mounted here."""

import contextlib
import os
import uuid
from pathlib import Path

from files.outside.trouble import Trouble, of_disk

UNFINISHED = ".unfinished"


class Folder:
    kind = "folder"

    def __init__(self, path):
        self.top = Path(path)

    def names(self, prefix=""):
        """What is whole, by its name, in order."""
        with self._at_work():
            found = (path for path in self.top.rglob("*") if path.is_file())
            names = (str(path.relative_to(self.top)) for path in found)
            return sorted(n for n in names if n.startswith(prefix) and not n.endswith(UNFINISHED))

    def holds(self, name):
        with self._at_work():
            return (self.top / name).is_file()

    @contextlib.contextmanager
    def writing(self, name):
        """A file to write into; it has its name, and is on the disk, only if all went well."""
        with self._at_work():
            path = self.top / name
            if path.parent != self.top:
                path.parent.mkdir(mode=0o700, exist_ok=True)
            waiting = path.with_name(f"{path.name}.{uuid.uuid4().hex}{UNFINISHED}")
            try:
                with open(waiting, "xb", opener=_private) as file:
                    yield file
                    file.flush()
                    os.fsync(file.fileno())
                waiting.rename(path)
                _force(path.parent)
            finally:
                waiting.unlink(missing_ok=True)

    @contextlib.contextmanager
    def reading(self, name):
        with self._at_work(), open(self.top / name, "rb") as file:
            yield file

    def remove(self, name):
        with self._at_work():
            (self.top / name).unlink(missing_ok=True)

    def sweep(self, prefix):
        """Take away what of these was never finished."""
        with self._at_work():
            for path in self.top.glob(f"{prefix}*{UNFINISHED}"):
                path.unlink(missing_ok=True)

    @contextlib.contextmanager
    def _at_work(self):
        if not self.top.is_dir():  # a disk that is not mounted must not be made up on our own
            raise Trouble(f"Folder cadangan {self.top} tidak ada. Apakah disknya terpasang?")
        try:
            yield
        except FileNotFoundError as error:
            raise Trouble(
                f"Berkas {Path(error.filename).name} tidak ada di tempat cadangan."
            ) from error
        except OSError as error:
            raise of_disk(error) from error


def _private(path, flags):
    return os.open(path, flags, 0o600)


def _force(folder):
    place = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(place)
    finally:
        os.close(place)
