"""The first page and the frame around every page."""

import re

import pytest
from django.test import Client, RequestFactory
from django.urls import reverse
from pytest_django.asserts import assertContains, assertNotContains
from time_machine import travel

from romantik.views.faults import broken
from tests.submissions import at


def navigation(response):
    """The words in the main navigation."""
    nav = re.search(r'<nav[^>]*aria-label="Utama">(.*?)</nav>', response.text, re.S)
    return re.findall(r">([^<>]+)</a>", nav[1])


def test_the_first_page_says_what_it_is_how_long_it_takes_and_how_to_begin(client, office):
    response = client.get(reverse("home"))

    assert response.status_code == 200
    assertContains(response, "<h1>Rekomendasi kegiatan statistik</h1>", html=True)
    assertContains(response, "30 hari kerja")
    assertContains(response, reverse("account_login"))
    assertContains(response, reverse("account_signup"))
    assertContains(response, "Pelayanan Statistik Terpadu")


def test_the_promise_is_that_of_the_office(client, office):
    office.allowance_days = 14
    office.save()

    assertContains(client.get(reverse("home")), "14 hari kerja")


def test_it_says_when_the_result_comes_if_one_submits_today(client, office):
    with travel(at(2026, 11, 23), tick=False):
        page = client.get(reverse("home"))

    assertContains(page, "paling lambat <strong>Jumat, 8 Januari 2027</strong>")


def test_a_portal_without_any_office_still_opens(client, db):
    assert client.get(reverse("home")).status_code == 200


def test_who_is_signed_in_is_led_to_the_desk(client, sari):
    client.force_login(sari)

    response = client.get(reverse("home"))

    assertContains(response, "Ke meja kerja saya")
    assertContains(response, "Pengguna layanan")
    assertNotContains(response, reverse("account_signup"))


@pytest.mark.parametrize(
    ("name", "places"),
    [
        ("sari", ["Meja", "Pengajuan", "Konsultasi", "Instansi"]),
        ("ratna", ["Meja", "Pengajuan", "Konsultasi", "Instansi", "Register"]),
        ("hasan", ["Meja", "Pengajuan", "Konsultasi", "Papan", "Register", "Pengaduan"]),
        ("maya", ["Meja", "Pengajuan", "Pengaduan"]),
        ("dewi", ["Meja", "Pengajuan", "Papan", "Instansi", "Register", "Kantor"]),
    ],
)
def test_the_navigation_offers_what_the_person_may_open(client, request, name, places):
    client.force_login(request.getfixturevalue(name))

    shown = navigation(client.get(reverse("home")))

    assert [place for place in shown if place not in ("Katalog", "Cek surat")] == places


def test_the_demonstration_says_so_on_every_page(client, office, settings):
    settings.DEMONSTRATION = True
    assertContains(client.get(reverse("home")), "data rekaan, surat tidak berlaku")

    settings.DEMONSTRATION = False
    assertNotContains(client.get(reverse("home")), "data rekaan")


def test_signing_out_is_a_form(client, sari):
    client.force_login(sari)

    assertContains(client.get(reverse("home")), f'action="{reverse("account_logout")}"')


def test_a_wrong_address_is_answered_in_the_portal_s_words(client, sari):
    client.force_login(sari)

    response = client.get("/tidak-ada/")

    assertContains(response, "Halaman tidak ditemukan", status_code=404)
    assertContains(response, reverse("desk"), status_code=404)


def test_an_expired_page_says_what_to_do(office):
    response = Client(enforce_csrf_checks=True).post(reverse("account_login"))

    assertContains(response, "Halaman ini sudah kedaluwarsa", status_code=403)


def test_a_broken_page_needs_neither_database_nor_session():
    assert "Terjadi kesalahan pada portal" in broken(RequestFactory().get("/")).text
