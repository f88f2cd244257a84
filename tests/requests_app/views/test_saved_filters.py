"""Searches of the desk that a person keeps: named, replaced, limited, forgotten."""

import pytest
from django.urls import reverse

from requests_app.models import SavedFilter
from requests_app.views.filtering import MOST_SAVED
from tests.pages import told

KEEP = reverse("saved_filters")
NOTHING = ["Tulis nama, dan pilih sekurang-kurangnya satu saringan."]


def kept(person):
    return dict(person.saved_filters.values_list("name", "query"))


def test_a_known_name_is_given_to_the_new_search(client, ratna):
    client.force_login(ratna)
    client.post(KEEP, {"nama": "Ikan", "cari": "ikan"})
    again = client.post(KEEP, {"nama": "Ikan", "cari": "ikan laut", "tahun": "2026"})

    assert again.url == f"{reverse('desk')}?cari=ikan+laut&tahun=2026"
    assert told(again) == ["Saringan “Ikan” tersimpan."]
    assert kept(ratna) == {"Ikan": "cari=ikan+laut&tahun=2026"}


def test_without_a_name_or_a_filter_nothing_is_kept(client, ratna):
    client.force_login(ratna)
    nameless = client.post(KEEP, {"nama": "  ", "cari": "ikan", "halaman": "submissions"})
    empty = client.post(KEEP, {"nama": "Ikan", "cari": "\x00", "lain": "x"})
    assert nameless.url == f"{reverse('submissions')}?cari=ikan"  # what was chosen is still there
    assert empty.url == reverse("desk")
    assert told(nameless) == told(empty) == NOTHING
    assert kept(ratna) == {}


@pytest.mark.parametrize("length", [501, 100_000])  # no address carries the second
def test_what_no_address_can_carry_is_not_kept(client, ratna, length):
    client.force_login(ratna)
    endless = client.post(KEEP, {"nama": "Ikan", "cari": "a" * length})

    assert endless.url == reverse("desk")
    assert told(endless) == ["Saringan terlalu panjang. Pendekkan kata yang dicari."]
    assert kept(ratna) == {}


def test_twelve_are_enough_but_an_old_one_may_still_be_replaced(client, ratna):
    client.force_login(ratna)
    for number in range(MOST_SAVED):
        client.post(KEEP, {"nama": f"Kata {number}", "cari": f"kata{number}"})

    one_more = client.post(KEEP, {"nama": "Satu lagi", "cari": "ikan"})
    replaced = client.post(KEEP, {"nama": "Kata 3", "cari": "ikan"})

    assert told(one_more) == ["Paling banyak 12 saringan. Hapus salah satu dahulu."]
    assert told(replaced) == ["Saringan “Kata 3” tersimpan."]
    assert len(kept(ratna)) == MOST_SAVED
    assert kept(ratna)["Kata 3"] == "cari=ikan"


def test_a_name_is_ones_own(client, ratna, budi):
    for person, search in ((ratna, "ikan"), (budi, "kebun")):
        client.force_login(person)
        client.post(KEEP, {"nama": " Sa\x00ya ", "cari": search})

    assert (kept(ratna), kept(budi)) == ({"Saya": "cari=ikan"}, {"Saya": "cari=kebun"})


def test_one_is_forgotten_and_a_second_click_does_no_harm(client, ratna):
    one = SavedFilter.objects.create(person=ratna, name="Ikan", query="cari=ikan")
    client.force_login(ratna)
    for page in ("submissions", "https://example.org/"):
        dropped = client.post(reverse("saved_filter_removal", args=[one.pk]), {"halaman": page})
        assert dropped.url == reverse(page if page == "submissions" else "desk")
        assert told(dropped) == ["Saringan dihapus."]
    assert kept(ratna) == {}
