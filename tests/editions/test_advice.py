"""Advice across questions: each rule with each of its outcomes (domain.md §4.2)."""

from datetime import date

import pytest

from editions import EDITIONS
from tests.answers import fpkpa_answers, fs3_answers

pytestmark = pytest.mark.django_db

FS3, FPKPA = EDITIONS["fs3_2021"], EDITIONS["fpkpa_2021"]
TODAY = date(2026, 1, 5)
GOOD, LOOK, UNKNOWN = "good", "look", "unknown"
DEFINED = {"name": "Biaya", "reference_period": "Sebulan", "definition": "Uang yang dikeluarkan."}


def told(form, complete, rule, today=TODAY, **answers):
    """(outcome, text) of one rule, with these answers to the questions."""
    (advice,) = [
        advice for advice in form.advise(complete(**answers), today=today) if advice.rule == rule
    ]
    return advice.outcome, advice.text


SURVEY = [
    ("R-I-02A", {"organizer_name": "Dinas Perikanan"}, GOOD),
    ("R-I-02A", {"organizer_name": "BPBD Kabupaten Kotabaru"}, LOOK),
    ("R-I-02A", {"organizer_name": None}, UNKNOWN),
    ("R-ID-02A", {"survey_title": "Survei Nelayan"}, GOOD),
    ("R-ID-02A", {"survey_title": "Kompilasi Data Nelayan"}, LOOK),
    ("R-ID-02A", {"survey_title": None}, UNKNOWN),
    ("R-ID-04A", {"survey_title": "Survei Nelayan 2026"}, GOOD),
    ("R-ID-04A", {"survey_title": "Survei Nelayan"}, LOOK),
    ("R-ID-05A", {"survey_title": "Survei Nelayan 2026"}, GOOD),
    ("R-ID-05A", {"survey_title": "Survei Nelayan 2019"}, LOOK),
    ("R-ID-05A", {"survey_title": "Survei Nelayan"}, UNKNOWN),
    ("R-III-04", {"fieldwork_start": "2026-03-02"}, GOOD),
    ("R-III-04", {"fieldwork_start": "2026-01-05"}, LOOK),
    ("R-III-04", {"fieldwork_start": None}, UNKNOWN),
    ("R-III-05A", {"processing_start": "2026-01-01", "fieldwork_end": "2026-05-01"}, LOOK),
    ("R-III-05A", {"processing_end": None}, UNKNOWN),
    ("R-III-06", {"planning_end": "2026-03-01", "fieldwork_start": "2026-03-02"}, GOOD),
    ("R-III-06", {"planning_end": "2026-03-03", "fieldwork_start": "2026-03-02"}, LOOK),
    ("R-III-06", {"planning_end": None}, UNKNOWN),
    ("R-III-08A", {"variables": [DEFINED]}, GOOD),
    ("R-III-08A", {"variables": [DEFINED | {"name": "PDRB"}]}, LOOK),
    ("R-III-08A", {"variables": [DEFINED | {"name": "Luas (ha)"}]}, LOOK),
    ("R-III-08A", {"variables": None}, UNKNOWN),
    ("R-III-09", {"variables": [DEFINED]}, GOOD),
    ("R-III-09", {"variables": [{"name": "Biaya", "reference_period": "Kini"}]}, LOOK),
    ("R-III-09", {"variables": None}, UNKNOWN),
    ("R-III-10", {"variables": [DEFINED]}, GOOD),
    ("R-III-10", {"variables": [DEFINED | {"definition": "Adalah uang."}]}, LOOK),
    ("R-III-10", {"variables": [DEFINED | {"definition": "Uang"}]}, LOOK),
    ("R-III-10", {"variables": [{"name": "Biaya"}]}, UNKNOWN),
    ("R-III-12", {"variables": [DEFINED]}, GOOD),
    ("R-III-12", {"variables": [{"name": "Biaya"}]}, LOOK),
    ("R-III-12", {"variables": None}, UNKNOWN),
    ("R-IV-05", {"repetition": "once", "data_collection_type": "cross_sectional"}, GOOD),
    ("R-IV-05", {"repetition": "once", "data_collection_type": "longitudinal"}, LOOK),
    ("R-IV-05", {"repetition": None}, UNKNOWN),
    ("R-V-03", {}, GOOD),
    ("R-V-03", {"sampling_error": None}, LOOK),
    ("R-V-03", {"sampling_kind": "nonprobability"}, UNKNOWN),
    ("R-V-08A", {"sample_design": "single_stage"}, GOOD),
    ("R-V-08A", {"sample_design": "multi_stage", "sampling_fraction": "5 % × 20 %"}, GOOD),
    ("R-V-08A", {"sample_design": "multi_stage", "sampling_fraction": "5 persen"}, LOOK),
    ("R-V-08A", {"sample_design": None}, UNKNOWN),
    ("R-V-11", {"sampling_error": "RSE 4,5 %"}, GOOD),
    ("R-V-11", {"sampling_error": "RSE 12 persen"}, LOOK),
    ("R-V-11", {"sampling_error": "RSE kecil"}, UNKNOWN),
    ("R-V-12", {"sampling_error": "RSE 4 %"}, GOOD),
    ("R-V-12", {"sampling_error": "4 %"}, LOOK),
    ("R-V-12", {"sampling_error": None}, UNKNOWN),
    ("R-V-14A", {}, GOOD),
    ("R-V-14A", {"sampling_unit": None}, UNKNOWN),
    ("R-V-15", {"sample_size": 300, "respondent_count": 300}, GOOD),
    ("R-V-15", {"sample_size": 300, "respondent_count": 200}, LOOK),
    ("R-V-15", {"sample_size": None}, UNKNOWN),
    ("R-VI-01", {"pilot": "yes", "pilot_explanation": "Di satu desa."}, GOOD),
    ("R-VI-01", {"pilot": "no"}, LOOK),
    ("R-VI-01", {"pilot": None}, UNKNOWN),
    ("R-VI-04A", {"collector_education": ["senior_secondary"]}, GOOD),
    ("R-VI-04A", {"collector_education": ["junior_secondary"]}, LOOK),
    ("R-VI-04A", {"collection_methods": None}, UNKNOWN),
    ("R-VI-05", {"supervisor_count": 2, "enumerator_count": 12}, GOOD),
    ("R-VI-05", {"supervisor_count": 13, "enumerator_count": 12}, LOOK),
    ("R-VI-05", {"supervisor_count": None}, UNKNOWN),
    ("R-VI-07", {"training": "yes", "training_explanation": "Dua hari."}, GOOD),
    ("R-VI-07", {"training": "no"}, LOOK),
    ("R-VI-07", {"training": None}, UNKNOWN),
    ("R-VII-01", {"editing": "yes"}, GOOD),
    ("R-VII-01", {"editing": "no", "coding": "no", "validation": "no"}, LOOK),
    ("R-VII-01", {"editing": None, "coding": None, "validation": None}, UNKNOWN),
    ("R-VII-03", {"analysis_method": "Regresi linear"}, GOOD),
    ("R-VII-03", {"analysis_method": "Regresi", "sampling_kind": "nonprobability"}, LOOK),
    ("R-VII-03", {"analysis_method": None}, UNKNOWN),
    ("R-VII-04", {"analysis_method": "Analisis inferensia"}, GOOD),
    ("R-VII-04", {"analysis_method": "Uji hipotesis", "sampling_frame": None}, LOOK),
    ("R-VII-04", {"analysis_method": None}, UNKNOWN),
    ("R-VIII-01", {"product_print": "yes"}, GOOD),
]
COMPILATION = [
    ("R-ID-02A", {"activity_title": "Kompilasi Data Perizinan 2026"}, GOOD),
    ("R-ID-02A", {"activity_title": "Survei Perizinan"}, LOOK),
    ("R-ID-03", {"activity_title": "Kompilasi Data Perizinan"}, GOOD),
    ("R-ID-03", {"activity_title": "Data Perizinan"}, LOOK),
    ("R-ID-03", {"activity_title": None}, UNKNOWN),
    ("R-IV-05", {"repetition": "repeated"}, GOOD),
    ("R-IV-05", {"repetition": "once", "data_kind": "series"}, LOOK),
    ("R-IV-09", {"collection_methods": ["records"]}, GOOD),
    ("R-IV-09", {"collection_methods": ["self_completed"]}, LOOK),
    ("R-IV-09", {"collection_methods": None}, UNKNOWN),
    ("R-V-14A", {"analysis_unit": "Izin"}, GOOD),
    ("R-V-14A", {"analysis_unit": None}, UNKNOWN),
    ("R-VI-07", {"training": "yes"}, GOOD),
    ("R-VI-07", {"training": "no"}, LOOK),
    ("R-VIII-01", {"product_print": "no", "product_electronic": "no"}, LOOK),
    ("R-VIII-01", {"product_print": None, "product_electronic": None}, UNKNOWN),
]


@pytest.mark.parametrize(("rule", "answers", "outcome"), SURVEY)
def test_a_rule_on_a_survey(rule, answers, outcome):
    found, text = told(FS3, fs3_answers, rule, **answers)

    assert found == outcome, text
    assert bool(text) == (outcome != GOOD)


@pytest.mark.parametrize(("rule", "answers", "outcome"), COMPILATION)
def test_a_rule_on_a_compilation(rule, answers, outcome):
    found, text = told(FPKPA, fpkpa_answers, rule, **answers)

    assert found == outcome, text


@pytest.mark.parametrize("form", [FS3, FPKPA], ids=["fs3", "fpkpa"])
def test_an_empty_form_passes_nothing(form):
    assert {advice.outcome for advice in form.advise({}, today=TODAY)} == {UNKNOWN}


@pytest.mark.parametrize("form", [FS3, FPKPA], ids=["fs3", "fpkpa"])
def test_advice_is_about_questions_of_the_form(form):
    known = set(form.keys())

    assert all(set(rule.keys) <= known for rule in form.advice_rules)


def test_a_doubt_says_which_answers_it_means():
    _, text = told(FS3, fs3_answers, "R-VI-05", supervisor_count=13, enumerator_count=12)

    assert text == (
        "Pengawas (13 orang) lebih banyak daripada pengumpul data (12 orang). Periksa kembali "
        "salah satunya."
    )


def test_what_wants_a_look_comes_first():
    outcomes = [advice.outcome for advice in FS3.advise(fs3_answers(), today=TODAY)]

    assert outcomes == sorted(outcomes, key=[LOOK, UNKNOWN, GOOD].index)
