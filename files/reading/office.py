"""Can a DOCX or XLSX be opened here without a password, how large is it then, what is in it?"""

import zipfile
from io import BytesIO

from files.reading.brought import TYPES, problem_of

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what locked and old files of Office begin with
OLD_PARTS = ["WordDocument", "Workbook", "Book", "PowerPoint Document"]
MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024  # bytes
MOST_RATIO, FREE = 100, 20 * 1024 * 1024  # unpacked to packed; bytes unpacked that may be dense
CHUNK = 1 << 20


def read(document, folder):
    """(problem, b""): what is wrong with a file whose parts should lie in this folder."""
    if document.startswith(OLE):
        return "password" if is_locked(document) else "old", b""
    try:
        with zipfile.ZipFile(BytesIO(document)) as pack:
            return _problem(pack, folder, len(document)), b""
    except zipfile.BadZipFile:
        return "cut", b""


def is_locked(document):
    """An old file of Office says what it is in its directory; a locked one hides everything."""
    if not document.startswith(OLE):
        return False
    return _names(document, "EncryptedPackage") or not any(
        _names(document, part) for part in OLD_PARTS
    )


def size_problem(pack, packed):
    """Would it become too large, or far larger than anything that somebody wrote?"""
    parts = pack.infolist()
    unpacked = sum(part.file_size for part in parts)
    if len(parts) > MOST_PARTS or unpacked > MOST_UNPACKED:
        return "bomb"
    return "swelling" if unpacked > max(FREE, MOST_RATIO * packed) else ""


def _names(document, part):
    return f"{part}\0".encode("utf-16-le") in document


def _problem(pack, folder, packed):
    if found := size_problem(pack, packed):
        return found
    parts = pack.infolist()
    names = [part.filename.lower() for part in parts]
    if TYPES not in names or not any(name.startswith(folder) for name in names):
        return "mismatch"
    if any(part.flag_bits & 1 for part in parts):
        return "password"
    if found := problem_of(pack):
        return found
    for part in parts:
        _read_through(pack, part)
    return ""


def _read_through(pack, part):
    """Raises ``BadZipFile`` where the part is not what the directory says."""
    with pack.open(part) as opened:
        while opened.read(CHUNK):
            pass
