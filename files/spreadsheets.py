"""Workbooks (XLSX) that are written for people to fill in or to read on."""

from io import BytesIO

CONTENT_TYPE = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
WIDTH = 28


def write(columns, rows, title):
    """The table as bytes of a workbook: headings, rows of words, every cell plain text."""
    from openpyxl import Workbook
    from openpyxl.styles import Alignment, Font

    book = Workbook()
    sheet = book.active
    sheet.title = title
    for across, label in enumerate(columns, 1):
        cell = sheet.cell(1, across, label)
        cell.font = Font(bold=True)
        sheet.column_dimensions[cell.column_letter].width = WIDTH
    for down, row in enumerate(rows, 2):
        for across, text in enumerate(row, 1):
            cell = sheet.cell(down, across)
            cell.value, cell.data_type = text, "s"  # never a formula, whatever it begins with
            cell.alignment = Alignment(wrap_text=True, vertical="top")
    sheet.freeze_panes = "A2"
    kept = BytesIO()
    book.save(kept)
    return kept.getvalue()
