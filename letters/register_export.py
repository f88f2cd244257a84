"""A register as a table for spreadsheets."""

from django.utils import timezone

from files.cells import Table
from letters.registers import with_successors

COLUMNS = (
    *("Tahun", "Nomor urut", "Nomor surat", "Identitas rekomendasi", "Tanggal surat", "Jenis"),
    *("Kegiatan", "Instansi", "Hasil", "Status", "Alasan batal", "Penanda tangan"),
    *("Ditandatangani pada", "Atas surat nomor", "Dicabut atau diganti dengan nomor"),
)
AT_ONCE = 500
VERDICTS = {"recommend": "Layak", "decline": "Tidak layak"}


def cells(letter, zone):
    """One line of the file, as texts and whole numbers."""
    signed_at = letter.signed_at and timezone.localtime(letter.signed_at, zone)
    return (
        letter.year,
        letter.sequence,
        letter.number,
        letter.identity,
        letter.dated_on,
        letter.purpose_told,
        letter.title or "",
        letter.addressee or "",
        VERDICTS.get(letter.verdict, "") if letter.says_verdict else "",
        letter.get_state_display(),
        letter.void_reason,
        letter.signed_by or "",
        signed_at and signed_at.replace(microsecond=0),
        letter.about.number if letter.about else "",
        letter.newer.number if letter.newer else "",
    )


def lines(letters, zone):
    """All lines, read in parts, so that a register of any length takes little memory."""
    part = []
    for letter in letters.iterator(chunk_size=AT_ONCE):
        part.append(letter)
        if len(part) == AT_ONCE:
            yield from (cells(one, zone) for one in with_successors(part))
            part = []
    yield from (cells(one, zone) for one in with_successors(part))


def table(letters, zone):
    """The register as a table that is read while it is written."""
    return Table("Register", COLUMNS, lines(letters, zone), wraps=False)
