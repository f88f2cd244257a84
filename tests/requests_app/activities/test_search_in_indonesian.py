"""The catalogue is asked in Indonesian: forms of words, names written apart, numbers of letters."""

import pytest
from django.apps import apps

from requests_app.activities import publishing
from requests_app.activities.publishing import faults
from requests_app.models import Activity, Word
from tests.requests_app.activities.test_catalogue_search import about, titles
from tests.submissions import make_recommended

CATCH = "Survei Hasil Tangkapan Ikan Pulau Laut Utara Kotabaru"
PERMITS = "Survei Pilihan Perizinan Kapal-kapal Kampung Baru Tanah Bumbu"
FOOD = "Kajian Masakan dan Olahan Sayur-mayur Sungai Kupang"
LETTER = "B-004/63020/KS.000/03/2026"


FOUND = {
    "menangkap": CATCH,
    "penangkapan": CATCH,
    "memilih": PERMITS,
    "pemilihan izin": PERMITS,
    "perkapalan": PERMITS,
    "memasak": FOOD,
    "mengolah": FOOD,
    "pengolahan sayuran": FOOD,
    "sayur mayur": FOOD,
    "mengkaji": FOOD,
    "kota baru": CATCH,  # names written apart, or together
    "pulaulaut": CATCH,
    "laut utara": CATCH,  # a part of one
    "tanahbumbu": PERMITS,
    "kampungbaru": PERMITS,  # that no list knows
    "sungaikupang": FOOD,
    "sungai ku pang": FOOD,
    "V 26 6302 004": CATCH,  # numbers, however they are spaced
    "v26.6302.004": CATCH,
    "V-266302004": CATCH,
    "identitas V - 26 . 6302 . 006": FOOD,
    LETTER: CATCH,
    "b 004 / 63020 / ks.000 / 03 / 2026": CATCH,
    "Nomor surat: B004/63020/KS000/03/2026": CATCH,
    "B-004/63020": CATCH,
}


@pytest.fixture
def kitchen(sari, ratna, hasan):
    """Three activities of which only the titles speak."""
    for number, title in enumerate([CATCH, PERMITS, FOOD], 4):
        make_recommended(sari, ratna, hasan, identity=f"V-26.6302.00{number}", **about(title))


def test_an_activity_is_found_by_other_forms_and_however_names_and_numbers_are_spaced(kitchen):
    found = {asked: titles(Activity.objects.search(asked))[:1] for asked in FOUND}

    assert found == {asked: [title] for asked, title in FOUND.items()}


def test_words_that_look_alike_find_nothing_and_other_numbers_neither(kitchen):
    for asked in ("tanggapan", "kapan", "pilar", "V-26.6302.0040", "B-004/63020/KS.000/04/2026"):
        found = Activity.objects.search(asked)
        assert titles(found) == [] or found.corrected or found.is_near, asked


def test_what_was_stored_with_other_words_is_made_anew_after_an_upgrade(kitchen):
    stored = Activity.objects.get(title=CATCH).search_stems
    old = stored.replace("tangkap", "tangkapan").replace(publishing.SPELLING, "kata:lama")
    Activity.objects.update(search_stems=old)
    Word.objects.filter(word="tangkapan").update(stem="tangkapan")

    publishing.renew("default", apps=None)  # emptied only
    assert Activity.objects.search("menangkap").count == 0
    publishing.renew("default", apps=apps)  # after migrations

    assert titles(Activity.objects.search("menangkap")) == [CATCH]
    assert list(faults()) == []
