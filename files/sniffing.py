"""What an uploaded file really is: decided by its content; its name must agree."""

import zipfile
from pathlib import PurePath

import puremagic

LARGEST_FILE = 10 * 1024 * 1024  # bytes; 10 MB as file managers count
HEAD = 8192  # bytes read to tell the type
WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
TYPES = {
    ".pdf": "application/pdf",
    ".docx": WORD,
    ".xlsx": SHEET,
    ".png": "image/png",
    ".jpg": "image/jpeg",
    ".jpeg": "image/jpeg",
}
ACCEPT = ",".join(TYPES)
OFFICE_PARTS = {WORD: b"word/", SHEET: b"xl/"}
CHOICES = "PDF, DOCX, XLSX, PNG, atau JPEG"


class Unfit(Exception):
    """The file cannot be taken; the message says why and what to do."""


def sniff(upload):
    """The content type of an uploaded file. Raises ``Unfit`` for anything else than the five
    kinds, for a name that says another kind than the content, and above 10 MB."""
    if upload.size > LARGEST_FILE:
        size = f"{upload.size / 1024 / 1024:.1f}".replace(".", ",")
        raise Unfit(
            f"Berkas ini {size} MB, lebih besar dari 10 MB. Perkecil atau bagi menjadi beberapa "
            "berkas."
        )
    expected = TYPES.get(PurePath(upload.name).suffix.lower())
    if expected is None:
        raise Unfit(f"Jenis berkas ini tidak diterima. Unggah {CHOICES}.")
    upload.seek(0)
    head = upload.read(HEAD)
    if not _is(expected, head, upload):
        raise Unfit(
            f"Isi berkas “{upload.name}” tidak sesuai dengan namanya. Simpan kembali sebagai "
            f"{CHOICES}, lalu unggah lagi."
        )
    upload.seek(0)
    return expected


def _is(expected, head, upload):
    if expected == "application/pdf":
        return head.startswith(b"%PDF-")
    if expected in OFFICE_PARTS:
        return head.startswith(b"PK\x03\x04") and _holds(upload, OFFICE_PARTS[expected])
    try:
        return puremagic.from_string(head, mime=True) == expected
    except puremagic.PureError:
        return False


def _holds(upload, part):
    """Is there an entry of this folder in the zip's directory?"""
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as archive:
            return any(name.startswith(part.decode()) for name in archive.namelist())
    except zipfile.BadZipFile:
        return False
    finally:
        upload.seek(0)
