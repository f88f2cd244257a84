"""Coming in with a real browser: sign-up by keyboard, a security key, every page to everybody."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Agency, User
from events.models import Mail
from tests.cast import PASSWORD, make_agency, make_member

SECRET = "ikan-asin-dan-bawang-7"


@pytest.fixture
def visit(page, live_server):
    """Open a page by its name: `visit("agency_approval", agency.pk)`."""

    def visit(name, *args):
        page.goto(live_server.url + reverse(name, args=args))

    return visit


@pytest.fixture
def log_in(page, visit):
    """Log in by the form."""

    def log_in(person):
        visit("account_login")
        page.get_by_label("Alamat surel").fill(person.email)
        page.get_by_label("Kata sandi").fill(PASSWORD)
        page.get_by_role("button", name="Masuk", exact=True).click()

    return log_in


@pytest.fixture
def security_key(page):
    """A security key that is always at hand, and its person too."""
    session = page.context.new_cdp_session(page)
    session.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2",
        "transport": "internal",
        "hasResidentKey": True,
        "hasUserVerification": True,
        "isUserVerified": True,
        "automaticPresenceSimulation": True,
    }
    session.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_an_agency_signs_up_by_keyboard_alone(page, visit, office, live_server, accessible):
    visit("account_signup")
    keys = page.keyboard
    page.get_by_label("Nama instansi").focus()
    for text in (
        "Dinas Pariwisata Kabupaten Kotabaru",
        "Jalan Pantai Gedambaan 3",
        "kotabaru",
        "0518-000002",
        "",
        "Lina Marlina",
        "Analis data",
        "",
        "lina@example.go.id",
        SECRET,
        SECRET,
    ):
        keys.type(text)
        keys.press("Tab")
    page.get_by_label("Saya telah membaca").focus()
    keys.press("Space")
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Periksa surel Anda")

    mail = Mail.objects.get(kind="account_confirmation")
    page.goto(live_server.url + re.search(r"https?://[^/\s]+(/\S+)", mail.text).group(1))
    accessible()
    page.get_by_role("button", name="Konfirmasi").focus()
    keys.press("Enter")
    expect(page.get_by_role("heading", level=1)).to_have_text("Masuk")
    assert list(Agency.objects.awaiting_approval()) == [User.objects.get().agency]


def test_areas_are_offered_while_one_types(page, visit, office):
    visit("account_signup")

    page.get_by_label("Kabupaten/kota").press_sequentially("kotab", delay=40)

    offer = page.locator("datalist option")
    expect(offer).to_have_attribute("value", "Kabupaten Kotabaru (6302)")


def test_a_security_key_is_added_and_opens_the_door(page, visit, log_in, budi, security_key):
    log_in(budi)
    visit("mfa_add_webauthn")
    page.get_by_label("Masuk tanpa kata sandi").check()
    page.get_by_role("button", name="Tambah kunci").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Kode pemulihan")
    visit("account_logout")
    page.locator("main").get_by_role("button", name="Keluar").click()

    visit("account_login")
    page.get_by_role("button", name="Masuk dengan kunci keamanan").click()
    expect(page.locator(".person-name")).to_have_text("Budi Santoso")


def test_a_security_key_that_does_not_work_is_explained(page, visit, office):
    visit("account_login")
    page.evaluate("() => { navigator.credentials.get = () => Promise.reject('batal') }")

    page.get_by_role("button", name="Masuk dengan kunci keamanan").click()

    expect(page.get_by_role("alert")).to_contain_text("Kunci keamanan tidak dapat dipakai")


def test_every_page_of_the_entrance_is_accessible_and_fits(page, visit, width, accessible, office):
    for name in (
        "account_login",
        "account_signup",
        "account_reset_password",
        "account_email_verification_sent",
    ):
        visit(name)
        accessible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_every_page_of_people_is_accessible_and_fits(
    page, visit, width, accessible, sign_in, log_in, sari, budi, dewi
):
    rina = make_member("Rina Astuti", agency=sari.agency)
    sari.agency.invite(by=sari, email="tono@example.go.id")
    twin = make_agency(sari.agency.name, office=budi.office, state="pending")
    make_member("Tono Hartono", agency=twin)
    tours = {
        sari: [("agency",), ("agency_members",), ("agency_handover", rina.pk), ("profile",)],
        budi: [("agency_approvals",), ("agency_new",), ("agency_approval", twin.pk)],
        dewi: [("office",), ("office_people",), ("office_person", budi.pk), ("office_person_new",)],
    }
    for person, stops in tours.items():
        sign_in(person)
        for stop in stops:
            visit(*stop)
            accessible()
            assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.context.clear_cookies()
    log_in(dewi)
    for name in ("mfa_index", "mfa_activate_totp", "mfa_add_webauthn", "account_email"):
        visit(name)
        accessible()
