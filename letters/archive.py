"""Letters on disk: every file is named after the SHA-256 of its bytes and never changes.

A file is there whole or not at all: written under a passing name, forced to the disk, renamed.
"""

import hashlib
import os
import uuid
from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from files.kept import Damaged


def digest_of(content):
    """The name a file of these bytes has."""
    return hashlib.sha256(content).hexdigest()


def name_of(digest):
    """Where the storage keeps the file of that digest."""
    return f"letters/{digest[:2]}/{digest}.pdf"


def keep(content):
    """Store the bytes and return their digest; what is there already stays as it is."""
    digest = digest_of(content)
    name = name_of(digest)
    if default_storage.exists(name):
        return digest
    try:
        path = Path(default_storage.path(name))
    except NotImplementedError:  # a storage without a file system writes whole files by itself
        default_storage.save(name, ContentFile(content))
    else:
        _write(path, content)
    return digest


def exists(digest):
    """Tell whether a file of that digest has been kept."""
    return bool(digest) and default_storage.exists(name_of(digest))


def read(digest):
    """The bytes of that digest; a file that has changed on disk is an error, never an answer."""
    with default_storage.open(name_of(digest)) as file:
        content = file.read()
    if digest_of(content) != digest:
        raise OSError(f"The stored letter {digest} has been changed on disk.")
    return content


def read_of(letter, digest):
    """The same for that letter. Raises `Damaged`, which tells people and their keepers."""
    try:
        return read(digest)
    except OSError as error:
        raise Damaged(letter) from error


def _write(path, content):
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    waiting = path.with_name(f".{uuid.uuid4().hex}")
    try:
        with open(waiting, "xb", opener=_private) as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
            os.fchmod(file.fileno(), 0o400)  # nobody writes into it again, not even we
        waiting.replace(path)
    finally:
        waiting.unlink(missing_ok=True)
    folder = os.open(path.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)


def _private(path, flags):
    return os.open(path, flags, 0o600)
