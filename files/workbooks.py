"""Workbooks (XLSX): the one writer of every table that leaves the portal.

Lines are read while the file is written, so a table of any length takes little memory.
"""

from tempfile import TemporaryFile
from typing import NamedTuple

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 28  # of a column, in letters
LONGEST_TITLE = 31  # of a sheet
NO_TEXT = ("=", "#")  # openpyxl takes such text for a formula or an error
PALE = "FFF2CC"


class Table(NamedTuple):
    """Headings, and lines of texts and numbers; the title names the sheet.

    ``lines`` is anything that gives lines, read once. ``above`` are lines over the headings,
    ``widths`` those of columns that are not of the usual width, by letter. A long list leaves
    ``wraps`` out: wrapping its texts takes time for each cell.
    """

    title: str
    columns: tuple
    lines: object
    above: tuple = ()
    widths: dict = {}
    wraps: bool = True


class Pale(NamedTuple):
    """A cell that somebody still has to fill in."""

    value: object = ""


def written(tables):
    """The tables as sheets of a workbook, in a file that vanishes when it is closed."""
    from openpyxl import Workbook

    book = Workbook(write_only=True)
    for table in tables:
        _write(book.create_sheet(table.title[:LONGEST_TITLE]), table)
    file = TemporaryFile()  # noqa: SIM115 - whoever reads it closes it
    book.save(file)
    file.seek(0)
    return file


def _write(sheet, table):
    from openpyxl.styles import Alignment, Font
    from openpyxl.utils import get_column_letter

    for across in range(1, len(table.columns) + 1):
        letter = get_column_letter(across)
        sheet.column_dimensions[letter].width = table.widths.get(letter, WIDTH)
    sheet.freeze_panes = f"A{len(table.above) + 2}"
    text = {"alignment": Alignment(wrap_text=True, vertical="top")} if table.wraps else {}
    for line in table.above:
        sheet.append([_cell(sheet, value, text) for value in line])
    heading = {"font": Font(bold=True), **text}
    sheet.append([_cell(sheet, label, heading) for label in table.columns])
    for line in table.lines:
        sheet.append([_cell(sheet, value, text) for value in line])


def _cell(sheet, value, looks):
    """Text is text whatever it begins with, never a formula."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import PatternFill

    if isinstance(value, Pale):
        value, looks = value.value, looks | {"fill": PatternFill("solid", start_color=PALE)}
    is_text = isinstance(value, str)
    if is_text:
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not is_text or not (looks or value.startswith(NO_TEXT)):
        return value
    cell = WriteOnlyCell(sheet)
    cell.value, cell.data_type = value, "s"
    for name, look in looks.items():
        setattr(cell, name, look)
    return cell
