"""Behind TLS cookies carry the names that bind them to this host; elsewhere they are as ever."""

import pytest
from django.test import Client
from django.urls import reverse

from guestbook import devices as tablets
from guestbook.models import GuestBook
from romantik.serving.cookies import SIGNED_BEFORE
from tests.cast import PASSWORD
from tests.complaints.making import make_complaint


@pytest.fixture
def behind_tls(settings):
    settings.BEHIND_TLS = True
    settings.SESSION_COOKIE_SECURE = settings.CSRF_COOKIE_SECURE = True
    return Client(headers={"x-forwarded-proto": "https"})


def log_in(client, person):
    return client.post(reverse("account_login"), {"login": person.email, "password": PASSWORD})


def kinds(client):
    return {name: (c["secure"], c["path"], c["domain"]) for name, c in client.cookies.items()}


def test_whoever_logs_in_is_known_by_a_cookie_of_this_host(behind_tls, sari):
    log_in(behind_tls, sari)
    behind_tls.get(reverse("account_login"))

    assert {"__Host-sessionid", "__Host-csrftoken", "__Host-perangkat"} <= set(behind_tls.cookies)
    assert set(kinds(behind_tls).values()) == {(True, "/", "")}
    assert behind_tls.get(reverse("desk")).status_code == 200


def test_one_that_was_planted_without_its_prefix_opens_nothing(behind_tls, sari):
    log_in(behind_tls, sari)
    behind_tls.cookies["sessionid"] = behind_tls.cookies.pop("__Host-sessionid").value

    assert behind_tls.get(reverse("desk")).status_code == 302


def test_one_below_a_path_says_that_it_came_over_tls(behind_tls, maya):
    complaint, secret = make_complaint(office=maya.office)
    typed = {"code": complaint.code, "secret": secret}
    opened = behind_tls.post(reverse("complaint_entry"), typed)

    (name,) = [name for name, each in behind_tls.cookies.items() if each["path"] != "/"]
    assert name.startswith("__Secure-")
    assert behind_tls.cookies[name]["secure"] is True
    assert behind_tls.get(opened.url).status_code == 200


def test_logging_out_takes_it_away(behind_tls, sari):
    log_in(behind_tls, sari)
    behind_tls.post(reverse("account_logout"))

    assert behind_tls.cookies["__Host-sessionid"]["max-age"] == 0
    assert behind_tls.get(reverse("desk")).status_code == 302


def test_a_tablet_that_was_set_up_before_stays_set_up():
    assert tablets.COOKIE in SIGNED_BEFORE


def test_one_from_before_the_prefixes_goes_when_it_is_renewed_or_taken_away(behind_tls, office):
    book = GuestBook.objects.of(office)
    book.renew_key(by=None)
    behind_tls.cookies[tablets.PRINTER] = "1"

    behind_tls.post(reverse("guestbook_device", args=[book.key]), {})

    assert behind_tls.cookies[tablets.PRINTER]["max-age"] == 0


def test_without_tls_names_are_plain(client, sari):
    log_in(client, sari)

    assert {"sessionid", "perangkat"} <= set(client.cookies)
