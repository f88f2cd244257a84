"""Tables as files for spreadsheets; whatever a cell begins with, no program calculates it.

Lines are read while the file is written, so a table of any length takes little memory.
"""

import csv
import re

from django.http import FileResponse, StreamingHttpResponse

from files import opendocument, workbooks
from files.cells import plain

FORMULA = re.compile(r"[\t\r\n]|\s*[|=+\-@\uff1d\uff0b\uff0d\uff20]")
NO_FORMULA = re.compile(r"-+|\+\d{1,3} \d[\d -]{5,}\d|\+\d{9,15}")  # a dash, a telephone


def csv_response(table, name):
    """The table as a CSV file that is sent while it is read."""
    response = StreamingHttpResponse(csv_parts(table), content_type="text/csv; charset=utf-8")
    response.headers["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response


def xlsx_response(tables, name):
    """The tables as the sheets of a workbook."""
    return _whole(workbooks, tables, f"{name}.xlsx")


def ods_response(tables, name):
    """The same as OpenDocument."""
    return _whole(opendocument, tables, f"{name}.ods")


AS_ODS = {"respond": ods_response}  # for an address


def _whole(kind, tables, name):
    return FileResponse(
        kind.written(tables), as_attachment=True, filename=name, content_type=kind.CONTENT_TYPE
    )


def csv_parts(table):
    """The CSV file piece by piece: plain UTF-8, semicolons between."""
    writer = csv.writer(Echo(), delimiter=";")
    yield writer.writerow(table.columns)
    for line in table.lines:
        yield writer.writerow([harmless(plain(value)) for value in line])


def harmless(value):
    """A text as it is; with an apostrophe before it only where a spreadsheet would calculate it."""
    if isinstance(value, str) and FORMULA.match(value) and not NO_FORMULA.fullmatch(value):
        return f"'{value}"
    return value


class Echo:
    """Hands back what is written, for a response that is sent while it is made."""

    def write(self, text):
        return text
