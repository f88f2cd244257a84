"""Whether the store of files does its work: really written to, read from and deleted in."""

import hashlib
import secrets
from typing import NamedTuple
from urllib.error import HTTPError, URLError
from urllib.request import urlopen

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage

from files.storing.both import Both

TRIAL = "percobaan"  # the folder of what is written only to see whether it can be
SOON = 5  # seconds
OPEN = "Wadah berkas terbuka bagi siapa pun. Tutup akses umumnya."
CHANGED = "Yang dibaca dari tempat berkas lain daripada yang ditulis."


class Tried(NamedTuple):
    """What is wrong, in a sentence, or ""; and whether the server itself refuses to overwrite."""

    problem: str
    keeps_first: bool = True


def buckets():
    """Those that the settings name; none where files lie in a folder."""
    places = default_storage.places if isinstance(default_storage, Both) else [default_storage]
    return [place for place in places if hasattr(place, "bucket_name")]


def try_out(bucket):
    """Write, read, try to overwrite, ask as a stranger, delete."""
    name = f"{TRIAL}/{secrets.token_urlsafe(16)}"
    content = secrets.token_bytes(1024)
    try:
        bucket.keep(name, content)
        try:
            return _looked_at(bucket, name, content)
        finally:
            bucket.delete(name)
    except OSError as error:
        return Tried(getattr(error, "words", "") or str(error))


def _looked_at(bucket, name, content):
    with bucket.open(name) as file:
        if hashlib.sha256(file.read()).digest() != hashlib.sha256(content).digest():
            return Tried(CHANGED)
    if is_open(bucket, name):
        return Tried(OPEN)
    try:
        bucket.save(name, ContentFile(b"other"))
    except FileExistsError:
        return Tried("")
    return Tried("", keeps_first=False)


def is_open(bucket, name):
    """Can a stranger read it, who has no key?"""
    client = bucket.unsigned_connection.meta.client
    key = bucket._normalize_name(name)
    where = {"Bucket": bucket.bucket_name, "Key": key}
    try:
        urlopen(client.generate_presigned_url("get_object", Params=where), timeout=SOON).close()  # noqa: S310
    except (HTTPError, URLError, TimeoutError):
        return False
    return True
