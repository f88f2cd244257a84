"""Seals at the place of backups: each a small file of its own, which nobody here changes."""

from datetime import UTC
from itertools import takewhile

from files.outside import outside
from integrity.models import Seal

FOLDER = "seals/"
MOST = 100  # that a check reads


def copy_seals():
    """Those that are not there yet, the oldest first. Raises `Trouble`."""
    if place := outside():
        newest_first = Seal.objects.order_by("-pk").iterator(chunk_size=100)
        lacking = list(takewhile(lambda seal: not place.holds(name_of(seal)), newest_first))
        for seal in reversed(lacking):
            with place.writing(name_of(seal)) as file:
                file.write(seal.line.encode())


def lines():
    """The newest seals that lie there, as they were copied. Raises `Trouble`."""
    if place := outside():
        for name in place.names(FOLDER)[-MOST:]:
            with place.reading(name) as file:
                yield file.read().decode()


def name_of(seal):
    """In the order in which they were made; two seals share no number of the last event."""
    return f"{FOLDER}{seal.last:012}-{seal.at.astimezone(UTC):%Y%m%dT%H%M%SZ}.txt"
