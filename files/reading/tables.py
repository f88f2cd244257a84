"""What the visible sheets of a workbook say, as JSON: lines of spoken cells, merged ones filled."""

import json
import re
import zipfile
from io import BytesIO
from itertools import islice

from files.reading.office import is_locked, size_problem
from files.spoken_cells import spoken

MOST_UNPACKED = 30_000_000
MOST_CELLS = 50  # across
MOST_LINES = 1_000
MOST_MERGED = 2_000
MOST_SHEETS = 20
MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^<>]*?ref=\"([A-Z]+[0-9]+:[A-Z]+[0-9]+)\"")


class TooLong(Exception):
    """A sheet has more than a table may have: ``rows`` or ``merged``."""


def read(document, most=MOST_LINES):
    """(problem, the sheets as JSON): [[title, [[text, …], …]], …]; what is too long, its title.

    `most` lines of a sheet are read, more than usual where somebody has the time for it.
    """
    if is_locked(document):
        return "password", b""
    with zipfile.ZipFile(BytesIO(document)) as pack:
        unpacked = sum(part.file_size for part in pack.infolist())
        if unpacked > MOST_UNPACKED or size_problem(pack, len(document)):
            return "bomb", b""
    return _sheets(BytesIO(document), most)


def _sheets(file, most):
    from openpyxl import load_workbook

    book = load_workbook(file, read_only=True, data_only=True, keep_links=False)
    visible = [sheet for sheet in book.worksheets if sheet.sheet_state == "visible"]
    said = []
    for sheet in visible[:MOST_SHEETS]:
        try:
            said.append([sheet.title, _lines(sheet, most)])
        except TooLong as why:
            return str(why), json.dumps(sheet.title).encode()
    return "", json.dumps(said).encode()


def _lines(sheet, most):
    sheet.reset_dimensions()  # some programs write them wrongly
    rows = islice(sheet.iter_rows(max_col=MOST_CELLS), most + 1)
    lines = [[spoken(cell.value, cell.number_format or "General") for cell in row] for row in rows]
    if len(lines) > most and any(lines[-1]):
        raise TooLong("rows")
    _fill_merged(lines, _merged(sheet))
    return [_without_blank_end(line) for line in lines]


def _merged(sheet):
    """The ranges of merged cells, which openpyxl does not tell of a sheet read as it comes."""
    from openpyxl.utils import range_boundaries

    with sheet.parent._archive.open(sheet._worksheet_path) as part:
        found = MERGED.findall(part.read())
    if len(found) > MOST_MERGED:
        raise TooLong("merged")
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
