"""The index of satisfaction against worked examples by hand (service.md decision 15)."""

import random
from decimal import Decimal
from fractions import Fraction

import pytest

from complaints.index.index import Index, band_of, rounded
from complaints.index.periods import Period
from complaints.index.unsur import KEYS, UNSUR


def all_answers(value):
    return dict.fromkeys(KEYS, value)


@pytest.mark.parametrize(
    ("answers", "value", "mark", "words"),
    [
        # everybody content, everybody not at all: the two ends of the scale
        ([all_answers(4)] * 12, "100.00", "A", "Sangat baik"),
        ([all_answers(1)] * 12, "25.00", "D", "Tidak baik"),
        # 3 everywhere: 9 × 3 × 1/9 × 25; with weights of 0.11 it would be 74.25
        ([all_answers(3)] * 10, "75.00", "C", "Kurang baik"),
        # one unsur at 4: (8 × 3 + 4) / 9 × 25 = 700/9 = 77.777…
        ([all_answers(3) | {"cost": 4}] * 10, "77.78", "B", "Baik"),
        # two people, sum 27 + 28 = 55: 55/2 / 9 × 25 = 1375/18 = 76.388…
        ([all_answers(3), all_answers(3) | {"time": 4}], "76.39", "C", "Kurang baik"),
        # sum of sums 2757 over 100 people: 27.57 / 9 × 25 = 76.583…
        ([all_answers(3)] * 43 + [all_answers(3) | {"product": 4}] * 57, "76.58", "C", None),
        # 2758: 76.611…, which is B only because it is rounded before it is classed
        ([all_answers(3)] * 42 + [all_answers(3) | {"product": 4}] * 58, "76.61", "B", None),
    ],
)
def test_worked_examples(answers, value, mark, words):
    index = Index.of(answers)

    assert index.value == Decimal(value)
    assert str(index.value) == value
    assert index.band.mark == mark
    assert words in (None, index.band.words)


@pytest.mark.parametrize(
    ("value", "mark"),
    [
        *(("25.00", "D"), ("64.99", "D"), ("65.00", "C"), ("76.60", "C")),
        *(("76.61", "B"), ("88.30", "B"), ("88.31", "A"), ("100.00", "A")),
    ],
)
def test_the_bands_begin_and_end_where_the_regulation_says(value, mark):
    assert band_of(Decimal(value)).mark == mark


def test_halves_are_rounded_up_and_nothing_is_lost_in_between():
    assert rounded(Fraction(76605, 1000)) == Decimal("76.61")  # a float would be 76.6049999…
    assert rounded(Fraction(64995, 1000)) == Decimal("65.00")
    assert rounded(Fraction(1, 3)) == Decimal("0.33")


def test_a_questionnaire_with_u8_and_u9_swapped_gives_the_same():
    chance = random.Random(14)
    for _ in range(200):
        people = [{key: chance.randint(1, 4) for key in KEYS} for _ in range(chance.randint(1, 40))]
        swapped = [dict(sorted(answers.items(), reverse=True)) for answers in people]

        index, again = Index.of(people), Index.of(swapped)

        assert index.value == again.value
        assert index.by_weakness() == again.by_weakness()
        total = sum(sum(answers.values()) for answers in people)
        exact = Fraction(25 * total, 9 * len(people))
        assert abs(Fraction(index.value) - exact) <= Fraction(1, 200)
        assert Decimal("25.00") <= index.value <= Decimal("100.00")


def test_the_unsur_are_those_of_the_regulation():
    assert [(unsur.number, unsur.name) for unsur in UNSUR] == [
        ("U1", "Persyaratan"),
        ("U2", "Sistem, Mekanisme, dan Prosedur"),
        ("U3", "Waktu Penyelesaian"),
        ("U4", "Biaya/Tarif"),
        ("U5", "Produk Spesifikasi Jenis Pelayanan"),
        ("U6", "Kompetensi Pelaksana"),
        ("U7", "Perilaku Pelaksana"),
        ("U8", "Penanganan Pengaduan, Saran dan Masukan"),
        ("U9", "Sarana dan Prasarana"),
    ]
    scales = {unsur.key: unsur.options for unsur in UNSUR}
    assert scales["cost"] == ("Sangat mahal", "Cukup mahal", "Murah", "Gratis")
    assert scales["conduct"][1:3] == ("Kurang sopan dan ramah", "Sopan dan ramah")
    assert scales["complaints"][1] == "Ada tetapi tidak berfungsi"
    assert scales["facilities"] == ("Buruk", "Cukup", "Baik", "Sangat baik")


def test_the_weakest_unsur_comes_first_and_equals_keep_the_order_of_the_regulation():
    values = Index.of([all_answers(3) | {"facilities": 1, "time": 2}]).by_weakness()

    assert [value.unsur.number for value in values] == [
        *("U9", "U3", "U1", "U2", "U4", "U5", "U6", "U7", "U8")
    ]
    assert (values[0].shown_mean, values[0].converted) == (Decimal("1.00"), Decimal("25.00"))


def test_periods_are_read_from_an_address_and_from_nothing_else():
    assert str(Period.read("2026-2")) == "2026-2"
    assert Period.read("2026").label == "Tahun 2026"
    assert Period.read("2026-4").label == "Triwulan IV 2026"
    for text in ("", "26", "2026-5", "2026-0", "0000", "２０２６", "2026-1x", "'; --"):
        assert Period.read(text) is None
