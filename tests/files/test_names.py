"""Names of files in a ZIP: whatever people called them, every system can unpack and show them."""

import re
import zipfile
from datetime import datetime
from io import BytesIO

import pytest

from files.names import known, plain
from files.zipping import Zip

pytestmark = pytest.mark.one_database


@pytest.mark.parametrize(
    ("name", "safe"),
    [
        ("CON.pdf", "_CON.pdf"),
        ("con", "_con"),
        ("Aux.tar.gz", "_Aux.tar.gz"),
        ("lpt1 .docx", "_lpt1.docx"),
        ("COM¹.pdf", "_COM¹.pdf"),
        ("NUL.", "_NUL"),
        ("CONTOH.pdf", "CONTOH.pdf"),
        ("surat. . .", "surat"),
        ("surat.pdf. ", "surat.pdf"),
        ("../../x.pdf", "-..-x.pdf"),
        ("C:\\Users\\a.pdf", "C-Users-a.pdf"),
        ("daftar\u202efdp.exe", "daftarfdp.exe"),
        ("a\u200bb\u00ad.pdf", "ab.pdf"),
        ("baris\u2028dua\n.pdf", "barisdua-.pdf"),
        ("e\u0301tude.pdf", "étude.pdf"),
        ("تقرير.pdf", "تقرير.pdf"),
        (" ", "tanpa-nama"),
        ("\u202e", "tanpa-nama"),
    ],
)
def test_names_are_safe(name, safe):
    assert plain(name) == safe


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("surat.pdf", "surat.pdf"),
        (".pdf", "tanpa-nama.pdf"),
        (" \u200b.pdf", "tanpa-nama.pdf"),
        (" ", "tanpa-nama"),
        ("..", "tanpa-nama.."),
    ],
)
def test_an_upload_has_a_name(name, told):
    """A new emoji is no letter yet: of its file only the ending is left."""
    assert known(name) == known(told) == told


@pytest.mark.parametrize("letter", ["a", "é", "调", "🙂", "ش"])
def test_long_names_are_shortened_before_their_ending(letter):
    name = plain(letter * 300 + ".pdf")

    assert re.fullmatch(rf"{letter}{{40,}}\.pdf", name)
    assert len(name) <= 120
    assert len(name.encode()) <= 200
    assert plain(letter * 300 + "CON." + "z" * 90).startswith(letter)


def test_no_two_entries_are_one_file_anywhere():
    """Some disks take capitals and small letters, or two ways to write é, for the same."""
    pack = Zip(datetime(2026, 3, 2))  # noqa: DTZ001 - the moment is only written down
    given = ["Surat.pdf", "surat.PDF", "SURAT.pdf", "con.pdf", "CON.pdf", "é.pdf", "e\u0301.pdf"]

    parts = [part for name in given for part in pack.add(f"lampiran/{plain(name)}", [b"x"])]

    file = BytesIO(b"".join([*parts, *pack.close()]))
    names = zipfile.ZipFile(file).namelist()
    assert len({name.casefold() for name in names}) == len(given)
    assert names[:5] == [
        *("lampiran/Surat.pdf", "lampiran/surat-2.PDF", "lampiran/SURAT-3.pdf"),
        *("lampiran/_con.pdf", "lampiran/_CON-2.pdf"),
    ]
