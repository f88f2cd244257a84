"""What an edition says about answers: missing, progress, reading, changes."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from editions import EDITIONS, edition
from tests.answers import fpkpa_answers, fs3_answers

pytestmark = pytest.mark.usefixtures("regions")

FS3, FPKPA = EDITIONS["fs3_2021"], EDITIONS["fpkpa_2021"]
BOTH = pytest.mark.parametrize(
    ("form", "complete"), [(FS3, fs3_answers), (FPKPA, fpkpa_answers)], ids=["fs3", "fpkpa"]
)


@BOTH
def test_complete_answers_miss_nothing(form, complete):
    assert form.missing(complete()) == []
    assert form.clean(complete()) == complete()


@BOTH
def test_without_answers_every_required_question_is_missing(form, complete):
    missing = form.missing({})

    required = [
        f"{block.code}.{name}"
        for block in form.blocks
        for name in block.asked_names({})
        if block.base_fields[name].required
    ]
    assert [each.key for each in missing] == required


def test_what_is_missing_says_where_and_why():
    (missing,) = FS3.missing(fs3_answers(areas=[{"province": "63"}]))

    assert (missing.block, missing.key, missing.number) == ("design", "design.areas", "5.3")
    assert missing.label == "Bila di sebagian wilayah Indonesia, survei dilakukan di"
    assert missing.message == "Baris 1, Kabupaten/Kota: Belum diisi."
    assert missing.anchor == "q-areas"


def test_a_skipped_question_is_not_missing():
    once = fs3_answers(repetition="once", frequency=None)
    whole = fs3_answers(collection_coverage="whole", sampling_kind=None, area_scope="all")

    assert FS3.missing(once) == []
    assert FS3.missing(whole) == []
    assert [m.key for m in FS3.missing(fs3_answers(frequency=None))] == ["general.frequency"]


def test_the_day_of_availability_is_asked_when_there_is_a_product():
    no_product = dict.fromkeys(("product_print", "product_electronic"), "no")

    assert FPKPA.missing(fpkpa_answers(**no_product, publication_date=None)) == []
    assert [m.key for m in FPKPA.missing(fpkpa_answers(publication_date=None))] == [
        "processing.publication_date"
    ]


@BOTH
def test_a_whole_form_is_checked_and_read_with_one_query(form, complete):
    many = [{"province": "63", "regency": "6302"}, {"province": "32", "regency": "all"}] * 40
    for ask in (form.missing, form.progress, form.read):
        for answers in (complete(), complete(areas=many)):
            with CaptureQueriesContext(connection) as queries:
                ask(answers)
            assert len(queries) == 1, ask


def test_progress_counts_block_by_block():
    answers = {
        "cover": {"survey_title": "Survei"},
        "general": {"repetition": "repeated"},
    }

    progress = {each.code: each for each in FS3.progress(answers)}

    assert (progress["cover"].state, progress["cover"].label) == ("complete", "lengkap")
    general = progress["general"]
    assert (general.state, general.filled, general.asked) == ("begun", 1, 3)
    assert general.label == "1 dari 3 terisi"
    assert (progress["purpose"].state, progress["purpose"].label) == ("empty", "belum diisi")
    sampling = progress["sampling"]
    assert (sampling.state, sampling.is_asked, sampling.label) == (
        "complete",
        False,
        "tidak perlu diisi",
    )


def test_a_filled_block_with_a_contradiction_is_not_complete():
    progress = {p.code: p for p in FPKPA.progress(fpkpa_answers(planning_end="2026-01-01"))}

    assert progress["planning"].state == "begun"
    assert progress["planning"].label == "perlu diperbaiki"


def test_answers_are_read_in_words():
    readings = {reading.key: reading for _, rs in FS3.read(fs3_answers()) for reading in rs}

    assert readings["organizer.organizer_regency"].spoken == "Kabupaten Kotabaru"
    assert readings["organizer.organizer_province"].spoken == "Kalimantan Selatan"
    assert readings["general.frequency"].spoken == "Tahunan"
    assert readings["general.frequency"].paper_code == "7"
    assert readings["design.collection_methods"].spoken == (
        "Wawancara langsung; Pengamatan (observasi)"
    )
    assert readings["design.collection_methods"].paper_code == "9"
    assert readings["design.training"].spoken == "Ya"
    assert readings["sampling.sample_size"].spoken == "300"
    assert readings["processing.planning_start"].spoken == "5 Januari 2026"
    assert readings["purpose.variables"].rows[1] == [
        "Jumlah hari melaut",
        "Sebulan terakhir",
        "",
        "",
    ]
    assert readings["organizer.organizer_fax"].filled is False
    assert "general.frequency_other" not in readings


def test_the_identity_is_read_where_bps_fills_it_in():
    def identity(**kwargs):
        return FS3.read(fs3_answers(), **kwargs)[0][1][1]

    assert (identity().filled, identity().by_office) == (False, True)
    assert identity(identity="V-26.6302.001").spoken == "V-26.6302.001"


def test_a_block_that_is_not_asked_has_no_readings():
    blocks = dict(FS3.read(fs3_answers(collection_coverage="whole")))

    assert blocks[FS3.block("sampling")] == []


def test_notes_come_with_the_reading():
    blocks = FS3.read(fs3_answers(), notes={"cover.survey_title": ["Tambahkan tahun."]})

    assert blocks[0][1][0].notes == ["Tambahkan tahun."]


def test_changes_say_before_and_after():
    changes = FS3.changes(
        fs3_answers(), fs3_answers(sample_size=450, frequency="monthly", organizer_fax="0518-1")
    )

    assert [(c.key, c.number, c.before, c.after) for c in changes] == [
        ("organizer.organizer_fax", "1.2", "", "0518-1"),
        ("general.frequency", "3.2", "Tahunan", "Bulanan"),
        ("sampling.sample_size", "6.5", "300", "450"),
    ]
    assert FS3.changes(fs3_answers(), fs3_answers()) == []


def test_changes_tell_what_was_skipped_since():
    changes = FS3.changes(fs3_answers(), fs3_answers(repetition="once"))

    assert [(c.key, c.before, c.after) for c in changes] == [
        ("general.repetition", "Berulang", "Hanya sekali"),
        ("general.frequency", "Tahunan", ""),
    ]


def test_an_edition_knows_its_questions():
    assert edition("fs3_2021") is FS3
    assert FS3.label("design.areas") == "Bila di sebagian wilayah Indonesia, survei dilakukan di"
    assert FS3.number("design.areas") == "5.3"
    assert FS3.answer(fs3_answers(), "sample_size") == 300
    assert FS3.title_of(fs3_answers()).startswith("Survei Biaya Operasional")
    assert (FS3.title_of({}), FPKPA.title_of({})) == ("", "")
    assert len(FS3.keys()) == 78
    for form in EDITIONS.values():
        special = (form.title_question, form.purpose_question, form.areas_question)
        assert {*special, form.available_on_question} <= set(form.keys())


def test_odd_documents_are_read_without_an_accident():
    odd = {"cover": {"survey_title": ["x"]}, "design": {"areas": "x", "pilot": {"a": 1}}}

    assert FS3.missing(odd)
    assert FS3.read(odd)
