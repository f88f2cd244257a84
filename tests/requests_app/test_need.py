"""*Perlu rekomendasi?* Every path of the table, and the page for somebody without an account."""

import itertools

import pytest
from django.urls import reverse

from requests_app.need import QUESTIONS, RULES, judge, unanswered

PATHS = [
    ({"penyelenggara": "bps"}, "tidak", ""),
    ({"penyelenggara": "swasta"}, "tidak", ""),
    ({"penyelenggara": "pemerintah", "dana": "tidak"}, "tanya", ""),
    ({"penyelenggara": "pemerintah", "dana": "ya", "kegiatan": "survei"}, "ya", "fs3_2021"),
    ({"penyelenggara": "pemerintah", "dana": "ya", "kegiatan": "kompilasi"}, "ya", "fpkpa_2021"),
    ({"penyelenggara": "pemerintah", "dana": "ya", "kegiatan": "internal"}, "tanya", ""),
    ({"penyelenggara": "pemerintah", "dana": "ya", "kegiatan": "lain"}, "tanya", ""),
]


@pytest.mark.parametrize(("answers", "verdict", "edition"), PATHS)
def test_each_path_has_its_answer(answers, verdict, edition):
    rule = judge(answers)

    assert (rule.answer, rule.edition) == (verdict, edition)
    assert unanswered(answers) == []


def test_every_complete_set_of_answers_meets_exactly_one_rule():
    options = [list(options) for _, _, options in QUESTIONS.values()]
    for combination in itertools.product(*options):
        answers = dict(zip(QUESTIONS, combination, strict=True))
        fitting = [r for r in RULES if all(answers[k] == v for k, v in r.when.items())]
        assert len(fitting) == 1, answers


def test_what_is_missing_is_named():
    assert unanswered({}) == ["penyelenggara"]
    assert unanswered({"penyelenggara": "pemerintah", "dana": "ya"}) == ["kegiatan"]


def test_the_page_names_form_office_and_basis_and_leads_on(client, office):
    page = client.get(
        reverse("need_check"),
        {"penyelenggara": "pemerintah", "dana": "ya", "kegiatan": "survei", "wilayah": "satu"},
    ).content.decode()

    assert "Ya, kegiatan ini memerlukan rekomendasi" in page
    assert "PP 51/1999" in page
    assert "BPS kabupaten atau kota tempat kegiatan" in page
    assert reverse("submission_new") + "?formulir=fs3_2021" in page


def test_where_the_sources_are_silent_it_names_whom_to_ask(client, office):
    page = client.get(
        reverse("need_check"), {"penyelenggara": "pemerintah", "dana": "tidak"}
    ).content.decode()

    assert "Tanyakan kepada BPS" in page
    assert office.phone in page


def test_the_chosen_form_is_chosen_already(client, sari):
    client.force_login(sari)

    page = client.get(reverse("submission_new") + "?formulir=fpkpa_2021")

    assert page.context["form"]["edition"].value() == "fpkpa_2021"
