"""What a text file of separated values says, in whatever signs and letters a spreadsheet wrote it:
commas, semicolons or tabs between, UTF-8 with or without its mark, UTF-16, or Windows' own."""

import codecs
import csv
import json
from io import StringIO
from itertools import islice

MOST_CELLS = 50  # across
MOST_LINES = 1_000
LOOKED_AT = 20  # lines that say what stands between the cells
SEPARATORS = ";,\t|"
MARKS = {
    codecs.BOM_UTF8: "utf-8-sig",
    codecs.BOM_UTF16_LE: "utf-16",
    codecs.BOM_UTF16_BE: "utf-16",
}


def read(document, most=MOST_LINES):
    """(problem, one sheet as JSON), as `tables.read` gives it."""
    lines = table_of(document, most)
    if lines is None:
        return "damaged", b""
    if len(lines) > most:
        return "rows", json.dumps("").encode()
    return "", json.dumps([["", lines]]).encode()


def table_of(document, most, strict=False):
    """Its lines, each a list of texts, at most one more than `most`; None if it is no text.

    Raises ``csv.Error`` of a cell that is far too long; if strict, of quotes that never end, too.
    """
    text = _text(document)
    if "\0" in text:
        return None
    csv.field_size_limit(1 << 20)
    separator = max(SEPARATORS, key=lambda sign: _fit(text, sign))
    lines = islice(_lines(text, separator, strict), most + 1)
    return [_without_blank_end(line[:MOST_CELLS]) for line in lines]


def _text(document):
    for mark, code in MARKS.items():
        if document.startswith(mark):
            return document.decode(code)
    try:
        return document.decode("utf-8")
    except UnicodeDecodeError:
        return document.decode("cp1252", errors="replace")


def _lines(text, separator, strict=False):
    return csv.reader(StringIO(text, newline=""), delimiter=separator, strict=strict)


def _fit(text, separator):
    """How many cells most lines have with this sign between them."""
    lines = islice(_lines(text, separator), LOOKED_AT)
    widths = [len(line) for line in lines if "".join(line).strip() or len(line) > 1]
    usual = max(set(widths), key=widths.count, default=1)
    return (usual > 1, widths.count(usual) * usual)


def _without_blank_end(line):
    cells = [cell.strip() for cell in line]
    while cells and not cells[-1]:
        cells.pop()
    return cells
