"""How questions are drawn: numbers, help, errors and rows, usable without JavaScript."""

import re

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.http import QueryDict
from django.template import engines
from django.template.loader import render_to_string
from django.test.utils import CaptureQueriesContext

from editions import EDITIONS
from editions.grids import cells
from tests.answers import fpkpa_answers, fs3_answers

pytestmark = pytest.mark.usefixtures("regions")

FS3, FPKPA = EDITIONS["fs3_2021"], EDITIONS["fpkpa_2021"]
PAGE = "{% load crispy_forms_tags %}{% crispy form %}"


def drawn(block):
    return engines["django"].from_string(PAGE).render({"form": block})


@pytest.mark.parametrize("form", [FS3, FPKPA], ids=["fs3", "fpkpa"])
def test_every_question_has_an_anchor_and_all_ids_are_unique(form):
    for block in form.blocks:
        page = drawn(block(answers=fs3_answers() if form is FS3 else fpkpa_answers()))

        anchors = re.findall(r'id="q-([a-z_]+)"', page)
        ids = re.findall(r' id="([^"]+)"', page)
        assert anchors == block.asked_names(fs3_answers() if form is FS3 else fpkpa_answers())
        assert len(ids) == len(set(ids))


@pytest.mark.parametrize("form", [FS3, FPKPA], ids=["fs3", "fpkpa"])
def test_every_description_and_label_points_to_something(form):
    for block in form.blocks:
        page = drawn(block(QueryDict(), answers={"design": {}}))

        ids = set(re.findall(r' id="([^"]+)"', page))
        for described in re.findall(r'aria-describedby="([^"]+)"', page):
            assert set(described.split()) <= ids
        assert set(re.findall(r' for="([^"]+)"', page)) <= ids


def test_the_number_stands_before_the_label_and_help_below():
    page = drawn(FS3.block("cover")())

    label = BeautifulSoup(page, "html.parser").label
    assert " ".join(label.text.split()) == "0.1 Judul Survei"
    assert label.find(class_="question-number").text == "0.1"
    assert "Contoh: Survei Biaya Operasional Nelayan Kabupaten Kotabaru Tahun 2026" in page


def test_an_error_stands_above_the_box_and_is_read_with_it():
    page = drawn(FS3.block("cover")(QueryDict()))

    error, box = page.index('id="id_cover-survey_title_error"'), page.index('id="id_cover-survey_t')
    assert "Belum diisi." in page[error:]
    assert error < page.index('name="survey_title"')
    assert box
    assert (
        'aria-describedby="id_cover-survey_title_error id_cover-survey_title_helptext '
        'id_cover-survey_title_example"'
    ) in page


def test_the_identity_is_no_input():
    page = drawn(FS3.block("cover")(identity="V-26.6302.001"))

    assert "V-26.6302.001" in page
    assert 'name="recommendation_identity"' not in page


def test_choices_are_a_group_with_a_legend():
    page = drawn(FS3.block("general")())

    assert page.count("<fieldset") == page.count("<legend") == 2
    assert page.count('type="radio"') == 5
    assert "aria-invalid" not in drawn(FS3.block("general")(QueryDict()))


def test_a_date_is_asked_by_the_browsers_box_unless_something_else_was_typed():
    processing = FS3.block("processing")

    assert 'type="date" name="planning_start" value="2026-01-05"' in drawn(
        processing(answers=fs3_answers())
    )
    typed = drawn(processing(QueryDict("planning_start=minggu+depan"), draft=True))
    assert 'type="text" name="planning_start" value="minggu depan"' in typed
    assert 'type="date" name="planning_end"' in typed


def test_a_date_in_words_returns_to_the_browsers_box():
    typed = drawn(FS3.block("processing")(QueryDict("planning_start=2+Maret+2026"), draft=True))

    assert 'type="date" name="planning_start" value="2026-03-02"' in typed


def test_rows_have_buttons_that_need_no_javascript():
    page = drawn(FS3.block("purpose")(answers=fs3_answers()))

    for value in ("add", "up:2", "down:1", "down:2", "remove:1", "remove:2"):
        assert f'name="rows" value="variables:{value}"' in page
    assert 'value="variables:up:1"' not in page
    assert 'value="variables:down:3"' not in page
    assert 'Hapus<span class="visually-hidden"> baris 2</span>' in page


def test_the_cursor_goes_on_in_the_added_row():
    block = FS3.block("purpose").after_row_action(
        QueryDict("variables-0-name=A&variables-1-name="), "variables:add"
    )

    page = drawn(block)

    assert page.count("autofocus") == 1
    assert re.search(r'<input[^>]*name="variables-2-name"[^>]*autofocus', page)


def test_a_wrong_cell_is_marked_where_it_stands():
    page = drawn(FS3.block("purpose")(QueryDict("variables-0-name=A")))

    assert "Baris 1, Periode enumerasi: Belum diisi." in page
    assert 'id="id_purpose-variables-0-reference_period_error"' in page


def test_regions_are_typed_with_suggestions_and_never_a_long_list():
    page = drawn(FS3.block("organizer")(answers=fs3_answers()))

    assert 'value="Kabupaten Kotabaru (6302)"' in page
    assert 'data-hx-get="/wilayah/?kind=regency"' in page
    assert "<select" not in page
    assert "<option" not in page


def test_a_doubt_is_shown_in_a_draft():
    data = QueryDict("planning_start=2026-03-05&planning_end=2026-03-03")

    assert "lebih awal dari tanggal mulai" in drawn(FS3.block("processing")(data, draft=True))


def test_answers_are_read_back_in_words():
    page = "".join(
        render_to_string("editions/reading.html", {"block": block, "readings": readings})
        for block, readings in FS3.read(fs3_answers())
    )

    assert "Kabupaten Kotabaru" in page
    assert "5 Januari 2026" in page
    assert '<td data-label="Nama peubah">Biaya bahan bakar per trip</td>' in page
    assert "Diisi oleh BPS ketika rekomendasi terbit" in page
    assert "bahan bakar." in page


def test_a_block_that_is_not_asked_says_when_it_would_be():
    page = render_to_string(
        "editions/reading.html", {"block": FS3.block("sampling"), "readings": []}
    )

    assert "Tidak perlu diisi: blok ini diisi bila rincian 5.1" in page


def test_a_block_is_drawn_with_one_query_for_all_its_regions():
    areas = [{"province": "63", "regency": "6302"}] * 20

    with CaptureQueriesContext(connection) as queries:
        drawn(FS3.block("design")(answers=fs3_answers(areas=areas)))

    assert len(queries) == 1


def test_changed_words_and_rows_are_marked():
    variables = [{"name": "Umur <tahun>", "reference_period": "Kini"}]
    old = fs3_answers(variables=variables)
    new = fs3_answers(variables=[], survey_purpose="Memperoleh rata-rata biaya & pendapatan.")

    page = "".join(
        render_to_string("editions/change.html", {"change": change})
        for change in FS3.changes(old, new)
    )

    assert "<del>Umur &lt;tahun&gt;</del>" in page
    assert '<span class="visually-hidden">baris dihapus</span>' in page
    assert "<ins>&amp; pendapatan.</ins>" in page


def test_dates_stand_in_the_small_table_of_the_paper_with_their_words():
    page = BeautifulSoup(drawn(FS3.block("processing")(answers=fs3_answers())), "html.parser")

    grid = page.find_all("table")[2]
    assert [cell.text for cell in grid.thead.find_all("th")] == ["Tahapan", "Mulai", "Selesai"]
    assert " ".join(grid.caption.text.split()) == "7.5 Waktu pelaksanaan survei"
    first = grid.tbody.tr
    assert first.th.text == "Perencanaan/Persiapan"
    assert [box["name"] for box in first.find_all("input")] == ["planning_start", "planning_end"]
    assert [label.text.strip() for label in first.find_all("label")] == [
        "7.5 Perencanaan/Persiapan: Mulai",
        "7.5 Perencanaan/Persiapan: Selesai",
    ]
    assert [words.text for words in first.find_all("output")] == [
        "Senin, 5 Januari 2026",
        "Jumat, 27 Februari 2026",
    ]


@pytest.mark.parametrize("form", [FS3, FPKPA], ids=["fs3", "fpkpa"])
def test_what_stands_in_a_small_table_is_said_by_its_label(form):
    endings = {"Mulai": " (mulai)", "Selesai": " (s.d.)"}
    for block in form.blocks:
        for name, cell in cells(block).items():
            words = f"{cell.label}: {cell.row}{endings.get(cell.column, '')}"
            assert words == block.base_fields[name].label
        asked = list(block.base_fields)
        for grid in block.grids:  # together, row by row, in the order of the paper
            names = [name for row in grid.rows for name in row]
            assert names == asked[asked.index(names[0]) :][: len(names)]


def test_an_error_and_a_note_stand_in_their_cell():
    data = QueryDict("planning_start=minggu+depan")
    page = BeautifulSoup(drawn(FS3.block("processing")(data, draft=True)), "html.parser")

    cell = page.find(id="q-planning_start")
    assert cell.find(class_="field-error").text.strip().startswith("“minggu depan” bukan tanggal.")
    assert cell.output.text == ""
    assert "has-error" not in page.find(id="q-planning_end")["class"]


def test_answers_read_back_stand_in_the_same_tables():
    readings = dict(FS3.read(fs3_answers()))[FS3.block("processing")]
    page = render_to_string("editions/reading.html", {"readings": readings})

    grid = BeautifulSoup(page, "html.parser").find_all("table")[2]
    rows = [[" ".join(cell.text.split()) for cell in row(["th", "td"])] for row in grid("tr")]
    assert rows[:2] == [
        ["Tahapan", "Mulai", "Selesai"],
        ["Perencanaan/Persiapan", "5 Januari 2026", "27 Februari 2026"],
    ]
    assert grid.find(id="q-planning_end").text.strip() == "27 Februari 2026"
    assert page.count("Waktu pelaksanaan survei") == 2  # above the table, and as its name
