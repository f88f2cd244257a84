"""Tables: rows are checked one by one, and added, removed and moved by plain buttons."""

import pytest
from django.http import QueryDict

from editions import EDITIONS
from tests.answers import fs3_answers

pytestmark = pytest.mark.usefixtures("regions")

FS3 = EDITIONS["fs3_2021"]
Purpose, Design = FS3.block("purpose"), FS3.block("design")


def posted(*rows, **others):
    """What the browser sends for the variables table."""
    data = QueryDict(mutable=True)
    data.update(others)
    for number, row in enumerate(rows):
        for column in ("name", "reference_period", "concept", "definition"):
            data[f"variables-{number}-{column}"] = row.get(column, "")
    return data


def named(block):
    return [row["name"] for row in block.answers()["variables"]]


def test_rows_are_read_in_their_order_and_empty_ones_left_out():
    data = posted({}, {"name": "Umur", "reference_period": "Saat ini"}, {"name": " \x00 "}, {})
    data["variables-10-name"] = "Pendapatan"
    data["variables-9-name"] = "Pekerjaan"

    block = Purpose(data, draft=True)

    assert block.is_valid()
    assert block.answers()["variables"] == [
        {"name": "Umur", "reference_period": "Saat ini"},
        {"name": "Pekerjaan"},
        {"name": "Pendapatan"},
    ]


def test_an_incomplete_row_is_named_by_row_and_column():
    block = Purpose(posted({"name": "Umur", "reference_period": "Kini"}, {"name": "Luas kebun"}))

    assert block.errors["variables"] == ["Baris 2, Periode enumerasi: Belum diisi."]


def test_a_wrong_cell_is_refused_in_a_draft_too():
    block = Purpose(posted({"name": "x" * 300}), draft=True)

    assert block.errors["variables"] == [
        "Baris 1, Nama peubah: Paling banyak 255 karakter, sedangkan isian ini 300 karakter. "
        "Ringkaslah isian ini."
    ]
    assert "variables" not in block.answers()


def test_a_table_without_rows_is_missing():
    block = Purpose(posted({}, survey_purpose="Tujuan"))

    assert block.errors == {"variables": ["Isi sekurang-kurangnya satu baris."]}


def test_at_most_200_rows():
    rows = [{"name": f"Peubah {n}", "reference_period": "Kini"} for n in range(201)]

    assert Purpose(posted(*rows[:200]), draft=True).is_valid()
    assert Purpose(posted(*rows), draft=True).errors["variables"] == [
        "Paling banyak 200 baris, sedangkan tabel ini 201 baris. "
        "Hapus atau gabungkan sebagian barisnya."
    ]


def test_many_mistakes_are_summed_up():
    block = Purpose(posted(*({"name": f"Peubah {n}"} for n in range(30))))

    assert len(block.errors["variables"]) == 11
    assert block.errors["variables"][-1] == "Masih ada 20 kesalahan lain di tabel ini."


@pytest.mark.parametrize(
    ("action", "names", "place"),
    [
        ("variables:remove:2", ["A", "C"], 2),
        ("variables:up:2", ["B", "A", "C"], 1),
        ("variables:down:2", ["A", "C", "B"], 3),
        ("variables:up:1", ["A", "B", "C"], 1),
        ("variables:down:3", ["A", "B", "C"], 3),
        ("variables:remove:9", ["A", "B", "C"], None),
        ("variables:remove:-1", ["A", "B", "C"], None),
        ("variables:remove:" + "9" * 5000, ["A", "B", "C"], None),
        ("variables:fly:2", ["A", "B", "C"], 2),
        ("variables", ["A", "B", "C"], None),
    ],
)
def test_rows_are_removed_and_moved_by_buttons(action, names, place):
    block = Purpose.after_row_action(
        posted(*({"name": name} for name in "ABC"), survey_purpose="Tujuan"), action
    )

    assert named(block) == names
    assert block["variables"].focus == place
    assert block.answers()["survey_purpose"] == "Tujuan"


@pytest.mark.parametrize("action", ["survey_purpose:add", "moon:add", "", ":::"])
def test_a_button_of_no_table_changes_nothing(action):
    block = Purpose.after_row_action(posted({"name": "A"}), action)

    assert named(block) == ["A"]


def test_a_row_is_added_after_the_empty_one():
    block = Purpose.after_row_action(posted({"name": "A"}, {}), "variables:add")

    assert [row["name"].value() for row in block["variables"].rows] == ["A", "", ""]
    assert block["variables"].focus == 3


def test_an_empty_row_waits_at_the_end():
    block = Purpose(answers=fs3_answers())

    rows = block["variables"].rows

    assert [row["name"].value() or "" for row in rows] == [
        "Biaya bahan bakar per trip",
        "Jumlah hari melaut",
        "",
    ]
    assert rows[0]["name"].html_name == "variables-0-name"
    assert rows[0]["name"].auto_id == "id_purpose-variables-0-name"


def test_what_does_not_fit_together_in_a_row_is_said():
    cells = {"areas-0-province": "63", "areas-0-regency": "Kota Bandung", "area_scope": "partial"}
    message = (
        "Baris 1, Kabupaten/Kota: Kota Bandung tidak berada di Kalimantan Selatan, melainkan di "
        "Jawa Barat. Periksa kembali salah satunya."
    )

    draft = Design(cells, draft=True)

    assert draft.is_valid()
    assert draft.answers()["areas"] == [{"province": "63", "regency": "3273"}]
    assert draft.warnings == {"areas": message}
    assert Design(cells).errors["areas"] == [message]


def test_a_row_may_mean_all_regencies():
    areas = [{"province": "63", "regency": "all"}, {"province": "32", "regency": "3273"}]
    answers = fs3_answers(areas=areas)

    assert FS3.missing(answers) == []
    reading = next(r for _, rs in FS3.read(answers) for r in rs if r.key == "design.areas")
    assert reading.columns == ["Provinsi", "Kabupaten/Kota"]
    assert reading.rows == [
        ["Kalimantan Selatan", "Semua kabupaten/kota"],
        ["Jawa Barat", "Kota Bandung"],
    ]


def test_rows_are_pasted_from_a_spreadsheet():
    data = posted({"name": "Umur", "reference_period": "Kini"}, {})
    data["variables-paste"] = (
        "Nama peubah\tPeriode enumerasi\r\n"
        'Pendapatan\tSebulan terakhir\tUang\t"Upah,\nbonus"\r\n'
        "\r\n"
        "Luas \x00kebun\t2025\ta\tb\tterlalu banyak\r\n"
    )

    shown = Purpose.after_row_action(data, "variables:paste")
    block = Purpose.after_row_action(shown.data, "variables:take")

    assert named(shown) == ["Umur"]  # nothing is taken before somebody has seen it
    assert [one.example for one in shown["variables"].preview.unused] == ["terlalu banyak"]
    assert block.answers()["variables"] == [
        {"name": "Umur", "reference_period": "Kini"},
        {
            "name": "Pendapatan",
            "reference_period": "Sebulan terakhir",
            "concept": "Uang",
            "definition": "Upah,\nbonus",
        },
        {"name": "Luas kebun", "reference_period": "2025", "concept": "a", "definition": "b"},
    ]
    assert block["variables"].focus == 2
    assert "variables-paste" not in block.data


def test_what_was_pasted_is_not_saved_before_it_is_taken():
    data = posted({"name": "Bobot"})
    data["variables-paste"] = "Umur\tKini"

    block = Purpose(data, draft=True)

    assert named(block) == ["Bobot"]
    assert [table.name for table in block.waiting] == ["variables"]


def test_a_person_chooses_columns_and_rows():
    data = posted({"name": "Bobot"})
    data["variables-paste"] = "a\tUmur\tkini\nb\tLuas\tkini\nJumlah\t2\t"
    data["variables-pratinjau"], data["variables-cara"] = "1", "ganti"
    data.update({"variables-ke-0": "", "variables-ke-1": "name", "variables-ke-2": "concept"})
    data.setlist("variables-baris", ["1", "2"])

    block = Purpose.after_row_action(data, "variables:take")

    assert block.answers()["variables"] == [
        {"name": "Umur", "concept": "kini"},
        {"name": "Luas", "concept": "kini"},
    ]


@pytest.mark.parametrize(
    ("choices", "problem"),
    [
        ({"variables-ke-0": "name", "variables-ke-1": "name"}, "Dua kolom menuju “Nama peubah”."),
        ({}, "Belum ada kolom yang dipakai."),
        ({"variables-ke-0": "name", "variables-baris": "9"}, "Belum ada baris yang dicentang."),
    ],
)
def test_what_cannot_be_taken_so_is_told_and_stays(choices, problem):
    data = posted({"name": "Bobot"})
    data["variables-paste"], data["variables-pratinjau"] = "Umur\tKini", "1"
    data["variables-baris"] = "1"
    for name, value in choices.items():
        data[name] = value

    block = Purpose.after_row_action(data, "variables:take")

    assert problem in block["variables"].problem
    assert named(block) == ["Bobot"]


def test_more_rows_than_a_table_holds_are_not_taken():
    data = posted({"name": "Bobot"})
    data["variables-paste"] = "a\n" * 200

    block = Purpose.after_row_action(data, "variables:take")

    assert "Tabel menjadi 201 baris. Paling banyak 200 baris." in block["variables"].problem
    assert named(block) == ["Bobot"]


def test_what_was_pasted_can_be_put_away():
    data = posted({"name": "Bobot"})
    data["variables-paste"] = "Umur\tKini"

    block = Purpose.after_row_action(data, "variables:cancel")

    assert named(block) == ["Bobot"]
    assert block["variables"].preview is None


@pytest.mark.parametrize("text", ['"', '"\t"\n"', "x" * 200_000, "a\n" * 5_000, "\t\t\t", "\x00"])
def test_odd_pastes_do_no_harm(text):
    data = posted({"name": "Umur"})
    data["variables-paste"] = text

    block = Purpose.after_row_action(data, "variables:take")

    assert block.is_valid() or block.errors["variables"]
