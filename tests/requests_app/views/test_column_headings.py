"""The headings that agencies put over their tables, kept by an admin."""

import pytest
from django.urls import reverse

from events.models import Event
from requests_app.models import ColumnHeading
from tests.pages import soup, told, words

LIST = reverse("office_column_headings")


def test_one_is_added_once_and_taken_off(client, dewi):
    client.force_login(dewi)
    for column in ("name", "name", "concept"):
        client.post(LIST, {"words": " Unsur  Data* ", "column": column})

    [row] = soup(client.get(LIST)).select("tbody tr")
    assert row.get_text(" ", strip=True) == "unsur data Konsep Hapus unsur data"
    removed = client.post(row.form["action"])
    assert told(removed) == ["Judul kolom “unsur data” dihapus."]
    assert "Belum ada tambahan" in words(client.get(LIST))
    assert [event.action for event in Event.objects.order_by("pk")] == [
        "office.keep_column_heading",  # a name; the same once more changes nothing
        "office.keep_column_heading",  # a concept from now on
        "office.drop_column_heading",
    ]


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"words": "12", "column": "name"}, "Judul kolom terdiri atas huruf."),
        ({"words": "", "column": "name"}, "Belum diisi."),
        ({"words": "unsur", "column": "bulan"}, "Pilih salah satu kolom dari daftar."),
        ({"words": "a" * 81, "column": "name"}, "80"),
    ],
)
def test_what_is_no_heading_is_told(client, dewi, typed, wrong):
    client.force_login(dewi)

    assert wrong in words(client.post(LIST, typed))
    assert not ColumnHeading.objects.exists()


def test_nobody_but_an_admin_changes_it(client, sari, ratna, hasan):
    heading = ColumnHeading.objects.create(words="unsur", column="name")
    for person in (sari, ratna, hasan):
        client.force_login(person)
        for address in (LIST, reverse("office_column_heading_removal", args=[heading.pk])):
            assert client.post(address, {"words": "x", "column": "name"}).status_code == 403
    assert ColumnHeading.objects.filter(pk=heading.pk).exists()
