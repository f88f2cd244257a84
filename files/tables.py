"""Tables as files for spreadsheets; whatever a cell begins with, no program calculates it.

Lines are read while the file is written, so a table of any length takes little memory.
"""

import csv
from tempfile import TemporaryFile
from typing import NamedTuple

from django.http import FileResponse, StreamingHttpResponse

from files.spreadsheets import CONTENT_TYPE

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")
LONGEST_TITLE = 31  # of a sheet


class Table(NamedTuple):
    """Headings, and lines of texts and numbers; the title names the sheet."""

    title: str
    columns: tuple
    lines: object  # anything that gives lines, read once


def csv_response(table, name):
    """The table as a CSV file that is sent while it is read."""
    response = StreamingHttpResponse(csv_parts(table), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(tables, name):
    """The tables as the sheets of a workbook."""
    file = xlsx_file(tables)
    return FileResponse(
        file, as_attachment=True, filename=f"{name}.xlsx", content_type=CONTENT_TYPE
    )


def csv_parts(table):
    """The CSV file piece by piece: UTF-8 with the mark that Excel wants, semicolons between."""
    writer = csv.writer(Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow(table.columns)
    for line in table.lines:
        yield writer.writerow([harmless(value) for value in line])


def xlsx_file(tables):
    """The workbook in a file that vanishes when it is closed; text is text, never a formula."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in tables:
        _write_sheet(book, table)
    file = TemporaryFile()  # noqa: SIM115 - the response closes it
    book.save(file)
    file.seek(0)
    return file


def harmless(value):
    """Text that a spreadsheet would take for a formula, with an apostrophe before it."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


class Echo:
    """Hands back what is written, for a response that is sent while it is made."""

    def write(self, text):
        return text


def _write_sheet(book, table):
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import Font

    sheet = book.create_sheet(table.title[:LONGEST_TITLE])
    sheet.freeze_panes = "A2"
    heading = [WriteOnlyCell(sheet, label) for label in table.columns]
    for cell in heading:
        cell.font = Font(bold=True)
    sheet.append(heading)
    for line in table.lines:
        row = []
        for value in line:
            if isinstance(value, str) and value.startswith(("=", "#")):  # formulas and errors
                cell = WriteOnlyCell(sheet)
                cell.value, cell.data_type = ILLEGAL_CHARACTERS_RE.sub("", value), "s"
                value = cell
            elif isinstance(value, str):
                value = ILLEGAL_CHARACTERS_RE.sub("", value)
            row.append(value)
        sheet.append(row)
