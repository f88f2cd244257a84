"""A register as a file for spreadsheets; whatever a cell begins with, no program calculates it."""

import csv
from tempfile import TemporaryFile

from django.utils import timezone

from letters.registers import with_successors

COLUMNS = (
    *("Tahun", "Nomor urut", "Nomor surat", "Identitas rekomendasi", "Tanggal surat", "Jenis"),
    *("Kegiatan", "Instansi", "Hasil", "Keadaan", "Alasan batal", "Penanda tangan"),
    *("Ditandatangani pada", "Atas surat nomor", "Dicabut atau diganti dengan nomor"),
)
AT_ONCE = 500
FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
VERDICTS = {"recommend": "Layak", "decline": "Tidak layak"}


def cells(letter, zone):
    """One line of the file, as texts and whole numbers."""
    signed_at = letter.signed_at and timezone.localtime(letter.signed_at, zone)
    return (
        letter.year,
        letter.sequence,
        letter.number,
        letter.identity,
        letter.dated_on.isoformat() if letter.dated_on else "",
        letter.get_purpose_display(),
        letter.title or "",
        letter.addressee or "",
        "" if letter.is_withdrawal else VERDICTS.get(letter.verdict, ""),
        letter.get_state_display(),
        letter.void_reason,
        letter.signed_by or "",
        f"{signed_at:%Y-%m-%d %H:%M:%S %Z}" if signed_at else "",
        letter.about.number if letter.about else "",
        letter.newer.number if letter.newer else "",
    )


def harmless(value):
    """Text that a spreadsheet would take for a formula, with an apostrophe before it."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


def lines(letters, zone):
    """All lines, read in parts, so that a register of any length takes little memory."""
    part = []
    for letter in letters.iterator(chunk_size=AT_ONCE):
        part.append(letter)
        if len(part) == AT_ONCE:
            yield from (cells(one, zone) for one in with_successors(part))
            part = []
    yield from (cells(one, zone) for one in with_successors(part))


class Echo:
    """Hands back what is written, for a response that is sent while it is made."""

    def write(self, text):
        return text


def csv_parts(letters, zone):
    """The CSV file piece by piece: UTF-8 with the mark that Excel wants, semicolons between."""
    writer = csv.writer(Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow(COLUMNS)
    for line in lines(letters, zone):
        yield writer.writerow([harmless(value) for value in line])


def xlsx_file(letters, zone, title):
    """The workbook in a file that vanishes when it is closed; text is text, never a formula."""
    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    book = Workbook(write_only=True)
    sheet = book.create_sheet(title)
    sheet.freeze_panes = "A2"
    heading = [WriteOnlyCell(sheet, label) for label in COLUMNS]
    for cell in heading:
        cell.font = Font(bold=True)
    sheet.append(heading)
    for line in lines(letters, zone):
        row = []
        for value in line:
            cell = WriteOnlyCell(sheet)
            if isinstance(value, str):
                cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
            else:
                cell.value = value
            row.append(cell)
        sheet.append(row)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file
