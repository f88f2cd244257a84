"""What people type is read kindly, and what cannot be meant is refused with advice."""

from datetime import date

import pytest
from django.core.exceptions import ValidationError

from editions.fields import Choice, Day, Email, LongText, Number, OneOf, SomeOf, Text
from editions.words import spoken_day, spoken_number

LEVELS = (Choice("regency", "Kabupaten", "4"), Choice("none", "Tidak dilakukan", "32"))


def refusal(field, typed):
    """The message with which a field refuses what was typed."""
    with pytest.raises(ValidationError) as refused:
        field.clean(typed)
    return " ".join(refused.value.messages)


@pytest.mark.parametrize(
    "typed",
    [
        "2026-03-02",
        "2026-3-2",
        "02/03/2026",
        "2/3/2026",
        "2-3-2026",
        "02.03.2026",
        "2 Maret 2026",
        " 2  maret 2026 ",
        "2 Mar 2026",
    ],
)
def test_a_date_is_read_as_people_write_it(typed):
    assert Day().clean(typed) == date(2026, 3, 2)


@pytest.mark.parametrize(
    ("typed", "month"),
    [("17 Agt 2026", 8), ("17 agustus 2026", 8), ("17 Nop 2026", 11), ("17 Des. 2026", 12)],
)
def test_short_names_of_months_are_understood(typed, month):
    assert Day().clean(typed) == date(2026, month, 17)


@pytest.mark.parametrize(
    "typed", ["besok", "31 Februari 2026", "2026-13-01", "2 Foo 2026", "3/2026", "٢ Maret 2026"]
)
def test_what_is_no_date_is_refused_with_an_example(typed):
    assert refusal(Day(), typed) == (
        f"“{typed}” bukan tanggal. Tulis tanggal, bulan, dan tahun, "
        "misalnya 2 Maret 2026 atau 02/03/2026."
    )


def test_a_mistyped_year_is_noticed():
    assert refusal(Day(), "2 Maret 0026") == "Tahun 26 tidak mungkin. Periksa kembali tahunnya."


def test_dates_are_stored_as_iso_and_spoken_in_words():
    assert Day().to_answer(date(2026, 3, 2)) == "2026-03-02"
    assert spoken_day("2026-03-02") == "2 Maret 2026"


@pytest.mark.parametrize(
    ("typed", "number"), [("1250", 1250), ("1.250", 1250), ("1 250", 1250), ("0", 0), (12, 12)]
)
def test_a_number_may_have_dots_between_thousands(typed, number):
    assert Number().clean(typed) == number


@pytest.mark.parametrize("typed", ["12,5", "1.25", "tiga", "1e3", "٣", "1.2500"])
def test_what_is_no_whole_number_is_refused(typed):
    assert refusal(Number(), typed) == (
        "Tulis bilangan bulat dengan angka saja, misalnya 1250 atau 1.250."
    )


def test_a_number_has_its_limits():
    assert refusal(Number(smallest=1), "0") == "Paling sedikit 1. Periksa kembali angkanya."
    assert refusal(Number(), "-3") == "Paling sedikit 0. Periksa kembali angkanya."
    assert refusal(Number(), "1.000.000.000") == (
        "Paling banyak 999.999.999. Periksa kembali angkanya."
    )
    assert spoken_number(1250000) == "1.250.000"


def test_control_and_direction_marks_never_reach_the_answers():
    assert Text().clean("Survei\x00 Kera\u202epu\x07\u2066") == "Survei Kerapu"
    assert Text().clean("  satu\r\ndua\ttiga  ") == "satu dua tiga"
    assert Text().clean("rusak \ud800 di sini") == "rusak di sini"


def test_a_long_text_keeps_its_lines():
    assert LongText().clean("\n satu\r\ndua\rtiga\x00\n") == "satu\ndua\ntiga"


def test_a_text_too_long_is_refused_with_its_length():
    assert Text().clean("a" * 255) == "a" * 255
    assert refusal(Text(), "a" * 5000) == (
        "Paling banyak 255 karakter, sedangkan isian ini 5.000 karakter. Ringkaslah isian ini."
    )
    assert LongText().clean("b" * 5000) == "b" * 5000
    assert refusal(LongText(), "b" * 5001) == (
        "Paling banyak 5.000 karakter, sedangkan isian ini 5.001 karakter. Ringkaslah isian ini."
    )


def test_line_ends_count_once_towards_the_length():
    assert len(LongText().clean("baris\r\n" * 700 + "akhir")) == 6 * 700 + 5


def test_an_e_mail_address_must_be_whole():
    assert Email().clean(" data@dinas.example.go.id ") == "data@dinas.example.go.id"
    assert refusal(Email(), "data@dinas") == (
        "Tulis alamat surel yang lengkap, misalnya data@instansi.example.go.id."
    )


def test_only_offered_choices_are_taken():
    assert OneOf(LEVELS).clean("regency") == "regency"
    assert refusal(OneOf(LEVELS), "x\x00y") == "Pilih salah satu dari pilihan yang tersedia."
    assert SomeOf(LEVELS).clean(["none", "regency", "regency"]) == ["regency", "none"]
    assert refusal(SomeOf(LEVELS), ["moon"]) == "Pilih dari pilihan yang tersedia."


def test_blank_questions_are_asked_for():
    assert refusal(Text(), " \u200e ") == "Belum diisi."
    assert refusal(Day(), "") == "Belum diisi."
    assert refusal(OneOf(LEVELS), "") == "Belum dipilih."
    assert refusal(SomeOf(LEVELS), []) == "Belum dipilih."
