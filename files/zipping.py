"""A ZIP file that is sent while it is made: nothing is held but the part in hand."""

import hashlib
import zipfile
from pathlib import PurePosixPath
from time import struct_time

CHUNK = 1 << 16  # bytes read at once
CONTENTS = "DAFTAR-ISI.csv"


class Zip:
    """Entries one after the other; each method gives pieces of the file to send.

    The names, sizes and SHA-256 of everything are kept in ``contents`` for a list at the end.
    """

    def __init__(self, moment):
        self.sink = _Sink()
        self.file = zipfile.ZipFile(self.sink, "w", zipfile.ZIP_DEFLATED)
        self.moment = struct_time(moment.timetuple())[:6]
        self.contents, self.names = [], set()

    def add(self, name, chunks):
        """An entry whose bytes come in chunks."""
        name = self._own(name)
        digest, size = hashlib.sha256(), 0
        entry = zipfile.ZipInfo(name, self.moment)
        entry.compress_type = zipfile.ZIP_DEFLATED
        with self.file.open(entry, "w") as target:
            for chunk in chunks:
                target.write(chunk)
                digest.update(chunk)
                size += len(chunk)
                yield self.sink.take()
        self.contents.append((name, size, digest.hexdigest()))
        yield self.sink.take()

    def close(self):
        """The directory at the end."""
        self.file.close()
        yield self.sink.take()

    def _own(self, name):
        """A name that no entry has yet."""
        path, number, free = PurePosixPath(name), 1, name
        while free.casefold() in self.names:
            number += 1
            free = str(path.with_name(f"{path.stem}-{number}{path.suffix}"))
        self.names.add(free.casefold())
        return free


def read(file):
    """The bytes of an open file in chunks."""
    while chunk := file.read(CHUNK):
        yield chunk


class _Sink:
    """Where the ZIP is written to, emptied after each piece; it cannot be sought in."""

    def __init__(self):
        self.parts = []

    def write(self, part):
        self.parts.append(bytes(part))
        return len(part)

    def flush(self):
        """Nothing is held back."""

    def take(self):
        parts, self.parts = b"".join(self.parts), []
        return parts
