"""Values of a spreadsheet said as their cells show them."""

from datetime import date, datetime

import pytest

from files.spoken_cells import spoken

RUPIAH = '_-"Rp"* #,##0.00_-;-"Rp"* #,##0.00_-;_-"Rp"* "-"??_-;_-@_-'
COMMA = r'_(* #,##0_);_(* \(#,##0\);_(* "-"??_);_(@_)'


@pytest.mark.parametrize(
    ("value", "look", "text"),
    [
        (0, RUPIAH, "Rp-"),
        (0, COMMA, "-"),
        (1234.5, RUPIAH, "Rp1.234,50"),
        (-1234, COMMA, "(1.234)"),
        (0, "#,##0", "0"),
        (0, "#", ""),
        (5, 'General" orang"', "5 orang"),
        (-5, "General;(General)", "(5)"),
        (1e300, "#,##0.00", f"1.{'.'.join(['000'] * 100)},00"),
        (datetime.fromisoformat("2026-03-01"), "General", "1 Maret 2026"),
        (date(2026, 3, 1), "d mmm yyyy h:mm:ss", "1 Maret 2026"),
    ],
)
def test_as_the_cell_shows_it(value, look, text):
    assert spoken(value, look) == text
