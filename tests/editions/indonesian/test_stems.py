"""The forms of a word are one word to the search, and words that look alike are two."""

import pytest

from editions.indonesian.roots import root
from editions.indonesian.stems import stems, words
from tests.editions.indonesian.word_pairs import (
    FEWEST_FOUND,
    MOST_MISTAKEN,
    pairs,
    share_of_one,
)


def test_the_forms_of_a_word_are_one_and_other_words_are_not():
    same, others = pairs()
    found, joined = share_of_one(same)
    mistaken, wrong = share_of_one(others)

    print(f"{len(same)} pairs, {found:.1%} found; {len(others)} others, {mistaken:.1%} mistaken")  # noqa: T201
    assert min(len(same), len(others)) >= 200
    assert found >= FEWEST_FOUND, sorted(set(same) - set(joined))
    assert mistaken <= MOST_MISTAKEN, wrong


@pytest.mark.parametrize(
    "forms",
    [
        "tangkap menangkap tangkapan penangkapan tertangkap ditangkapnya",  # t
        "susun menyusun susunan penyusunan tersusun",  # s
        "pilih memilih pemilihan pilihan terpilih pemilih",  # p
        "kirim mengirim kiriman pengiriman dikirimkan",  # k
        "masak memasak masakan pemasak",  # m that was there
        "olah mengolah olahan pengolahan diolah",  # a vowel
        "cat mengecat pengecatan dicat",  # one syllable
        "layan pelayanan layanan melayani terlayani pelayanannya",
        "kapal kapal-kapal kapalnya perkapalan",
        "daun dedaunan daun-daun daunnya",
        "sayur sayur-mayur sayuran sayur-sayuran",
    ],
)
def test_every_form_has_the_root(forms):
    assert {word: stems(word) for word in forms.split()} == {
        word: [forms.split()[0]] for word in forms.split()
    }


def test_a_word_nobody_knows_loses_only_what_is_surely_an_affix():
    forms = ("mengunggis", "unggisan", "diunggis", "unggiskan")
    names = ("stagen", "tarjun", "semayap", "gedambaan", "hampang")

    assert {root(form) for form in forms} == {"unggis"}
    assert len({root(name) for name in names}) == len(names)


def test_what_is_written_apart_counts_as_one_and_keeps_its_parts():
    for text in ("Kota Baru", "Kotabaru", "KOTA  BARU", "Kota-Baru"):
        assert words(text) == ["kotabaru"], text
    for text in ("Pulau Laut Utara", "Pulaulaut Utara"):
        assert stems(text) == ["pulaulaut", "utara"], text
    assert stems("Kota Baru", parts=True) == ["kotabaru", "kota", "baru"]
    assert stems("kota dan desa") == ["kota", "desa"]
