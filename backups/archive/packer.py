"""Putting a portal into an archive, member by member, with a manifest at its end."""

import io
import json
import os
import tarfile
import time

from django.core.files.storage import default_storage
from django.db import connection
from django.db.migrations.recorder import MigrationRecorder
from django.utils import timezone

from backups.archive.streams import Counted
from files.storing.trouble import StoreAway

FORMAT = 1
DATABASE, FILES, KEYS, MANIFEST = "database", "files", "keys", "manifest.json"


class Unreadable(Exception):
    """A file is there and cannot be opened: its rights are wrong, or it is none."""


class Packer:
    def __init__(self, tar):
        self.tar = tar
        self.manifest = {"format": FORMAT, "vendor": connection.vendor, FILES: {}, KEYS: {}}

    def database(self, moment):
        """The database as it was at that moment."""
        size, digest = 0, Counted(None)
        for number, part in enumerate(moment.parts()):
            size += len(part)
            digest.digest.update(part)
            self._add(f"{DATABASE}/{number:06}", io.BytesIO(part), len(part))
        applied = MigrationRecorder(connection).applied_migrations()
        self.manifest |= {
            DATABASE: {"size": size, "sha256": digest.sha256},
            "at": timezone.localtime(moment.at).isoformat(timespec="seconds"),
            "server": moment.server,
            "migrations": sorted(map(list, applied)),
        }

    def file(self, name):
        """A stored file; its SHA-256 as it is today. Raises FileNotFoundError, Unreadable."""
        try:
            opened = default_storage.open(name)  # what fails here is the file, later the place
        except (FileNotFoundError, StoreAway):
            raise
        except OSError as error:
            raise Unreadable(error.strerror) from error
        with opened as file:
            return self._keep(FILES, name, file, file.size, _mode_of(file.file))

    def content(self, kind, name, content):
        """Bytes that are in memory already."""
        return self._keep(kind, name, io.BytesIO(content), len(content))

    def end(self, **facts):
        """Nothing is whole without this."""
        text = json.dumps(self.manifest | facts, indent=1).encode()
        self._add(MANIFEST, io.BytesIO(text), len(text))

    def _keep(self, kind, name, file, size, mode=0o600):
        digest = self._add(f"{kind}/{name}", file, size, mode)
        self.manifest[kind][name] = [size, digest]
        return digest

    def _add(self, name, file, size, mode=0o600):
        member = tarfile.TarInfo(name)
        member.size, member.mode, member.mtime = size, mode, int(time.time())
        counted = Counted(file)
        self.tar.addfile(member, counted)
        return counted.sha256


def _mode_of(file):
    """A file on disk keeps its mode: letters are for reading alone, as is whatever a bucket has."""
    if isinstance(file, io.BufferedReader):
        return os.fstat(file.fileno()).st_mode & 0o600
    return 0o400
