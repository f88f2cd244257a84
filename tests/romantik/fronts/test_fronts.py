"""The front of an office, what stands below it, the directory, and what they cost."""

import re

import pytest
from django.conf import settings
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.models import Office
from guestbook.models import GuestBook, Visit
from tests.cast import make_office, make_staff
from tests.romantik.fronts.test_choosing import page_of

BELOW = ["service_standard", "satisfaction", "complaint_new", "complaint_summary"]
BELOW += ["consultation_new"]


def test_the_front_tells_where_what_and_how_long(client, country):
    page = client.get(reverse("office_front", args=["6305"]))

    assertContains(page, "<h1>BPS Kabupaten Tapin</h1>", html=True)
    assertContains(page, "20 hari kerja")
    assertContains(page, "0 tamu")
    assertContains(page, "https://www.openstreetmap.org/search?query=Jalan%20Jamrud")
    for name in ("service_standard", "satisfaction", "guestbook", "queue_display", "complaint_new"):
        assertContains(page, f'href="{reverse(f"front_{name}", args=["6305"])}"')
    assertNotContains(page, "Kotabaru</h")


@pytest.mark.parametrize("name", BELOW)
def test_who_is_below_an_office_stays_there(client, country, name):
    page = client.get(reverse(f"front_{name}", args=["6305"]))

    assertContains(page, page_of("6305", "BPS Kabupaten Tapin"))
    links = set(re.findall(r'href="(/[^"?#]*)', page.text))
    of_offices = {reverse(one) for one in (*BELOW, "guestbook", "queue_display")}
    assert links & of_offices == set()
    assert not any(
        link.startswith("/kantor-bps/") and "6305" not in link
        for link in links
        if link != reverse("fronts")
    )


def test_each_page_has_one_address_for_search_engines(client, country):
    canonical = f"{settings.PORTAL_URL}/kantor-bps/6305/standar-pelayanan/"
    line = f'<link rel="canonical" href="{canonical}">'
    assertContains(client.get(reverse("front_service_standard", args=["6305"])), line)
    client.cookies["romantik_office"] = "6305"
    assertContains(client.get(reverse("service_standard")), line)
    assertNotContains(client.get(reverse("letter_check")), "canonical")


@pytest.mark.parametrize("code", ["6399", "0000"])
def test_an_office_that_is_not_here_has_no_front(client, country, code):
    assert client.get(reverse("office_front", args=[code])).status_code == 404


def test_a_guest_below_an_office_takes_its_number(client, country):
    _, tapin, _ = country
    guest = {"service": "R", "name": "Tamu", "organization": "Dinas", "purpose": "Bertanya"}
    below = reverse("front_guestbook", args=["6305"])
    once = client.get(below).context["form"]["once"].value()
    answer = client.post(below, guest | {"once": once})

    visit = Visit.objects.get()
    assert visit.office == tapin
    ticket = reverse("front_guestbook_ticket", args=["6305", visit.once])
    assertRedirects(answer, ticket)
    assertContains(client.get(ticket), f'href="{below}"')
    elsewhere = reverse("front_guestbook_ticket", args=["6302", visit.once])
    assert client.get(elsewhere).status_code == 404


def test_a_tablet_stays_with_its_office_whatever_was_chosen(client, country):
    kotabaru, _, _ = country
    book = GuestBook.objects.of(kotabaru)
    book.renew_key(by=make_staff("Dewi", "admin", office=kotabaru))
    client.cookies["romantik_office"] = "3273"
    address = client.get(reverse("guestbook_device", args=[book.key]))  # leaves its secret
    client.post(address.headers.get("Location", reverse("guestbook_device", args=[book.key])))

    assertContains(client.get(reverse("guestbook")), kotabaru.name)
    assertContains(client.get(reverse("queue_display")), kotabaru.name)


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        ("", ["3273", "6302", "6305"]),
        ("cari=tapin", ["6305"]),
        ("cari=63", ["6302", "6305"]),
        ("cari=kalimantan", ["6302", "6305"]),
        ("provinsi=32", ["3273"]),
        ("cari=tapin&provinsi=32", []),
        ("provinsi=%00&cari=%00", ["3273", "6302", "6305"]),
    ],
)
def test_the_directory_finds_by_name_region_code_and_province(client, country, query, codes):
    page = client.get(f"{reverse('fronts')}?{query}")

    assert [one.code for one in page.context["offices"]] == codes


def test_the_directory_has_pages(client, country):
    for number in range(60):
        Office.objects.create(code=f"11{number:02}", name=f"BPS {number}", head_title="Kepala")
    page = client.get(f"{reverse('fronts')}?cari=BPS")
    assert len(page.context["offices"]) == 50
    rest = client.get(reverse("fronts") + page.context["next_href"])

    assert [one.code for one in rest.context["offices"]][-3:] == ["3273", "6302", "6305"]
    assert len(rest.context["offices"]) == 13


def test_offices_are_suggested_while_one_types(client, country):
    answer = client.get(reverse("front_suggestions") + "?q=tap")

    assert answer.text == '<option value="BPS Kabupaten Tapin (6305)">'


def asked(client, django_assert_max_num_queries, address):
    with django_assert_max_num_queries(40) as found:
        assert client.get(address).status_code == 200
    return len(found)


def test_pages_cost_as_much_in_a_country_of_many(client, country, django_assert_max_num_queries):
    pages = [reverse("office_front", args=["6305"]), reverse("home"), reverse("fronts")]
    pages += [reverse("front_service_standard", args=["6305"])]
    few = [asked(client, django_assert_max_num_queries, page) for page in pages]
    for number in range(30):
        make_office(f"1{number + 100}", name=f"BPS {number}")
    many = [asked(client, django_assert_max_num_queries, page) for page in pages]

    assert many == few
    assert few == [5, 2, 4, 6]
