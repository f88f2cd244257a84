"""What is looked at again and again: each app names its own, in an ``inspections.py``.

    inspect("attachments", "Lampiran", Attachment.objects.all, faults=fault_of_file, ...)

Every row of each kind is looked at within a week, a share each night (`integrity/inspecting.py`).
"""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePosixPath

from django.core.files.storage import default_storage

KINDS = {}
QUARANTINE = "karantina"
GONE = "Berkasnya tidak ada lagi di penyimpanan."
CHANGED = "Isi berkasnya lain daripada yang disimpan."


@dataclass(frozen=True)
class Inspection:
    """One kind of thing: its rows, and what is wrong with one of them, in sentences.

    ``named`` says what people call a row, ``office_of`` whose affair it is (None: everybody's),
    ``files`` which stored files belong to it, as (name in the storage, SHA-256).
    """

    code: str
    label: str
    rows: Callable
    named: Callable
    office_of: Callable
    files: Callable
    faults: Callable


def inspect(code, label, rows, *, named, office_of, files, faults=None):
    """Have every such row looked at; without `faults` its files alone are compared."""

    def compared(row):
        return filter(None, (fault_of_file(*file) for file in files(row)))

    KINDS[code] = Inspection(code, label, rows, named, office_of, files, faults or compared)


def inspect_files(code, label, rows, *, office_of):
    """The same for rows that have one `file` with its `sha256` and the `name` people gave it."""
    inspect(
        code,
        label,
        rows,
        named=lambda row: f"{label} “{row.name}” ({row.pk})",
        office_of=office_of,
        files=lambda row: [(row.file.name, row.sha256)],
    )


def fault_of_file(name, sha256):
    """What is wrong with a stored file, or ""; one that is withheld is told when it is found."""
    for place in (name, withheld(name)):
        try:
            with default_storage.open(place) as file:
                digest = hashlib.file_digest(file.file, "sha256").hexdigest()
        except FileNotFoundError:
            continue
        return "" if digest == sha256 else CHANGED
    return GONE


def withheld(name):
    """Under which name an infected file lies, so that no row has it and nobody gets it."""
    return f"{QUARANTINE}/{PurePosixPath(name).name}"


def of(row):
    """The inspection that looks at such rows."""
    return next(one for one in KINDS.values() if one.rows().model is type(row))
