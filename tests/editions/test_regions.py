"""Provinces and regencies: typed by name, kept by code."""

import pytest
from django import forms

from editions.answering import AnswerForm
from editions.regions import Province, Regency

pytestmark = pytest.mark.usefixtures("regions")


class Place(AnswerForm):
    """A regency before its province, as on paper."""

    regency = Regency(within="province", allow_all=True)
    province = Province()


def place(regency, province="Kalimantan Selatan", **kwargs):
    return Place({"regency": regency, "province": province}, **kwargs)


@pytest.mark.parametrize(
    "typed",
    [
        "6302",
        "63.02",
        "Kotabaru",
        "kota baru",
        "kabupaten kotabaru",
        "Kab. Kotabaru",
        "Kabupaten Kotabaru (6302)",
        "Kotabaru (6302)",
    ],
)
def test_a_regency_is_known_by_name_or_code(typed):
    form = place(typed)

    assert form.is_valid(), form.errors
    assert form.answers() == {"regency": "6302", "province": "63"}


@pytest.mark.parametrize("typed", ["63", "Kalimantan Selatan", "Provinsi Kalimantan Selatan (63)"])
def test_a_province_is_known_by_name_or_code(typed):
    assert place("6302", typed).answers() == {"regency": "6302", "province": "63"}


def test_the_province_beside_it_tells_namesakes_apart():
    assert place("Banjar", "Kalimantan Selatan").answers()["regency"] == "6303"
    assert place("Banjar", "Jawa Barat").answers()["regency"] == "3279"
    assert place("Kota Bandung", "Jawa Barat").answers()["regency"] == "3273"


def test_namesakes_in_one_province_are_offered_to_choose_from():
    assert place("Bandung", "Jawa Barat").errors == {
        "regency": [
            "Ada beberapa kabupaten/kota bernama “Bandung”. Ketik salah satu: "
            "Kabupaten Bandung (3204); Kota Bandung (3273)."
        ]
    }


def test_part_of_a_name_is_answered_with_what_may_be_meant():
    assert place("banjarb").errors == {
        "regency": [
            "Tidak ada kabupaten/kota bernama “banjarb”. Mungkin maksud Anda: "
            "Kota Banjarbaru (6372)."
        ]
    }


def test_an_unknown_name_or_code_is_refused():
    assert place("Atlantis").errors["regency"] == [
        "Tidak ada kabupaten/kota bernama “Atlantis”. Periksa ejaannya atau ketik kode BPS-nya."
    ]
    assert place("9999").errors["regency"] == [
        "Kode 9999 bukan kode kabupaten/kota menurut BPS. Ketik nama kabupaten/kota, "
        "lalu pilih dari daftar."
    ]
    assert place("Kotabaru (6303)").errors["regency"] == [
        "Nama dan kode tidak cocok: kode 6303 adalah Kabupaten Banjar. Perbaiki salah satunya."
    ]
    assert place("63").errors["regency"][0].startswith("Kode 63 bukan kode kabupaten/kota")


def test_a_regency_lies_in_its_province():
    message = (
        "Kota Bandung tidak berada di Kalimantan Selatan, melainkan di Jawa Barat. "
        "Periksa kembali salah satunya."
    )

    assert place("3273", "63").errors == {"regency": [message]}

    draft = place("3273", "63", draft=True)
    assert draft.is_valid()
    assert draft.warnings == {"regency": message}


def test_semua_stands_for_all_regencies_of_a_province():
    form = place("Semua")

    assert form.answers() == {"regency": "all", "province": "63"}
    assert str(form["regency"].value()) == "Semua"
    assert Place(initial={"regency": "all"})["regency"].value() == "semua"


def test_a_stored_code_is_shown_by_its_name():
    shown = Place(initial={"regency": "6302", "province": "63"})

    assert shown["regency"].value() == "Kabupaten Kotabaru (6302)"
    assert shown["province"].value() == "Provinsi Kalimantan Selatan (63)"


def test_what_was_typed_is_shown_again_when_refused():
    assert place("Atlantis")["regency"].value() == "Atlantis"
    assert isinstance(place("x")["regency"].field.widget, forms.TextInput)
