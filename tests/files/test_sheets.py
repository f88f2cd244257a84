"""Workbooks that are made to keep the portal busy are read as quickly as others."""

import zipfile
from io import BytesIO
from time import monotonic

import pytest
from openpyxl import Workbook

from files.sheets import sheets_of
from tests.files.making import brought

pytestmark = pytest.mark.one_database


def with_remark(remark):
    """A workbook with a merged title, and this between its parts."""
    book, plain, file = Workbook(), BytesIO(), BytesIO()
    book.active["A1"] = "Judul"
    book.active.merge_cells("A1:B1")
    book.save(plain)
    with zipfile.ZipFile(plain) as source, zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as pack:
        for name in source.namelist():
            content = source.read(name)
            if name.endswith("sheet1.xml"):
                content = content.replace(b"</sheetData>", b"</sheetData><!--%b-->" % remark)
            pack.writestr(name, content)
    return brought("tabel.xlsx", file.getvalue())


def test_merged_cells_are_found_in_a_long_remark():
    began = monotonic()
    (sheet,) = sheets_of(with_remark(b"<mergeCell " * 100_000))

    assert sheet.lines == [["Judul", "Judul"]]
    assert monotonic() - began < 10
