"""Taking a file that somebody brings: known by its content, readable here, harmless, scanned."""

from typing import Any, NamedTuple

from django.core.files.base import ContentFile

from files.names import in_jpeg
from files.reading import apart
from files.reading.words import said_of
from files.scanning import scan
from files.sniffing import BECOME_JPEG, JPEG, OFFICE, PDF, Unfit, misnamed, sniff


class Taken(NamedTuple):
    """An uploaded file that may be kept."""

    file: Any
    content_type: str
    is_scanned: bool = False
    is_bare: bool = False  # without what a photograph tells of place, owner and device


def take(upload, *, discreet=False):
    """The file as it may be kept. Raises ``Unfit``.

    Photographs that only phones can show become JPEG; of a ``discreet`` file nothing is kept that
    a photograph tells beside what it shows.
    """
    content_type = sniff(upload)
    is_picture = content_type.startswith("image/")
    document = _read(upload, content_type, discreet and is_picture)
    if document:
        upload = ContentFile(document, upload.name)
    if content_type in {JPEG, *BECOME_JPEG}:
        upload.name, content_type = in_jpeg(upload.name), JPEG
    return Taken(upload, content_type, scan(upload), discreet and is_picture)


def _read(upload, content_type, discreet):
    """The new bytes, if there have to be any."""
    upload.seek(0)
    reader, task, words = _reader_of(content_type, discreet)
    problem, document = apart.read(upload.read(), reader=reader, **task)
    upload.seek(0)
    if problem == "mismatch":
        raise Unfit(misnamed(upload.name))
    if problem:
        raise Unfit(said_of(upload.name, problem, reader, **words))
    return document


def _reader_of(content_type, discreet):
    """(reader, what it is told, words about its kind)."""
    if content_type == PDF:
        return "pdf", {}, {}
    if content_type in OFFICE:
        program, kind, folder = OFFICE[content_type]
        return "office", {"folder": folder}, {"program": program, "kind": kind}
    return "pictures", {"to_jpeg": content_type in BECOME_JPEG, "discreet": discreet}, {}
