"""Stored letters: every file is named after the SHA-256 of its bytes and never changes."""

import hashlib

from django.core.files.storage import default_storage

from files.kept import Damaged
from files.storing.trouble import StoreAway


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
    default_storage.keep(name, content)
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
    except StoreAway:
        raise
    except OSError as error:
        raise Damaged(letter) from error
