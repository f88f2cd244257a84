"""Workbooks (XLSX): the one writer of every table that leaves the portal.

Lines are read while the file is written, so a table of any length takes little memory. Dates and
numbers are dates and numbers; texts are texts, also where they are made of digits.
"""

from tempfile import TemporaryFile

from files.cells import Pale, look_of, measured

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
LONGEST_TITLE = 31  # of a sheet
NO_TEXT = ("=", "#")  # openpyxl takes such text for a formula or an error
PALE = "FFF2CC"


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

    widths, lines = measured(table)
    for across, width in enumerate(widths, 1):
        letter = get_column_letter(across)
        sheet.column_dimensions[letter].width = table.widths.get(letter, width)
    sheet.freeze_panes = f"A{len(table.above) + 2}"
    text = {"alignment": Alignment(wrap_text=True, vertical="top")} if table.wraps else {}
    for line in table.above:
        sheet.append([_cell(sheet, value, text) for value in line])
    heading = {"font": Font(bold=True), **text}
    sheet.append([_cell(sheet, label, heading) for label in table.columns])
    for line in lines:
        sheet.append([_cell(sheet, value, text) for value in line])


def _cell(sheet, value, looks):
    """Text is text whatever it begins with, never a formula; a moment keeps its zone in words."""
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.cell.cell import ILLEGAL_CHARACTERS_RE
    from openpyxl.styles import PatternFill

    if isinstance(value, Pale):
        value, looks = value.value, looks | {"fill": PatternFill("solid", start_color=PALE)}
    if look := look_of(value):
        looks = looks | {"number_format": look}
    is_text = isinstance(value, str)
    if is_text:
        value = ILLEGAL_CHARACTERS_RE.sub("", value)
    if not looks and not (is_text and value.startswith(NO_TEXT)):
        return value
    cell = WriteOnlyCell(sheet)
    cell.value = value.replace(tzinfo=None) if getattr(value, "tzinfo", None) else value
    if is_text:
        cell.data_type = "s"
    for name, one in looks.items():
        setattr(cell, name, one)
    return cell
