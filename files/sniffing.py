"""What an uploaded file says it is: by its name and by how it begins; the two must agree."""

from pathlib import PurePath

import puremagic

from files.reading.office import OLE
from files.reading.words import said_of
from files.shrinking import how_to_shrink

LARGEST_FILE = 10 * 1024 * 1024  # bytes; 10 MB as file managers count
HEAD = 8192  # bytes read to tell the type
HEADER_WITHIN = 1024  # bytes in which a PDF has to say that it is one
# A PDF before which something else begins is two things, and who opens it sees either.
TWO_IN_ONE = (b"MZ", b"\x7fELF", b"#!", b"PK\x03\x04", b"GIF8", b"\x89PNG", b"\xff\xd8", b"<")
PDF = "application/pdf"
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PNG, JPEG, HEIF, WEBP = "image/png", "image/jpeg", "image/heif", "image/webp"
TYPES = {
    ".pdf": PDF,
    ".docx": WORD,
    ".xlsx": SHEET,
    ".png": PNG,
    ".jpg": JPEG,
    ".jpeg": JPEG,
    **dict.fromkeys((".heic", ".heif", ".hif"), HEIF),
    ".webp": WEBP,
}
BECOME_JPEG = {HEIF, WEBP}  # pictures that not every program shows
SCANS = {ending: kind for ending, kind in TYPES.items() if kind not in (WORD, SHEET)}
PICTURES = {ending: kind for ending, kind in SCANS.items() if kind != PDF}
OFFICE = {WORD: ("Word", "DOCX", "word/"), SHEET: ("Excel", "XLSX", "xl/")}
# What Office calls its files with programs in them, and its old ones.
AKIN = {
    ".docm": ("macro", WORD),
    ".dotm": ("macro", WORD),
    ".xlsm": ("macro", SHEET),
    ".xltm": ("macro", SHEET),
    ".xlsb": ("old", SHEET),
    ".doc": ("old", WORD),
    ".xls": ("old", SHEET),
}
HEIF_BRANDS = {b"heic", b"heix", b"heim", b"heis", b"hevc", b"hevx", b"mif1", b"msf1", b"heif"}
EMPTY = "Berkas ini kosong: tidak ada isinya. Simpan kembali berkasnya, lalu unggah lagi."
CHOICES = "PDF, DOCX, XLSX, PNG, JPEG, HEIC, atau WebP"


class Unfit(Exception):
    """The file cannot be taken; the message says why and what to do."""


def sniff(upload):
    """The content type of an uploaded file. Raises ``Unfit`` for anything else than the kinds
    above, for a name that says another kind than the content, for nothing, and above 10 MB."""
    name = upload.name
    if upload.size > LARGEST_FILE:
        size = f"{upload.size / 1024 / 1024:.1f}".replace(".", ",")
        raise Unfit(f"Berkas ini {size} MB, lebih besar dari 10 MB. {how_to_shrink(name)}")
    upload.seek(0)
    head = upload.read(HEAD)
    upload.seek(0)
    expected = _expected(name)
    if not head.strip(b"\0 \t\r\n"):
        raise Unfit(EMPTY)
    if expected in (HEIF, WEBP, JPEG) and (found := _phone_picture(head)):
        return found
    if not _is(expected, head):
        raise Unfit(misnamed(name))
    return expected


def misnamed(name):
    """What is said of a file that is not what its name says."""
    return (
        f"Isi berkas “{name}” tidak sesuai dengan namanya. Simpan kembali sebagai {CHOICES}, lalu "
        "unggah lagi."
    )


def _expected(name):
    ending = PurePath(name).suffix.lower()
    if ending in AKIN:
        problem, near = AKIN[ending]
        program, kind, _ = OFFICE[near]
        raise Unfit(said_of(name, problem, "office", program=program, kind=kind))
    if ending not in TYPES:
        raise Unfit(f"Jenis berkas ini tidak diterima. Unggah {CHOICES}.")
    return TYPES[ending]


def _phone_picture(head):
    """Phones call either kind by the other's name."""
    if head[4:8] == b"ftyp" and HEIF_BRANDS & {
        head[place : place + 4] for place in range(8, 64, 4)
    }:
        return HEIF
    return JPEG if _magic(head) == JPEG else None


def _is(expected, head):
    if expected == PDF:
        return b"%PDF-" in head[:HEADER_WITHIN] and not head.startswith(TWO_IN_ONE)
    if expected in OFFICE:
        return head.startswith((b"PK\x03\x04", OLE))
    return _magic(head) == expected


def _magic(head):
    try:
        return puremagic.from_string(head, mime=True)
    except puremagic.PureError:
        return None
