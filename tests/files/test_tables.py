"""Tables that leave: dates and numbers as such, texts as texts, whatever program opens them."""

import csv
import zipfile
from datetime import UTC, date, datetime, time
from decimal import Decimal
from io import StringIO
from xml.etree import ElementTree as ET

import pytest
from openpyxl import load_workbook

from files import opendocument, workbooks
from files.cells import MonthCell, Pale, Table
from files.tables import csv_parts, harmless

HEADINGS = ("Kode", "Telepon", "Tanggal", "Jam", "Pada", "Bulan", "Nilai", "Jumlah", "Uraian")
LINE = (
    "0063020",
    "0856-1116-302",
    date(2026, 3, 2),
    time(8, 30),
    datetime(2026, 3, 2, 8, 30, tzinfo=UTC),
    MonthCell(2026, 3, 1),
    Decimal("83.31"),
    1250,
    "=1+1 baris satu\nbaris  dua & <tiga>",
)
NAMES = {
    "o": "urn:oasis:names:tc:opendocument:xmlns:office:1.0",
    "t": "urn:oasis:names:tc:opendocument:xmlns:table:1.0",
    "x": "urn:oasis:names:tc:opendocument:xmlns:text:1.0",
}
OFFICE = f"{{{NAMES['o']}}}"


def made():
    return Table("Daftar: 1", HEADINGS, iter([LINE, (None, "", *[None] * 6, Pale())]))


def test_a_workbook_carries_dates_numbers_and_codes_as_what_they_are():
    sheet = load_workbook(workbooks.written([made()._replace(title="Daftar")])).active
    cells = dict(zip(HEADINGS, sheet[2], strict=True))

    assert [cells[name].data_type for name in HEADINGS] == list("ssddddnns")
    assert cells["Kode"].value == "0063020"
    assert cells["Telepon"].number_format == cells["Kode"].number_format == "@"
    assert cells["Tanggal"].value.date() == date(2026, 3, 2)
    assert cells["Tanggal"].number_format == "[$-421]d mmmm yyyy"
    assert cells["Bulan"].number_format == "[$-421]mmmm yyyy"
    assert cells["Pada"].number_format.endswith('"UTC"')
    assert (cells["Nilai"].value, cells["Nilai"].number_format) == (83.31, "0.00")
    assert cells["Uraian"].value.startswith("=1+1")
    assert sheet.freeze_panes == "A2"
    assert 9 <= sheet.column_dimensions["A"].width <= 12 < sheet.column_dimensions["I"].width


def test_open_document_carries_the_same():
    with zipfile.ZipFile(opendocument.written([made()])) as pack:
        first, *_ = pack.infolist()
        assert (first.filename, first.compress_type) == ("mimetype", zipfile.ZIP_STORED)
        assert pack.read("mimetype").decode() == opendocument.CONTENT_TYPE
        content = ET.fromstring(pack.read("content.xml"))
        assert b"VerticalSplitPosition" in pack.read("settings.xml")
        for part in ("settings.xml", "META-INF/manifest.xml"):
            ET.fromstring(pack.read(part))
    rows = content.findall(".//t:table-row", NAMES)
    cells = dict(zip(HEADINGS, rows[1], strict=True))

    assert cells["Tanggal"].get(OFFICE + "date-value") == "2026-03-02"
    assert cells["Pada"].get(OFFICE + "date-value") == "2026-03-02T08:30:00"
    assert cells["Jam"].get(OFFICE + "time-value") == "PT08H30M00S"
    assert cells["Nilai"].get(OFFICE + "value") == "83.31"
    kinds = [cells[name].get(OFFICE + "value-type") for name in ("Kode", "Telepon", "Uraian")]
    assert kinds == ["string"] * 3
    said = {name: [p.text for p in cells[name].findall("x:p", NAMES)] for name in HEADINGS}
    assert said["Tanggal"] == ["2 Maret 2026"]
    assert said["Bulan"] == ["Maret 2026"]
    assert said["Nilai"] == ["83,31"]
    assert said["Uraian"][0] == "=1+1 baris satu"


def test_csv_is_plain_text_without_a_mark_before_it():
    text = "".join(csv_parts(made()))
    line = list(csv.reader(StringIO(text), delimiter=";"))[1]

    assert text.startswith("Kode;")
    assert line[:8] == [
        *("0063020", "0856-1116-302", "2026-03-02", "08:30:00", "2026-03-02 08:30:00 UTC"),
        *("2026-03", "83.31", "1250"),
    ]


@pytest.mark.parametrize(
    "text", ["-", "--", "+62 856-1116-302", "+6285611163", "x=1", "'kutip", " spasi"]
)
def test_csv_leaves_texts_as_they_are(text):
    assert harmless(text) == text


@pytest.mark.parametrize(
    "text", ["=1+1", "+1+1", "-1+1", "- kapal", "@SUM(A1)", "\uff1d1", " =1", "-2+3+cmd|'x'!A0"]
)
def test_csv_holds_no_formula(text):
    assert harmless(text) == f"'{text}"
