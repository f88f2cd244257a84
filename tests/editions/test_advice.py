"""Advice across questions: each rule with each of its outcomes (domain.md §4.2, decision 17)."""

import re
import sys
from collections import Counter
from datetime import date

import pytest

from editions import EDITIONS
from editions.advice.advice import Weight
from tests.answers import fpkpa_answers, fs3_answers
from tests.editions.advice_cases import (
    COMPILATION,
    GOOD,
    LEFT_OUT,
    LOOK,
    NONPROBABILITY,
    SURVEY,
    UNKNOWN,
    row,
)

FS3, FPKPA = EDITIONS["fs3_2021"], EDITIONS["fpkpa_2021"]
COMPLETE = {FS3: fs3_answers, FPKPA: fpkpa_answers}
FORMS = pytest.mark.parametrize("form", [FS3, FPKPA], ids=["fs3", "fpkpa"])
TODAY = date(2026, 1, 5)
CASES = [(FS3, *case) for case in SURVEY] + [(FPKPA, *case) for case in COMPILATION]
ERRORS = {"R-ID-02A", "R-ID-05A", "R-III-04", "R-III-06", "R-III-09", "R-IV-05", "R-IV-09"}
ERRORS |= {"R-V-03", "R-VI-07", "R-VII-01", "R-VII-03", "R-VIII-01"}


def told(form, rule, **answers):
    """What one rule says with these answers to the questions; None where it is left out."""
    found = form.advise(COMPLETE[form](**answers), today=TODAY)
    return next((advice for advice in found if advice.rule == rule), None)


def outcome(form, rule, answers):
    advice = told(form, rule, **answers)
    return advice and advice.outcome


@pytest.mark.parametrize(("form", "rule", "answers", "expected"), CASES)
def test_a_rule(form, rule, answers, expected):
    advice = told(form, rule, **answers)

    assert (advice and advice.outcome) == expected, advice and advice.text
    assert bool(advice and advice.text) == (expected in (LOOK, UNKNOWN))


def test_alarms_are_true_and_every_rule_is_tried(capsys):
    """How many cases raise a false alarm, and how many should have raised one and did not."""
    raised = [(expected == LOOK, outcome(*case) == LOOK) for *case, expected in CASES]
    false, missed = raised.count((False, True)), raised.count((True, False))
    silent, doubtful = sum(not should for should, _ in raised), sum(s for s, _ in raised)
    with capsys.disabled():
        sys.stdout.write(
            f"\nadvice: {len(CASES)} cases; false alarms {false} of {silent} "
            f"({false / silent:.1%}), missed {missed} of {doubtful} ({missed / doubtful:.1%})\n"
        )
    tried = Counter(rule for _, rule, _, _ in CASES)

    assert (false, missed) == (0, 0)
    assert len(CASES) >= 150
    assert all(tried[rule.id] >= 5 for form in (FS3, FPKPA) for rule in form.advice_rules)


@FORMS
def test_an_empty_form_passes_nothing(form):
    assert {advice.outcome for advice in form.advise({}, today=TODAY)} == {UNKNOWN}


@FORMS
def test_advice_is_about_questions_of_the_form(form):
    known = set(form.keys())

    assert all(set(rule.keys) <= known for rule in form.advice_rules)


@FORMS
def test_a_rule_weighs_what_the_catalogue_says(form):
    heavy = {rule.id for rule in form.advice_rules if rule.weight == Weight.CONTRADICTION}

    assert heavy <= ERRORS
    assert not {rule.id for rule in form.advice_rules} - heavy & ERRORS


def test_contradictions_come_first_then_suggestions():
    found = FS3.advise(
        fs3_answers(pilot="no", training="no", planning_end="2026-06-30"), today=TODAY
    )
    order = [(LOOK, "contradiction"), (LOOK, "suggestion"), (UNKNOWN, ""), (GOOD, "")]
    places = [(a.outcome, a.weight if a.outcome == LOOK else "") for a in found]

    assert places == sorted(places, key=order.index)
    assert {a.rule for a in found if a.is_contradiction} == {"R-III-06", "R-III-09", "R-VI-07"}


# Words


@pytest.mark.parametrize(("form", "rule", "answers", "expected"), CASES)
def test_a_note_begins_with_what_was_found_and_bps_is_not_addressed_as_the_agency(
    form, rule, answers, expected
):
    advice = told(form, rule, **answers)
    if expected == LOOK:
        assert advice.text.startswith(advice.found)
        assert not advice.text.startswith(advice.topic)
        assert advice.mend
        assert advice.ask
        assert not re.search(r"\bAnda\b", advice.office_text + advice.found)


@pytest.mark.parametrize("numbers", [(46, 3), (28, 2), (12, 4), (200, 100)])
@pytest.mark.parametrize("form", [FS3, FPKPA], ids=["fs3", "fpkpa"])
def test_supervisors_and_collectors_that_seem_swapped_are_told_so(form, numbers):
    swapped = told(form, "R-VI-05", supervisor_count=numbers[0], enumerator_count=numbers[1])

    assert swapped.text == (
        f"Pengawas {numbers[0]} orang, sedangkan pengumpul data {numbers[1]} orang: kedua angka "
        "itu tampaknya tertukar. Tukar keduanya bila benar tertukar."
    )
    assert swapped.office_text.endswith("Pastikan apakah kedua angka tertukar.")
    assert swapped.weight == Weight.SUGGESTION


def test_numbers_close_to_each_other_are_not_called_swapped():
    near = told(FS3, "R-VI-05", supervisor_count=13, enumerator_count=12)

    assert "tertukar" not in near.text


@pytest.mark.parametrize(
    ("days", "field"),
    [
        ({"processing_start": "2026-05-20"}, "processing_start"),
        ({"analysis_start": "2026-06-20"}, "analysis_start"),
        ({"fieldwork_end": "2027-05-29"}, "fieldwork_end"),
        ({"processing_end": "2026-12-30"}, "processing_end"),
        ({"presentation_start": "2025-08-03"}, "presentation_start"),
    ],
)
def test_an_overlap_leads_to_the_day_that_has_to_change(days, field):
    assert told(FS3, "R-III-05A", **days).key == f"processing.{field}"


def test_an_overlap_of_a_compilation_leads_to_its_own_field():
    assert told(FPKPA, "R-III-05A", analysis_start="2026-06-01").key == "planning.analysis_start"


def test_what_is_missing_is_named_by_its_number():
    assert told(FS3, "R-VI-05", supervisor_count=None).text == "Rincian 5.11 belum diisi."


@pytest.mark.parametrize(
    "answers",
    [
        {"collection_coverage": "whole"},
        {"analysis_method": "Analisis inferensia", **NONPROBABILITY},
        {"analysis_method": "Estimasi total", "sampling_error": None, **NONPROBABILITY},
        {"sampling_error": None, "sampling_frame": None, **NONPROBABILITY},
    ],
)
def test_a_block_that_is_not_asked_is_not_asked_about(answers):
    found = FS3.advise(fs3_answers(**answers), today=TODAY)

    assert not [advice for advice in found if "sampling" in advice.blocks]
    assert not [advice for advice in found if "6." in advice.text]


@pytest.mark.parametrize(
    ("form", "answers", "says", "is_silent"),
    [
        # not "ends too late" and "may overlap if that is meant" at once
        (FS3, {"planning_end": "2026-05-20"}, "R-III-06", "R-III-05A"),
        (FPKPA, {"planning_end": "2026-05-20"}, "R-III-06", "R-III-05A"),
        # not "use the other form" and "call it Kompilasi"
        (FPKPA, {"activity_title": "Survei Perizinan 2026"}, "R-ID-02A", "R-ID-03"),
        # not "take no conclusions from it" and "complete the sample for them"
        (FS3, {"analysis_method": "Regresi", **NONPROBABILITY}, "R-VII-03", "R-VII-04"),
        # not "has no definition" and "its definition ends without a full stop"
        (FS3, {"variables": [row(definition="-")]}, "R-III-09", "R-III-10"),
    ],
)
def test_no_two_notes_contradict_each_other(form, answers, says, is_silent):
    found = form.advise(COMPLETE[form](**answers), today=TODAY)
    doubts = {advice.rule for advice in found if advice.outcome == LOOK}

    assert says in doubts
    assert is_silent not in doubts


def test_the_wording_is_always_a_suggestion():
    bad = [row("Luas panen", "Luas panen", "-")]
    found = FS3.advise(fs3_answers(variables=bad, survey_purpose="Tersedianya data."), today=TODAY)
    third = {a.rule: a.weight for a in found if a.rule.startswith("W-") and a.outcome == LOOK}

    assert third == dict.fromkeys(["W-01", "W-02", "W-03", "W-04"], Weight.SUGGESTION)


def test_what_does_not_apply_is_left_out():
    assert told(FS3, "R-IV-05") is LEFT_OUT
