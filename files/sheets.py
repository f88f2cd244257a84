"""What people's workbooks (XLSX) say: their visible sheets as lines of spoken cells."""

import re
import zipfile
from itertools import islice
from typing import NamedTuple

from files.reading.office import is_locked
from files.reading.words import said_of
from files.sniffing import Unfit
from files.spoken_cells import spoken

MOST_BYTES = 2_000_000
MOST_UNPACKED = 30_000_000
MOST_CELLS = 50  # across
MOST_LINES = 1_000
MOST_MERGED = 2_000
MOST_SHEETS = 20
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z]+[0-9]+:[A-Z]+[0-9]+)\"")
FULL = "Lembar “{}” memuat lebih dari 1.000 baris. Simpan tabelnya saja dalam berkas tersendiri."


class Sheet(NamedTuple):
    """A visible sheet; merged cells say their text in each place they cover."""

    title: str
    lines: list


def sheets_of(upload):
    """The visible sheets of an uploaded workbook.

    Raises ``Unfit`` with words for the person: no workbook, too large.
    """
    from openpyxl import load_workbook

    if upload.size > MOST_BYTES:
        raise Unfit("Berkas ini lebih dari 2 MB. Simpan tabelnya saja dalam berkas tersendiri.")
    if is_locked(upload.read()):
        raise Unfit(said_of(upload.name, "password", "office", program="Excel"))
    upload.seek(0)
    try:
        with zipfile.ZipFile(upload) as packed:
            if sum(part.file_size for part in packed.infolist()) > MOST_UNPACKED:
                raise Unfit("Isi berkas ini terlalu besar. Simpan tabelnya saja, tanpa gambar.")
        upload.seek(0)
        book = load_workbook(upload, read_only=True, data_only=True, keep_links=False)
        visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
        return [_read(sheet) for sheet in visible[:MOST_SHEETS]]
    except Unfit:
        raise
    except Exception as broken:
        raise Unfit(
            "Berkas ini bukan lembar kerja XLSX yang dapat dibaca. Simpan sebagai XLSX, lalu "
            "unggah lagi."
        ) from broken


def _read(sheet):
    sheet.reset_dimensions()  # some programs write them wrongly
    rows = islice(sheet.iter_rows(max_col=MOST_CELLS), MOST_LINES + 1)
    lines = [[spoken(cell.value, cell.number_format or "General") for cell in row] for row in rows]
    if len(lines) > MOST_LINES and any(lines[-1]):
        raise Unfit(FULL.format(sheet.title))
    _fill_merged(lines, _merged(sheet))
    return Sheet(sheet.title, [_without_blank_end(line) for line in lines])


def _merged(sheet):
    """The ranges of merged cells, which openpyxl does not tell of a sheet read as it comes."""
    from openpyxl.utils import range_boundaries

    with sheet.parent._archive.open(sheet._worksheet_path) as part:
        found = MERGED.findall(part.read())
    if len(found) > MOST_MERGED:
        raise Unfit("Lembar ini memuat terlalu banyak sel gabungan. Salin tabelnya saja.")
    return [range_boundaries(ref.decode()) for ref in found]


def _fill_merged(lines, ranges):
    for left, top, right, bottom in ranges:
        if top > len(lines) or left > len(lines[top - 1]):
            continue
        text = lines[top - 1][left - 1]
        for line in lines[top - 1 : bottom]:
            line.extend([""] * (min(right, MOST_CELLS) - len(line)))
            line[left - 1 : right] = [text] * len(line[left - 1 : right])


def _without_blank_end(line):
    while line and not line[-1]:
        line = line[:-1]
    return line
