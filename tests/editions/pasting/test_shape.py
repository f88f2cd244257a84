"""Tables as people really keep them: titles above, numbering, headings in their own words."""

from time import process_time

import pytest

from editions import EDITIONS
from editions.pasting.headings import Headings
from editions.pasting.preview import Preview

FS3 = EDITIONS["fs3_2021"]
VARIABLES = FS3.block("purpose").base_fields["variables"].row.base_fields
AREAS = FS3.block("design").base_fields["areas"].row.base_fields
UMUR = {"name": "Umur", "reference_period": "setahun", "concept": "Usia", "definition": "Lama."}
LUAS = {"name": "Luas", "reference_period": "kini", "concept": "Bidang", "definition": "Hektare."}
BODY = "Umur\tsetahun\tUsia\tLama.\nLuas\tkini\tBidang\tHektare."
NUMBERED = "1\tUmur\tsetahun\tUsia\tLama.\n2\tLuas\tkini\tBidang\tHektare."


def preview(text, columns=VARIABLES, **kwargs):
    return Preview({"t-paste": text}, "t", columns, most=200, **kwargs)


@pytest.mark.parametrize(
    "text",
    [
        BODY,
        NUMBERED,
        NUMBERED.replace("1\t", "1.\t").replace("2\t", "2.\t"),
        NUMBERED.replace("1\t", "(1)\t").replace("2\t", "(2)\t"),
        NUMBERED.replace("1\t", "a.\t").replace("2\t", "b.\t"),
        "\t" + BODY.replace("\n", "\n\t"),
        f"DAFTAR VARIABEL SURVEI\nNAMA VARIABEL\tREFERENSI WAKTU\tKONSEP\tDEFINISI\n{BODY}",
        f"Nama\tPeriode\tKonsep\tPengertian\n(1)\t(2)\t(3)\t(4)\n{BODY}",
        f"Variabel\tWaktu referensi\tKonsep\tDefinisi operasional\n-1\t-2\t-3\t-4\n{BODY}",
        f"No\tNama Peubah\tReferensi\tKonsep\tKeterangan\n(1)\t(2)\t(3)\t(4)\t(5)\n{NUMBERED}",
        f"\tNama Peubah\tReferensi\tKonsep\tKeterangan\n{NUMBERED}",
        f"Nama Peubah\tReferensi\tKonsep\tKeterangan\n{NUMBERED}",
        f"Dinas Perikanan\n\nTabel 1\n\nNama\tPeriode enumerasi/Referensi waktu\t\n{BODY}",
        f"Nama variabel\tReferensi waktu\tKonsep dan definisi\t\n\t\tKonsep\tDefinisi\n{BODY}",
        f"Nama variabel*\tReferensi waktu :\tKonsep (boleh kosong)\t4. Definisi\n{BODY}",
        f"Daftar variabel\n{BODY}",
        f"Judul\tJudul\tJudul\tJudul\n{BODY}\nSumber: Dinas Perikanan",
        f"Nama\tPeriode\tKonsep\tDefinisi\n{BODY}".replace(
            "\nLuas", "\nNama\tPeriode\tKonsep\tDefinisi\nLuas"
        ),
    ],
)
def test_rows_are_found_whatever_stands_around_them(text):
    assert preview(text).rows() == [UMUR, LUAS]


def test_columns_stand_in_any_order_and_others_are_named():
    shown = preview("Satuan\tDefinisi\tNama Variabel\ntahun\tLama.\tUmur")

    assert shown.rows() == [{"definition": "Lama.", "name": "Umur"}]
    assert [(one.letter, one.heading) for one in shown.unused] == [("A", "Satuan")]


def test_surplus_cells_are_named():
    shown = preview("1\tUmur\tsetahun\tUsia\tLama.\tlebih\n2\tLuas\tkini\tBidang\tHektare.\tlebih")

    assert shown.rows() == [UMUR, LUAS]
    unused = [(one.letter, one.example, one.is_counting) for one in shown.unused]
    assert unused == [("A", "1", True), ("F", "lebih", False)]


def test_each_line_left_out_says_why():
    text = "DAFTAR\nNAMA VARIABEL\tREFERENSI WAKTU\tKONSEP\tDEFINISI\n(1)\t(2)\t(3)\t(4)\n"
    shown = preview(text + BODY + "\nSumber: dinas")

    reasons = [line.reason for line, is_taken in shown.lines if not is_taken]
    assert reasons == [
        "di atas judul kolom",
        "judul kolom",
        "nomor kolom",
        "tampaknya keterangan tabel",
    ]


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("Umur\nLuas", [{"name": "Umur"}, {"name": "Luas"}]),
        ("Nama\tsaat ini", [{"name": "Nama", "reference_period": "saat ini"}]),
        (
            "2024\tUmur\n2026\tLuas",
            [
                {"name": "2024", "reference_period": "Umur"},
                {"name": "2026", "reference_period": "Luas"},
            ],
        ),
        (
            "Peubah 1\tSetahun\tKonsep 1\tDefinisi peubah 1.",
            [
                {
                    "name": "Peubah 1",
                    "reference_period": "Setahun",
                    "concept": "Konsep 1",
                    "definition": "Definisi peubah 1.",
                }
            ],
        ),
    ],
)
def test_what_only_looks_like_headings_or_numbers_stays(text, rows):
    assert preview(text).rows() == rows


@pytest.mark.parametrize(
    "text",
    [
        "Provinsi\tKabupaten/Kota\nKalimantan Selatan\tTapin",
        "KAB/KOTA\tPROVINSI\nTapin\tKalimantan Selatan",
        "No.\tPropinsi\tKabupaten\n1\tKalimantan Selatan\tTapin",
        "Kalimantan Selatan\tTapin",
    ],
)
def test_areas_are_found_alike(text):
    assert preview(text, AREAS).rows() == [{"province": "Kalimantan Selatan", "regency": "Tapin"}]


def test_an_office_adds_headings():
    text = "Unsur data\tKala\nUmur\tsetahun"

    assert len(preview(text).rows()) == 2
    words = {"name": ["unsur data"], "reference_period": ["kala"]}
    assert preview(text, words=lambda: words).rows() == [
        {"name": "Umur", "reference_period": "setahun"}
    ]


def test_an_office_decides_what_a_usual_heading_means():
    words = {"concept": ["keterangan"]}

    assert Headings(VARIABLES, words).column("Keterangan") == "concept"
    assert Headings(VARIABLES).column("Keterangan") == "definition"


@pytest.mark.parametrize(
    ("heading", "column"),
    [
        ("Konsep/Definisi", "definition"),
        ("Konsep & Definisi", "definition"),
        ("NAMA VARIABEL", "name"),
        ("Nama\nPeubah", "name"),
        ("(2) Referensi Waktu", "reference_period"),
        ("Konsepsi", None),
        ("", None),
    ],
)
def test_headings_in_other_words(heading, column):
    assert Headings(VARIABLES).column(heading) == column


@pytest.mark.parametrize("letter", ["İ", "ı", "ſ", "K", "ß", "é", "٣"])
def test_a_cell_of_one_letter_from_elsewhere_counts_nothing(letter):
    assert preview(f"{letter}\tsetahun\nUmur\tkini").rows() == [
        {"name": letter, "reference_period": "setahun"},
        {"name": "Umur", "reference_period": "kini"},
    ]


def test_a_long_cell_is_no_heading_and_takes_no_longer():
    started = process_time()

    assert preview("(" * 100_000).count == 1
    assert process_time() - started < 2
