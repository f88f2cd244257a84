"""Can a DOCX or XLSX be opened here without a password, and does it bring programs with it?"""

import zipfile
from io import BytesIO

OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # what locked and old files of Office begin with
OLD_PARTS = ["WordDocument", "Workbook", "Book", "PowerPoint Document"]
MOST_PARTS = 5_000
MOST_UNPACKED = 200 * 1024 * 1024  # bytes
CHUNK = 1 << 20
MACROS = ("vbaproject.bin", "vbadata.xml")
MACRO_FOLDERS = ("xl/macrosheets/",)
TYPES = "[content_types].xml"  # in lower case: capitals make no difference to Office
LONGEST_TYPES = 1 << 20


def read(document, folder):
    """(problem, b""): what is wrong with a file whose parts should lie in this folder."""
    if document.startswith(OLE):
        return "password" if is_locked(document) else "old", b""
    try:
        with zipfile.ZipFile(BytesIO(document)) as pack:
            return _problem(pack, folder), b""
    except zipfile.BadZipFile:
        return "cut", b""


def is_locked(document):
    """An old file of Office says what it is in its directory; a locked one hides everything."""
    if not document.startswith(OLE):
        return False
    return _names(document, "EncryptedPackage") or not any(
        _names(document, part) for part in OLD_PARTS
    )


def _names(document, part):
    return f"{part}\0".encode("utf-16-le") in document


def _problem(pack, folder):
    parts = pack.infolist()
    names = [part.filename.lower() for part in parts]
    if len(parts) > MOST_PARTS or sum(part.file_size for part in parts) > MOST_UNPACKED:
        return "bomb"
    types = [part for part in parts if part.filename.lower() == TYPES]
    if not types or not any(name.startswith(folder) for name in names):
        return "mismatch"
    if any(part.flag_bits & 1 for part in parts):
        return "password"
    if any(name.endswith(MACROS) or name.startswith(MACRO_FOLDERS) for name in names):
        return "macro"
    if any(_says_macro(pack, part) for part in types):
        return "macro"
    for part in parts:
        _read_through(pack, part)
    return ""


def _says_macro(pack, types):
    """Programs would hide where nobody's Office writes: far down, or letters as numbers."""
    with pack.open(types) as said:
        told = said.read(LONGEST_TYPES).replace(b"\0", b"").lower()  # it may be UTF-16
    hides = types.file_size > LONGEST_TYPES or b"&#" in told
    return hides or b"macroenabled" in told or b"vbaproject" in told


def _read_through(pack, part):
    """Raises ``BadZipFile`` where the part is not what the directory says."""
    with pack.open(part) as opened:
        while opened.read(CHUNK):
            pass
