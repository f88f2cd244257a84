"""The admin manages who signs, in the browser: recorded, ended early, told in words."""

from datetime import UTC, date, datetime

import pytest
from bs4 import BeautifulSoup
from django.urls import reverse
from time_machine import travel

from accounts.models import Role, User
from events.models import Event
from events.refusals import NotAllowed
from letters.models import Mandate
from tests.cast import appoint, make_office, make_staff
from tests.letters.conftest import equip
from tests.letters.test_mandates import POST


def main(response):
    return " ".join(BeautifulSoup(response.content, "html.parser").find("main").get_text().split())


TYPED = {
    "kind": "plh",
    "post": POST,
    "own_post": "",
    "starts_on": "2026-03-02",
    "ends_on": "2026-03-06",
    "deed": "SPRIN-12/63020/2026 tanggal 27 Februari 2026",
}


def test_the_admin_records_a_mandate_and_ends_it_early(client, dewi, hasan, wati):
    client.force_login(dewi)
    with travel(datetime(2026, 3, 3, 2, tzinfo=UTC)):
        client.post(reverse("office_mandate_new"), TYPED | {"person": wati.pk})
        mandate = wati.mandates.get()
        page = main(client.get(reverse("office_mandates")))
        assert f"Wati Lestari, Plh. {POST} (2 Maret 2026 – 6 Maret 2026)" in page
        assert f"Hari ini, Selasa, 3 Maret 2026 Wati Lestari, Plh. {POST}" in page

        address = reverse("office_mandate_end", args=[mandate.pk])
        assert "Akhiri penugasan Wati Lestari?" in main(client.get(address))
        assert mandate.covers(date(2026, 3, 4))
        assert "Tuliskan alasan" in main(client.post(address, {"last_on": "2026-03-02"}))
        client.post(address, {"last_on": "2026-03-02", "reason": "Kepala sudah kembali."})
        page = main(client.get(reverse("office_mandates")))

    assert f"Hari ini, Selasa, 3 Maret 2026 Hasan Basri, {POST} (sejak 1 Januari 2020)" in page
    mandate.refresh_from_db()
    assert (mandate.ends_on, mandate.ended_by) == (date(2026, 3, 2), dewi)
    events = Event.objects.about(dewi.office)
    assert [event.action for event in events][-2:] == ["mandate.appoint", "mandate.end"]
    assert events.last().sentence.strip() == (
        f"Dewi Anggraini mengakhiri penugasan Wati Lestari sebagai Plh. {POST} "
        "(2 Maret 2026 – 2 Maret 2026): Kepala sudah kembali."
    )


def test_one_that_has_not_begun_is_called_off_and_makes_room(client, dewi, hasan, wati):
    client.force_login(dewi)
    with travel(datetime(2026, 2, 27, 2, tzinfo=UTC)):
        client.post(reverse("office_mandate_new"), TYPED | {"person": wati.pk})
        mandate = wati.mandates.get()
        client.post(reverse("office_mandate_end", args=[mandate.pk]), {"reason": "Salah orang."})
        page = main(client.get(reverse("office_mandates")))
        client.post(reverse("office_mandate_new"), TYPED | {"person": wati.pk})

    assert "batal sebelum 2 Maret 2026" in page
    assert Mandate.objects.filter(person=wati).in_force().count() == 1


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ({"ends_on": "2026-03-01"}, "Hari terakhir lebih awal dari hari pertama."),
        ({"kind": "an"}, "Untuk a.n., tuliskan jabatan orang yang menandatangani."),
        ({"own_post": "Kepala Seksi"}, "jabatan sendiri hanya dicetak untuk a.n."),
        ({"post": "Plt. Kepala BPS"}, "tanpa awalan Plt., Plh. atau a.n."),
        ({"starts_on": "0001-01-01"}, "Tahun ini tidak mungkin benar."),
        ({"starts_on": "kemarin"}, "Tuliskan tanggal"),
        ({"deed": " "}, "Tuliskan nomor dan tanggal keputusannya."),
        ({"kind": "plt"}, "Bertumpang tindih: Hasan Basri"),
    ],
)
def test_what_cannot_be_is_told_and_what_was_typed_stays(client, dewi, hasan, wati, typed, words):
    client.force_login(dewi)

    page = client.post(reverse("office_mandate_new"), TYPED | {"person": wati.pk} | typed)

    assert words in main(page)
    kept = BeautifulSoup(page.content, "html.parser").find("input", {"name": "ends_on"})["value"]
    assert kept == (TYPED | typed)["ends_on"]
    assert not wati.mandates.exists()


def test_another_offices_admin_finds_nothing_and_ends_nothing(client, hasan):
    client.force_login(make_staff("Nur Aini", Role.ADMIN, office=make_office("6301")))
    address = reverse("office_mandate_end", args=[hasan.mandates.get().pk])

    assert client.get(address).status_code == 404
    assert client.post(address, {"reason": "x", "last_on": "2026-03-02"}).status_code == 404
    assert "Hasan Basri" not in main(client.get(reverse("office_mandates")))


def test_only_an_admin_of_the_office_appoints(hasan, wati, office):
    outsider = make_staff("Nur Aini", Role.ADMIN, office=make_office("6301"))
    facts = {"kind": "plh", "post": POST, "starts_on": date(2026, 3, 2), "deed": "SPRIN"}

    for person in (hasan, outsider):
        with pytest.raises(NotAllowed):
            Mandate.objects.appoint(by=person, office=office, person=wati, **facts)


def test_the_list_asks_few_questions_however_many_rows(
    client, dewi, hasan, wati, django_assert_max_num_queries
):
    for first in range(1, 29, 2):
        appoint(wati, "plh", starts_on=date(2026, 3, first), ends_on=date(2026, 3, first))
    client.force_login(dewi)

    with django_assert_max_num_queries(12):
        assert client.get(reverse("office_mandates")).status_code == 200


def test_an_office_where_nobody_signs_says_so(client, dewi):
    client.force_login(dewi)
    assert "Tidak ada yang dapat menandatangani surat" in main(
        client.get(reverse("office_mandates"))
    )


def test_the_head_page_offers_to_prepare_again_what_another_had_prepared(
    client, letter, hasan, wati, key
):
    letter.take_up(by=hasan)
    appoint(wati, "plh")
    equip(wati)
    client.force_login(User.objects.get(pk=wati.pk))

    page = client.get(reverse("issuance", args=[letter.submission.code]))
    assert "Siapkan kembali" in main(page)
    client.post(reverse("letter_numbering", args=[letter.submission.code]))

    letter.refresh_from_db()
    assert letter.signer == wati
