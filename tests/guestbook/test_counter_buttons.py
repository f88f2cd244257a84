"""The counter's small buttons: absent, called again, at which desk; and lists taken away."""

from datetime import datetime
from io import BytesIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from guestbook import visit_export
from guestbook.models import Visit
from tests.cast import make_office, make_staff
from tests.pages import soup, told


def press(client, name, visit=None, **typed):
    return client.post(reverse(name, args=[visit.pk] if visit else []), typed)


@pytest.fixture
def at_the_desk(client, budi):
    client.force_login(budi)
    return client


def state(visit):
    return Visit.objects.get(pk=visit.pk).state


def test_who_does_not_come_is_noted_once_and_may_be_called_after_all(at_the_desk, arrive):
    visit = arrive()
    press(at_the_desk, "queue_call")
    absent = press(at_the_desk, "visit_absence", visit)
    twice = press(at_the_desk, "visit_absence", visit)

    assert absent.url == twice.url == reverse("queue")
    assert told(absent) == ["R-001 dicatat tidak hadir."]
    assert told(twice) == ["R-001 sekarang tidak hadir."]
    assert state(visit) == "absent"
    again = press(at_the_desk, "visit_call", visit)
    assert told(again) == ["R-001 dipanggil."]
    assert state(visit) == "called"


def test_nobody_waits_is_told(at_the_desk, office):
    assert "Tidak ada tamu yang menunggu" in told(press(at_the_desk, "queue_call"))[0]


def test_the_desk_is_remembered_and_put_on_the_screen(at_the_desk, arrive):
    visit = arrive()
    kept = press(at_the_desk, "queue_place", place="7")
    press(at_the_desk, "queue_call")

    assert (kept.url, told(kept)) == (
        reverse("queue"),
        ["Nomor meja disimpan untuk sesi ini."],
    )
    assert Visit.objects.get(pk=visit.pk).place == "7"
    assert soup(at_the_desk.get(reverse("queue"))).select_one("input[name=place]")["value"] == "7"


@pytest.mark.parametrize("place", ["0", "100", "x", "<b>"])
def test_what_is_no_desk_is_told_and_kept(at_the_desk, office, place):
    page = press(at_the_desk, "queue_place", place=place)

    assert "place" in page.context["place_form"].errors
    assert soup(page).select_one("input[name=place]")["value"] == place
    assert "place" not in at_the_desk.session


def test_a_visit_that_is_not_called_is_neither_served_nor_absent(at_the_desk, arrive):
    visit = arrive()
    for name in ("visit_serving", "visit_absence"):
        assert len(told(press(at_the_desk, name, visit))) == 1
    assert state(visit) == "waiting"


def test_the_address_of_an_ending_leads_to_the_visit(at_the_desk, arrive):
    visit = arrive()

    assert at_the_desk.get(reverse("visit_ending", args=[visit.pk])).url == visit.get_absolute_url()


def test_only_the_desk_of_that_office_presses(client, arrive, ratna, sari):
    visit = arrive()
    elsewhere = make_staff("Rini", "front_desk", office=make_office("6301"))
    for person, code in ((ratna, 403), (sari, 403), (elsewhere, 404)):
        client.force_login(person)
        for name in ("visit_call", "visit_serving", "visit_absence", "visit_ending"):
            assert press(client, name, visit, outcome="served").status_code == code, name
    assert state(visit) == "waiting"


def test_the_list_leaves_as_a_workbook_too(at_the_desk, arrive, time_machine):
    time_machine.move_to("2026-03-02T02:00:00Z")
    arrive(name="=1+1"), arrive("K")
    response = at_the_desk.get(reverse("visits_xlsx"), {"layanan": "R"})
    (sheet,) = load_workbook(BytesIO(b"".join(response))).worksheets
    heading, line = ([cell.value for cell in row] for row in sheet.iter_rows())

    assert 'filename="' in response["Content-Disposition"]
    assert response["Content-Disposition"].startswith("attachment")
    assert "no-store" in response["Cache-Control"]
    assert (sheet.title, heading) == ("Kunjungan", list(visit_export.COLUMNS))
    assert line[:2] == [datetime(2026, 3, 2), "R-001"]  # noqa: DTZ001 - a cell has no zone
    assert (sheet["E2"].value, sheet["E2"].data_type) == ("=1+1", "s")


@pytest.mark.parametrize("name", ["visits_csv", "visits_xlsx"])
def test_lists_of_visitors_leave_with_desk_and_admin_only(client, ratna, sari, name):
    for person in (ratna, sari):
        client.force_login(person)
        assert client.get(reverse(name)).status_code == 403


def test_a_new_address_for_devices_closes_the_old_one(client, dewi, office, ratna):
    client.force_login(dewi)
    keys = []
    for _ in range(2):
        renewed = client.post(reverse("office_guestbook_key"))
        assert renewed.url == reverse("office_guestbook")
        keys.append(type(office).objects.get(pk=office.pk).guest_book.key)

    assert told(renewed) == ["Tautan perangkat dibuat. Buka tautan itu sekali di tiap perangkat."]
    codes = [client.get(reverse("guestbook_device", args=[key])).status_code for key in keys]
    assert codes == [404, 302]
    client.force_login(ratna)
    assert client.post(reverse("office_guestbook_key")).status_code == 403


@pytest.mark.parametrize("name", ["guestbook", "queue_display", "queue_board"])
def test_a_portal_without_any_office_has_no_guest_book(client, db, name):
    assert client.get(reverse(name)).status_code == 404
