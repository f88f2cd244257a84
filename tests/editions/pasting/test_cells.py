"""Text of the clipboard: every character of every cell is kept, and every row is one."""

import pytest

from editions.pasting.cells import lines_of, text_of


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        (
            '"Umur kapal\ttahun\nTangkapan\ttrip\n',
            [['"Umur kapal', "tahun"], ["Tangkapan", "trip"]],
        ),
        ('"lahir" sampai mati\tx', [['"lahir" sampai mati', "x"]]),
        ('"Umur\tx\n"lahir" sampai\ty', [['"Umur', "x"], ['"lahir" sampai', "y"]]),
        ('"Umur\tsetahun\nPanjang\t5"\n', [['"Umur', "setahun"], ["Panjang", '5"']]),
        ('Luas\t"hektare, bukan "are"\n', [["Luas", '"hektare, bukan "are"']]),
        ('Pipa 3"\t3" dan 4"', [['Pipa 3"', '3" dan 4"']]),
        ('"Upah,\nbonus"\tx\n', [["Upah,\nbonus", "x"]]),
        ('x\t"Kata ""umur"" saja"\r\ny\tz', [["x", 'Kata "umur" saja'], ["y", "z"]]),
        ('""lahir"" begitu\tx', [['""lahir"" begitu', "x"]]),
        ('"', [['"']]),
        ('""\tx', [["", "x"]]),
        ("\tNama\tKonsep\n1\tUmur\tUsia", [["", "Nama", "Konsep"], ["1", "Umur", "Usia"]]),
    ],
)
def test_a_mark_delimits_only_what_it_closes(text, lines):
    assert lines_of(text, 10) == lines


@pytest.mark.parametrize("cell", ['"Umur', '"lahir" saja', "a\nb", 'a\n"b"', '"', '"a"', "", 'x"'])
def test_what_is_written_is_read_the_same(cell):
    lines = [["a", cell, "b"], [cell, cell, "x"]]

    assert lines_of(text_of(lines), 10) == lines


def test_a_long_text_of_marks_takes_no_time():
    assert len(lines_of('"a\t' * 20_000 + "\n" + '"' * 100_000, 10)) == 2
