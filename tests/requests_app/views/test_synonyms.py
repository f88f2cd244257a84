"""The abbreviations that the search of the catalogue knows, kept by an admin."""

from importlib import import_module

import pytest
from django.apps import apps
from django.urls import reverse

from events.models import Event
from requests_app.models import Synonym
from tests.pages import queries, soup, told, words

LIST = reverse("office_synonyms")


@pytest.fixture
def usual(db):
    """What an installation begins with, also where a test with threads has emptied all tables."""
    Synonym.objects.all().delete()
    import_module("requests_app.migrations.0009_abbreviations").add(apps, None)


@pytest.fixture
def at_the_list(client, dewi):
    """Dewi at an empty list, without what an installation begins with."""
    Synonym.objects.all().delete()
    client.force_login(dewi)
    return client


def rows(client):
    return [row.get_text(" ", strip=True) for row in soup(client.get(LIST)).select("tbody tr")]


def test_an_installation_begins_with_the_usual_ones(client, dewi, usual):
    client.force_login(dewi)

    assert "dinkes dinas kesehatan Hapus dinkes" in rows(client)


def test_one_is_added_once_and_taken_off(at_the_list):
    for _ in range(2):
        added = at_the_list.post(LIST, {"short": " PSAT ", "full": "pangan  segar asal tumbuhan"})

    assert added.url == LIST
    assert told(added) == ["Singkatan tersimpan; pencarian langsung mengenalinya."]
    assert rows(at_the_list) == ["psat pangan segar asal tumbuhan Hapus psat"]
    removal = soup(at_the_list.get(LIST)).select_one("tbody form")["action"]
    removed = at_the_list.post(removal)
    assert (removed.url, told(removed)) == (LIST, ["Singkatan “psat” dihapus."])
    assert "Belum ada singkatan" in words(at_the_list.get(LIST))
    assert at_the_list.post(removal).status_code == 404
    assert [event.action for event in Event.objects.order_by("pk")] == [
        "office.keep_synonym",
        "office.drop_synonym",
    ]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"short": "dua kata", "full": "apa saja"}, "Singkatan terdiri atas satu kata"),
        ({"short": "psat", "full": "psat"}, "kepanjangannya kata lain"),
        ({"short": "", "full": "pangan segar"}, "Belum diisi."),
        ({"short": "a" * 41, "full": "pangan segar"}, "40"),
    ],
)
def test_what_is_no_abbreviation_is_told_and_kept(at_the_list, typed, wrong):
    page = at_the_list.post(LIST, typed)

    assert wrong in words(page)
    kept = {name: soup(page).select_one(f"input[name={name}]").get("value", "") for name in typed}
    assert kept == typed
    assert rows(at_the_list) == []


def test_one_row_and_three_cost_the_same_queries(at_the_list):
    Synonym.objects.create(short="opd", full="organisasi perangkat daerah")
    at_the_list.get(LIST)
    one = queries(at_the_list, LIST)
    for short in ("bpd", "bpkad"):
        Synonym.objects.create(short=short, full="badan daerah")

    assert len(rows(at_the_list)) == 3
    assert queries(at_the_list, LIST) == one


def test_nobody_but_an_admin_changes_it(client, sari, ratna, hasan, usual):
    synonym = Synonym.objects.first()
    for person in (sari, ratna, hasan):
        client.force_login(person)
        for address in (LIST, reverse("office_synonym_removal", args=[synonym.pk])):
            assert client.post(address, {"short": "x", "full": "y z"}).status_code == 403
    assert Synonym.objects.filter(pk=synonym.pk).exists()
