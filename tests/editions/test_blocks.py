"""A block as a draft and in earnest; skips; the identity that nobody types."""

import pytest
from django.http import QueryDict

from editions import EDITIONS
from tests.answers import fpkpa_answers, fs3_answers

pytestmark = pytest.mark.usefixtures("regions")

FS3, FPKPA = EDITIONS["fs3_2021"], EDITIONS["fpkpa_2021"]


def posted(**answers):
    data = QueryDict(mutable=True)
    for name, value in answers.items():
        data.setlist(name, value if isinstance(value, list) else [value])
    return data


def test_a_draft_may_be_blank_but_not_of_the_wrong_type():
    block = FS3.block("design")(posted(enumerator_count="banyak", training="no"), draft=True)

    assert block.errors == {
        "enumerator_count": ["Tulis bilangan bulat dengan angka saja, misalnya 1250 atau 1.250."]
    }


def test_answers_name_every_question_that_was_asked_and_could_be_read():
    block = FS3.block("general")(posted(repetition="repeated", frequency="moon"), draft=True)

    assert not block.is_valid()
    assert block.answers() == {"repetition": "repeated", "data_collection_type": None}


def test_a_complete_block_is_valid_in_earnest():
    for edition, answers in ((FS3, fs3_answers()), (FPKPA, fpkpa_answers())):
        for block in edition.blocks:
            form = block(answers[block.code], answers=answers)
            assert form.is_valid(), form.errors
            filled = {name: a for name, a in form.answers().items() if a is not None}
            assert filled == answers[block.code]


def test_the_same_answers_come_back_from_the_browser():
    """What a page shows of stored answers, posted unchanged, is stored unchanged."""
    answers = fs3_answers()
    for block in FS3.blocks:
        shown = block(answers=answers)
        data = QueryDict(mutable=True)
        for question in shown.questions:
            if hasattr(question, "rows"):
                for row in question.rows:
                    data.update({cell.html_name: cell.value() or "" for cell in row.cells})
            else:
                value = question.value()
                values = value if isinstance(value, list) else [value]
                data.setlist(question.html_name, ["" if v is None else str(v) for v in values])
        again = block(data, draft=True, answers=answers).answers()
        assert {k: v for k, v in again.items() if v is not None} == answers[block.code]


def test_dates_in_the_wrong_order_are_a_warning_first_and_an_error_at_last():
    given = {"planning_start": "2026-03-05", "planning_end": "3 Maret 2026"}
    message = (
        "Tanggal selesai (3 Maret 2026) lebih awal dari tanggal mulai (5 Maret 2026). "
        "Periksa kembali salah satunya."
    )

    draft = FS3.block("processing")(posted(**given), draft=True)

    assert draft.is_valid()
    assert draft.warnings == {"planning_end": message}
    assert draft.answers()["planning_end"] == "2026-03-03"
    assert FS3.block("processing")(posted(**given)).errors["planning_end"] == [message]


@pytest.mark.parametrize("stage", ["planning", "fieldwork", "processing", "analysis"])
def test_one_day_is_long_enough_for_a_stage(stage):
    day = {f"{stage}_start": "2026-03-05", f"{stage}_end": "2026-03-05"}

    assert FS3.missing(fs3_answers(**day)) == []


def test_no_estimation_excludes_the_levels():
    levels = ["regency", "none"]

    draft = FS3.block("processing")(posted(estimation_levels=levels), draft=True)

    assert draft.is_valid()
    assert draft.warnings == {
        "estimation_levels": "“Tidak dilakukan estimasi” tidak dapat dipilih bersama pilihan lain. "
        "Hapus salah satu pilihan."
    }
    assert [m.key for m in FS3.missing(fs3_answers(estimation_levels=levels))] == [
        "processing.estimation_levels"
    ]
    assert FS3.missing(fs3_answers(estimation_levels=["none"])) == []


def test_a_skipped_question_is_not_drawn_and_its_answer_not_taken():
    block = FS3.block("general")(
        posted(repetition="once", frequency="moon", frequency_other="x" * 400), draft=True
    )

    assert block.is_valid()
    assert block.answers() == {"repetition": "once", "data_collection_type": None}
    assert [q.name for q in block.questions] == ["repetition", "data_collection_type"]


def test_a_question_appears_when_the_draft_asks_for_it():
    block = FS3.block("general")(posted(repetition="repeated", frequency="other"), draft=True)

    assert [q.name for q in block.questions] == [
        "repetition",
        "frequency",
        "frequency_other",
        "data_collection_type",
    ]


def test_deciding_questions_are_marked_for_the_page():
    assert FS3.block("general").deciding() == ["repetition", "frequency"]
    assert FS3.block("design").deciding() == [
        "collection_coverage",
        "area_scope",
        "collection_methods",
        "sampling_kind",
        "pilot",
        "collectors",
        "collector_education",
        "training",
    ]
    assert "data-decides" in str(FS3.block("general")()["repetition"])


def test_a_block_may_depend_on_another():
    sampling = FS3.block("sampling")
    whole = fs3_answers(collection_coverage="whole")

    assert sampling.is_asked(fs3_answers())
    assert not sampling.is_asked(whole)
    assert not sampling.is_asked(fs3_answers(sampling_kind="nonprobability"))
    assert sampling(posted(sample_size="12"), draft=True, answers=whole).answers() == {}
    assert sampling(answers=whole).questions == []


def test_clearing_takes_what_hangs_on_a_cleared_answer():
    answers = FS3.clean(fs3_answers(collection_coverage="whole"))

    assert "sampling" not in answers
    assert "sampling_kind" not in answers["design"]
    assert "areas" in answers["design"]


def test_clearing_keeps_only_what_belongs_to_the_form():
    answers = fs3_answers()
    untidy = answers | {
        "moon": {"cheese": "yes"},
        "cover": answers["cover"] | {"recommendation_identity": "V-26.6302.001", "x": 1},
    }

    assert FS3.clean(untidy) == answers
    assert FS3.clean({}) == FS3.clean(None) == {}


def test_the_identity_is_shown_and_never_typed():
    cover = FS3.block("cover")
    typed = posted(survey_title="Survei Kepuasan", recommendation_identity="V-26.6302.999")

    block = cover(typed, draft=True, identity="V-26.6302.001")

    assert block.is_valid()
    assert block.answers() == {"survey_title": "Survei Kepuasan"}
    assert block["recommendation_identity"].value() == "V-26.6302.001"


def test_5000_characters_in_a_title_are_refused_and_shown_again():
    block = FS3.block("cover")(posted(survey_title="a" * 5000), draft=True)

    assert block.errors["survey_title"] == [
        "Paling banyak 255 karakter, sedangkan isian ini 5.000 karakter. Ringkaslah isian ini."
    ]
    assert block["survey_title"].value() == "a" * 5000
