"""Advice on probability samples (domain.md §4.2, R-V)."""

import re

from editions.advice.advice import Doubt, Inapplicable, Unknown
from editions.advice.errors import LOOSE, MEASURE, errors_of, levels_of
from editions.advice.language import affirmed, is_blank
from editions.words import spoken_number

MOST_ERROR = 5  # per cent
# A line of figures is read once, and not anew from each of them.
_NUMBER = r"(?<![0-9])(?<![0-9][.,])[0-9]++(?:[.,][0-9]++)*+"
_TERM = rf"{_NUMBER}\s*(?:/|:|dari|÷)\s*{_NUMBER}|{_NUMBER}\s*(?:%|persen)|\b0[.,][0-9]+"
_TERMS = re.compile(_TERM, re.I)
_RESULT = re.compile(
    rf"((?:{_TERM})\s*\)?)(?:\s*[=≈]\s*(?:{_TERM}|{_NUMBER})|\s*\(\s*(?:{_TERM})\s*\)"
    rf"|\s+atau\s+(?:sekitar\s+)?(?:{_TERM}))+",
    re.I,
)
_STAGE = re.compile(r"\b(?:tahap|stage|fase)\w*\s*(?:ke-?\s*)?([2-9]|dua|tiga|empat)\b", re.I)
_WORDS = {"dua": 2, "tiga": 3, "empat": 4}


def require_probability(facts):
    """Whether there is such a sample; ``Unknown`` while nobody has said."""
    if facts["collection_coverage"] == "whole" or facts["sampling_kind"] != "probability":
        raise Inapplicable


def probability_sample_described(facts):
    """Completeness asks for words; here they have to say something."""
    require_probability(facts)
    parts = {
        "sampling_frame": "kerangka sampel",
        "selection_method": "metode pemilihan sampel",
        "sampling_fraction": "fraksi sampel",
        "sampling_error": "perkiraan sampling error",
    }
    empty = {question: facts[question] for question in parts if is_blank(facts[question])}
    if not empty:
        return None
    said = ", ".join(f"{parts[question]} “{answer}”" for question, answer in empty.items())
    return Doubt(
        f"Sampelnya probabilitas, sedangkan isiannya belum bermakna: {said}.",
        "Jelaskan rincian itu, atau pilih sampel nonprobabilitas.",
        "Minta penjelasannya: tanpa itu peluang terpilih tidak diketahui.",
        tuple(f"sampling.{question}" for question in empty),
    )


def fraction_shows_all_stages(facts):
    require_probability(facts)
    if facts["sample_design"] != "multi_stage":
        raise Inapplicable
    fraction = facts["sampling_fraction"]
    shown = len(_TERMS.findall(_RESULT.sub(r"\1", fraction)))
    named = _STAGE.findall(facts.get("sample_design_stages", ""))
    stages = max([2, *(_WORDS.get(name.lower()) or int(name) for name in named)])
    if shown < stages:
        return Doubt(
            f"Rancangannya {stages} tahap, sedangkan fraksi sampel “{fraction}” "
            + ("belum memuat fraksi." if not shown else f"hanya memuat {shown} fraksi."),
            "Tulis juga fraksi setiap tahap, misalnya “15/120 × 20/85”.",
            "Minta fraksi setiap tahap.",
        )
    return None


def error_is_small(facts):
    require_probability(facts)
    text = facts["sampling_error"]
    errors = errors_of(text)
    if not errors:
        raise Unknown(
            "Sampling error baru menyebut tingkat kepercayaan."
            if levels_of(text)
            else "Sampling error tidak ditulis sebagai persentase."
        )
    if (most := max(errors)) > MOST_ERROR:
        return Doubt(
            f"Perkiraan sampling error {_spoken(most)} persen, lebih besar daripada {MOST_ERROR} "
            "persen yang lazim.",
            "Pertimbangkan sampel yang lebih besar.",
            "Pertimbangkan apakah ketelitian ini cukup untuk tujuan survei.",
        )
    return None


def error_is_named(facts):
    require_probability(facts)
    text = facts["sampling_error"]
    if is_blank(text):
        raise Unknown("Sampling error belum diisi dengan ukuran.")
    if not affirmed(MEASURE, text):
        loose = LOOSE.search(text)
        return Doubt(
            f"“{text}” belum menyebut ukuran kesalahannya"
            + (f"; “{loose[0]}” dapat berarti beberapa ukuran." if loose else "."),
            "Tulis ukurannya: RSE, CV, margin of error, atau alpha.",
            "Tanyakan ukurannya: RSE, CV, margin of error, atau alpha.",
        )
    return None


def sample_is_not_larger_than_respondents(facts):
    require_probability(facts)
    size, respondents = facts["sample_size"], facts.get("respondent_count")
    if respondents is None:
        raise Inapplicable  # it may stay blank
    if respondents < size:
        return Doubt(
            f"Jumlah responden {spoken_number(respondents)}, lebih sedikit daripada jumlah sampel "
            f"{spoken_number(size)}.",
            "Periksa apakah satu responden memang menjawab untuk beberapa unit sampel.",
            "Pastikan apakah satu responden menjawab untuk beberapa unit sampel.",
        )
    return None


def _spoken(number):
    return f"{number:g}".replace(".", ",")
