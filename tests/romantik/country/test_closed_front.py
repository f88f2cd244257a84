"""What strangers find of an office that has closed: who goes on, and nothing that waits in vain."""

import pytest
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.fronts import hosts
from accounts.models import Office
from complaints.models import Complaint
from guestbook.models import GuestBook, Visit

HOST = "rekomendasi.kotabaru.example.go.id"
ENTRANCES = ("complaint_new", "consultation_new", "guestbook", "queue_display")


@pytest.fixture
def closed(banjar, sinta, office):
    """Kotabaru had a host name, and has closed; Banjar goes on."""
    office.keep_facts({"host_name": HOST}, by=sinta, about="nama-host")
    hosts.forget()
    office.close(by=sinta, reason="Digabungkan.", successor=banjar)
    yield Office.objects.get(pk=office.pk)
    hosts.forget()


def test_its_front_says_so_and_leads_on(client, closed, banjar):
    page = client.get(reverse("office_front", args=["6302"]))

    assertContains(page, "Kantor ini sudah ditutup.")
    assertContains(page, f'href="{reverse("office_front", args=["6300"])}"')
    for word in ("hari kerja", "Daftarkan instansi", "Ingat kantor ini"):
        assertNotContains(page, word)


@pytest.mark.parametrize("name", ENTRANCES)
def test_what_it_would_have_to_serve_leads_to_its_front(client, closed, name):
    front = reverse("office_front", args=["6302"])
    assertRedirects(client.get(reverse(f"front_{name}", args=["6302"])), front)
    assert client.post(reverse(f"front_{name}", args=["6302"]), {}).status_code in (302, 405)
    assert [Visit.objects.count(), Complaint.objects.count()] == [0, 0]


def test_its_host_and_its_tablet_say_so(client, closed):
    front = reverse("office_front", args=["6302"])
    assert client.get("/", headers={"host": HOST}).url == front
    assertContains(client.get(front, headers={"host": HOST}), "Kantor ini sudah ditutup.")
    assert client.get(reverse("guestbook"), headers={"host": HOST}).url == front

    book = GuestBook.objects.of(closed)
    book.renew_key(by=None)
    client.post(reverse("guestbook_device", args=[book.key]))
    client.post(client.get(reverse("guestbook_device", args=[book.key])).headers["Location"])
    assertRedirects(client.get(reverse("guestbook")), front)


def test_who_had_chosen_it_is_led_to_whoever_goes_on(client, closed, banjar):
    client.cookies["romantik_office"] = "6302"

    assert client.get(reverse("home")).context["shown_office"] == banjar
    for name in ("complaint_new", "consultation_new"):
        assertContains(client.get(reverse(name)), f'value="{banjar.suggestion}"')
    typed = client.post(reverse("complaint_new"), {"office": "6302"})
    assertContains(typed, f"sudah ditutup. Tuliskan penerusnya: {banjar.suggestion}.")
