"""From one office to a country, and a country from an empty database: no shell between."""

import pytest
from django.core.management import call_command
from django.urls import reverse

from accounts.access import may_decide_for_all
from accounts.links import first_admin_link
from accounts.models import Office, Role, User
from tests.pages import soup, words

SECRET = "kepiting-bakau-di-hulu-5"
SINTA = {
    "name": "Sinta Maharani",
    "email": "sinta@bps.example.go.id",
    "password1": SECRET,
    "password2": SECRET,
}
CENTRE = {
    "name": "Badan Pusat Statistik",
    "address": "Jalan dr. Sutomo 6–8",
    "city": "Jakarta",
    "time_zone": "Asia/Jakarta",
    "admin_name": "Sinta Maharani",
    "email": "sinta@bps.example.go.id",
}


def test_the_first_admin_of_an_empty_database_may_be_the_centres(client, db):
    call_command("reference", verbosity=0)
    page = client.get(first_admin_link(), follow=True).redirect_chain[-1][0]
    client.post(page, SINTA | {"is_centre": "on"})
    client.post(reverse("account_login"), {"login": SINTA["email"], "password": SECRET})

    sinta = User.objects.get()
    assert (sinta.office.code, sinta.office.name) == ("0000", "Badan Pusat Statistik")
    assert may_decide_for_all(sinta)
    rows = soup(client.get(reverse("country"))).select("tbody th")
    assert [row.get_text(strip=True) for row in rows] == [
        "Badan Pusat Statistik",
        "BPS Kabupaten Kotabaru",
    ]


def test_the_admin_of_the_only_office_adds_the_centre_and_then_hands_over(client, dewi, office):
    client.force_login(dewi)
    assert "Portal ini melayani satu kantor, BPS Kabupaten Kotabaru." in words(
        client.get(reverse("country"))
    )
    answer = client.post(reverse("country_office_new"), CENTRE | {"code": "6301"})

    assert answer.url == reverse("office")
    assert list(Office.objects.values_list("code", flat=True)) == ["0000", "6302"]
    sinta = User.objects.get(email=SINTA["email"])
    assert (sinta.office_id, sinta.roles) == ("0000", {Role.ADMIN})
    assert (may_decide_for_all(sinta), may_decide_for_all(dewi)) == (True, False)
    assert client.get(reverse("country")).status_code == 403


@pytest.mark.parametrize("name", ["country_list_new", "country_list_csv"])
def test_before_there_is_a_centre_nothing_else_can_be_made(client, dewi, name):
    client.force_login(dewi)

    assert client.get(reverse(name)).url == reverse("country")


def test_one_office_alone_has_no_door_to_it(client, dewi):
    client.force_login(dewi)

    links = {a["href"] for a in soup(client.get(reverse("office"))).select("a")}
    assert reverse("country") not in links
