"""Tables as files for spreadsheets; whatever a cell begins with, no program calculates it.

Lines are read while the file is written, so a table of any length takes little memory.
"""

import csv

from django.http import FileResponse, StreamingHttpResponse

from files.workbooks import CONTENT_TYPE, written

FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "\uff1d", "\uff0b", "\uff0d", "\uff20")


def csv_response(table, name):
    """The table as a CSV file that is sent while it is read."""
    response = StreamingHttpResponse(csv_parts(table), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(tables, name):
    """The tables as the sheets of a workbook."""
    name = f"{name}.xlsx"
    return FileResponse(
        written(tables), as_attachment=True, filename=name, content_type=CONTENT_TYPE
    )


def csv_parts(table):
    """The CSV file piece by piece: UTF-8 with the mark that Excel wants, semicolons between."""
    writer = csv.writer(Echo(), delimiter=";")
    yield "\ufeff" + writer.writerow(table.columns)
    for line in table.lines:
        yield writer.writerow([harmless(value) for value in line])


def harmless(value):
    """Text that a spreadsheet would take for a formula, with an apostrophe before it."""
    if isinstance(value, str) and value.startswith(FORMULA):
        return f"'{value}"
    return value


class Echo:
    """Hands back what is written, for a response that is sent while it is made."""

    def write(self, text):
        return text
