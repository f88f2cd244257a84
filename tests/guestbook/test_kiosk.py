"""The guest book on a tablet: a number for each, gapless, and nobody reads another's words."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from events.models import Event
from guestbook.devices import COOKIE, PRINTER
from guestbook.models import GuestBook, Visit
from tests.cast import make_office
from tests.guestbook.conftest import TYPED, fill_in, words
from tests.letters.conftest import at_once


def test_a_visitor_gets_a_number(client, office):
    answer = fill_in(client)

    visit = Visit.objects.get()
    assert answer["Location"] == reverse("guestbook_ticket", args=[visit.once])
    assert (visit.label, visit.state, visit.channel) == ("R-001", "waiting", "walk_in")
    assert (visit.office, visit.day, visit.entered_by) == (office, office.today(), None)
    assert {name: getattr(visit, name) for name in TYPED} == TYPED
    ticket = words(client.get(answer["Location"]))
    assert "R-001" in ticket
    assert "Anda berikutnya." in ticket


def test_each_service_counts_for_itself_and_each_office_too(client, office):
    other = make_office("6301")
    labels = [
        Visit.objects.arrive(office=where, service=service).label
        for where, service in [(office, "R"), (office, "R"), (office, "K"), (other, "R")]
    ]

    assert labels == ["R-001", "R-002", "K-001", "R-001"]


def test_a_double_click_is_one_visit(client, office):
    once = uuid4()

    answers = [fill_in(client, once=once) for _ in range(2)]

    assert answers[0]["Location"] == answers[1]["Location"]
    assert Visit.objects.count() == 1
    assert fill_in(client)["Location"] != answers[0]["Location"]
    assert [visit.number for visit in Visit.objects.order_by("pk")] == [1, 2]


def test_what_is_missing_is_said_and_what_was_typed_stays(client, office):
    page = words(fill_in(client, name="", contact="bukan nomor"))

    assert "Tuliskan nama Anda." in page
    assert "Tuliskan satu nomor telepon atau satu alamat surel, atau kosongkan." in page
    assert 'value="Survei kepuasan pasien"' in page
    assert not Visit.objects.exists()


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("<script>alert(1)</script>", "<script>alert(1)</script>"),
        ("Yusuf\x00\u202e  Maulana\n", "Yusuf Maulana"),
        ("=HYPERLINK(1)", "=HYPERLINK(1)"),
    ],
)
def test_hostile_words_are_only_words(client, budi, typed, stored):
    fill_in(client, name=typed)

    assert Visit.objects.get().name == stored
    client.force_login(budi)
    page = client.get(reverse("queue")).content.decode()
    assert "<script>alert" not in page


def test_an_unknown_service_and_words_without_end_are_refused(client, office):
    fill_in(client, service="X")
    fill_in(client, name="x" * 101)
    fill_in(client, once="bukan-uuid")

    assert not Visit.objects.exists()


def test_kiosk_ticket_and_events_show_nobody_elses_data(client, office):
    fill_in(client, name="Rahasia Satu", contact="rahasia@example.go.id")
    once = Visit.objects.get().once
    pages = [client.get(reverse("guestbook")), client.get(reverse("guestbook_ticket", args=[once]))]

    for page in pages:
        assert "ahasia" not in words(page)
        assert "no-store" in page["Cache-Control"]
    form = pages[0].content.decode().partition("<form")[2].partition("</form>")[0]
    assert 'autocomplete="off"' in form.partition(">")[0]
    assert form.count('autocomplete="off"') == 5  # the form and its four lines
    told = str(list(Event.objects.values_list("particulars", flat=True)))
    assert "ahasia" not in told


def test_a_number_of_yesterday_leads_back_to_the_guest_book(client, arrive, time_machine):
    time_machine.move_to("2026-03-02T02:00:00Z")
    visit = arrive()
    address = reverse("guestbook_ticket", args=[visit.once])
    assert client.get(address).status_code == 200

    time_machine.move_to("2026-03-03T02:00:00Z")

    assert client.get(address)["Location"] == reverse("guestbook")
    assert arrive().label == "R-001"


def test_filling_in_again_and_again_is_braked_and_nothing_typed_is_lost(client, office, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"guestbook": "2/m/ip"}

    answers = [fill_in(client) for _ in range(3)]

    assert "Terlalu banyak isian dari tempat ini" in words(answers[-1])
    assert 'value="Yusuf Maulana"' in words(answers[-1])
    assert Visit.objects.count() == 2


def test_a_device_belongs_to_the_office_whose_admin_gave_the_address(client, office, dewi):
    other = make_office("6303")
    book = GuestBook.objects.of(other)
    book.renew_key(by=dewi)
    tablet, address = Client(), reverse("guestbook_device", args=[book.key])

    assert other.name in words(tablet.get(address, follow=True))
    tablet.post(address, {"kiosk": ""})
    fill_in(tablet)
    client.cookies["romantik_office"] = office.code
    fill_in(client)

    assert [visit.office for visit in Visit.objects.order_by("pk")] == [other, office]
    assert other.name in words(tablet.get(reverse("queue_display")))
    assert tablet.cookies[COOKIE]["httponly"]

    book.renew_key(by=dewi)
    asked = tablet.get(reverse("guestbook"))
    assert asked.headers["Location"].startswith(reverse("fronts"))  # it belongs to no office now
    assert Visit.objects.count() == 2
    assert tablet.get(address).status_code == 404


def test_a_tablet_with_a_printer_prints_its_numbers(client, office, dewi):
    book = GuestBook.objects.of(office)
    book.renew_key(by=dewi)
    address = reverse("guestbook_device", args=[book.key])

    ticket = fill_in(client).url
    assert "data-print" not in words(client.get(ticket))
    client.post(address, {"kiosk": "", "pencetak": "1"})
    assert f'data-print="R-001 {office.today():%Y-%m-%d}"' in words(client.get(ticket))
    assert client.cookies[PRINTER]["httponly"]
    client.post(address, {"kiosk": ""})
    assert "data-print" not in words(client.get(ticket))


def test_an_office_may_take_entries_from_its_devices_only(client, office, dewi, budi):
    book = GuestBook.objects.of(office)
    book.arrange(by=dewi, services=["R", "K"], devices_only=True)
    book.renew_key(by=dewi)

    assert client.get(reverse("guestbook")).status_code == 403
    assert fill_in(client).status_code == 403
    tablet = Client()
    tablet.post(reverse("guestbook_device", args=[book.key]), {"kiosk": ""})
    assert "Pustaka" not in words(tablet.get(reverse("guestbook")))
    fill_in(tablet, service="M")  # not offered
    fill_in(tablet)
    assert [visit.label for visit in Visit.objects.all()] == ["R-001"]
    client.force_login(budi)
    assert client.get(reverse("guestbook")).status_code == 200


def test_fifty_kiosks_at_once_give_fifty_numbers_in_a_row(postgresql, office):
    answers = []

    assert at_once(lambda _: answers.append(fill_in(Client()).status_code), range(50)) == []

    assert answers == [302] * 50
    numbers = Visit.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(1, 51))
