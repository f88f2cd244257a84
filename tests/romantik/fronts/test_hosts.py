"""A host name may stand for an office: which names are taken, what it shows, what it costs."""

import pytest
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains, assertRedirects

from accounts.fronts import hosts
from complaints.models import Complaint
from events.models import Event
from tests.cast import make_office, make_staff
from tests.romantik.fronts.test_choosing import COMPLAINT

NAME = "romantik.bps6305.example.go.id"


def admin_of(office):
    return make_staff(f"Admin {office.code}", "admin", office=office)


def enter(client, office, name):
    return client.post(reverse("front_host", args=[office.code]), {"host_name": name})


@pytest.fixture
def named(country):
    """The office of Tapin with a host of its own."""
    office = country[1]
    office.host_name = NAME
    office.save()
    hosts.forget()
    return office


def test_an_admin_names_the_host_of_his_office(client, country, django_capture_on_commit_callbacks):
    _, tapin, _ = country
    admin = admin_of(tapin)
    client.force_login(admin)
    front = reverse("office_front", args=["6305"])
    assertContains(client.get(front), reverse("front_host", args=["6305"]))
    assert client.get("/", HTTP_HOST=NAME).status_code == 400

    with django_capture_on_commit_callbacks(execute=True):
        enter(client, tapin, f" {NAME.upper()}. ")

    tapin.refresh_from_db()
    assert tapin.host_name == NAME
    event = Event.objects.about(tapin).get()
    assert (event.action, event.by) == ("office.keep_facts", admin)
    assert Client().get("/", HTTP_HOST=NAME).status_code == 200  # at once
    with django_capture_on_commit_callbacks(execute=True):
        enter(client, tapin, "")
    assert Client().get("/", HTTP_HOST=NAME).status_code == 400


def test_the_centres_admin_names_any_another_offices_none(client, country):
    kotabaru, tapin, _ = country
    client.force_login(admin_of(kotabaru))
    assert enter(client, tapin, NAME).status_code == 403
    assertNotContains(
        client.get(reverse("office_front", args=["6305"])), reverse("front_host", args=["6305"])
    )
    client.force_login(admin_of(make_office("0000", name="BPS")))
    assertRedirects(enter(client, tapin, NAME), reverse("front_host", args=["6305"]))


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("https://a.example.go.id", "Tuliskan nama host saja"),
        ("a.example.go.id/x", "Tuliskan nama host saja"),
        ("a.example.go.id:8000", "Tuliskan nama host saja"),
        ("192.0.2.1", "Tuliskan nama host saja"),
        ("a", "Tuliskan nama host saja"),
        ("*.example.go.id", "Tuliskan nama host saja"),
        ("romantik.example.go.id", "Nama itu milik portal ini sendiri"),
        ("lain.portal.example.go.id", "Nama itu milik portal ini sendiri"),
        (NAME, "Nama itu sudah dipakai BPS Kabupaten Tapin"),
    ],
)
def test_a_name_that_cannot_stand_for_the_office_is_refused(client, named, settings, name, told):
    settings.ALLOWED_HOSTS = [*settings.ALLOWED_HOSTS, "romantik.example.go.id"]
    settings.ALLOWED_HOSTS.append(".portal.example.go.id")
    bandung = make_office("3273")
    client.force_login(admin_of(bandung))
    page = enter(client, bandung, name)

    assertContains(page, told)
    assertContains(page, f'value="{name}"')
    bandung.refresh_from_db()
    assert bandung.host_name == ""


def test_the_database_knows_a_name_once(named):
    other = make_office("3273")
    other.host_name = NAME
    with pytest.raises(IntegrityError), transaction.atomic():
        other.save()


def test_under_its_host_the_old_addresses_are_the_offices(named):
    guest = Client(headers={"host": NAME})
    guest.cookies["romantik_office"] = "3273"
    for name in ("home", "service_standard", "satisfaction", "complaint_new", "consultation_new"):
        page = guest.get(reverse(name))
        assertContains(page, "BPS Kabupaten Tapin")
        assertNotContains(page, "BPS Kota Bandung")
    canonical = f"{settings.PORTAL_URL}/kantor-bps/6305/"
    assertContains(guest.get("/"), f'<link rel="canonical" href="{canonical}">')
    assertContains(guest.get("/"), f'href="{settings.PORTAL_URL}/kantor-bps/"')
    assert guest.get(reverse("letter_check")).status_code == 200
    assert guest.get(reverse("catalogue")).status_code == 200


def test_whoever_logs_in_does_so_at_the_portals_own_address(named):
    guest = Client(headers={"host": NAME})
    for name in ("account_login", "account_signup", "account_reset_password", "desk", "fronts"):
        address = reverse(name)
        answer = guest.get(address)
        assert (answer.status_code, answer.headers["Location"]) == (
            302,
            f"{settings.PORTAL_URL}{address}",
        )
    sent = guest.post(reverse("account_login"), {"login": "a@example.go.id", "password": "b"})
    assert sent.headers["Location"].startswith(settings.PORTAL_URL)


def test_a_form_is_taken_there_and_its_mails_name_the_portal(
    named, time_machine, django_capture_on_commit_callbacks
):
    make_staff("Petugas", "complaint_handler", office=named)
    guest = Client(headers={"host": NAME}, enforce_csrf_checks=True)
    time_machine.move_to("2026-12-01 10:00:00+08:00")
    page = guest.get(reverse("complaint_new"))
    facts = COMPLAINT | {
        "office": page.context["form"]["office"].value().suggestion,
        "stamp": page.context["form"]["stamp"].value(),
        "privacy": "open",
        "name": "Wulan",
        "email": "wulan@example.com",
    }
    time_machine.move_to("2026-12-01 10:01:00+08:00")
    token = {"csrfmiddlewaretoken": guest.cookies["csrftoken"].value}
    origin = {"headers": {"origin": f"http://{NAME}"}}
    foreign = {"headers": {"origin": "http://lain.example"}}
    assert guest.post(reverse("complaint_new"), facts | token, **foreign).status_code == 403
    with django_capture_on_commit_callbacks(execute=True):
        answer = guest.post(reverse("complaint_new"), facts | token, **origin)

    complaint = Complaint.objects.get()
    assert complaint.office == named
    assert answer.headers["Location"] == reverse("complaint_receipt", args=[complaint.code])
    assert guest.get(answer.headers["Location"]).status_code == 200
    assert all(NAME not in one.body for one in mail.outbox)
    assert any(settings.PORTAL_URL in one.body for one in mail.outbox)


@pytest.mark.parametrize("host", ["lain.example", "x." + NAME, NAME + ".lain.example", "a b", ""])
def test_every_other_name_is_refused_as_ever(client, named, host):
    assert client.get("/", HTTP_HOST=host or "tidak.ada.example").status_code == 400


def test_names_cost_no_query_a_request(client, named, django_assert_num_queries):
    cache.clear()
    with django_assert_num_queries(1):
        assert hosts.office_at(NAME) == "6305"
    with django_assert_num_queries(0):
        assert hosts.office_at(f"{NAME.upper()}:8000") == "6305"
        assert hosts.office_at("lain.example") == ""
    cache.clear()
    with django_assert_num_queries(0):
        assert [hosts.office_at(own) for own in ("testserver", "localhost", "")] == [""] * 3


def test_one_office_alone_has_no_such_setting(client, office):
    client.force_login(admin_of(office))

    assert client.get(reverse("front_host", args=["6302"])).status_code == 404
