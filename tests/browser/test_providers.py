"""Signing in by a provider with a real browser, by keyboard alone: its policy lets it through."""

# ruff: noqa: F811  fixtures by import

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import User
from tests.accounts.providers.conftest import bps, plain_line, servers  # noqa: F401
from tests.cast import PASSWORD


@pytest.fixture
def neighbours(servers):
    return tuple(server.issuer for server in servers)


@pytest.fixture
def press(page):
    """Come to what has that name by the keyboard, and press it."""

    def press(name, role="button"):
        page.get_by_role(role, name=name, exact=True).focus()
        page.keyboard.press("Enter")

    return press


def sign_in_there(page, sub):
    """At the provider's own page."""
    page.get_by_role("textbox").first.focus()
    page.keyboard.type(sub)
    page.keyboard.press("Enter")


def test_an_officer_links_his_account_and_comes_in_by_it(
    page,
    live_server,
    settings,
    bps,
    budi,
    press,
    width,
    accessible,
):
    settings.PORTAL_URL = live_server.url
    bps.knows("budi-17", email="budi.santoso@lain.example.com")
    page.goto(live_server.url + reverse("account_login"))
    accessible()
    press("Masuk dengan SSO BPS")
    sign_in_there(page, "budi-17")
    expect(page.locator("h1")).to_have_text("Akun SSO BPS Anda belum dikenal di sini")
    accessible()

    press("masuk dengan surel dan kata sandi", role="link")
    for label, text in (("Alamat surel", budi.email), ("Kata sandi", PASSWORD)):
        page.get_by_label(label).focus()
        page.keyboard.type(text)
    page.keyboard.press("Enter")
    expect(page.locator(".person-name")).to_have_text(budi.name)
    page.goto(live_server.url + reverse("profile"))
    press("Akun lain untuk masuk", role="link")
    expect(page.locator("h1")).to_have_text("Akun lain untuk masuk")
    accessible()
    press("Tautkan SSO BPS")
    sign_in_there(page, "budi-17")
    expect(page.get_by_text("Akun SSO BPS tertaut")).to_be_visible()
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.goto(live_server.url + reverse("account_logout"))
    page.locator("main").get_by_role("button", name="Keluar").press("Enter")
    page.goto(live_server.url + reverse("account_login"))
    press("Masuk dengan SSO BPS")
    sign_in_there(page, "budi-17")
    expect(page.locator("h1")).to_have_text("Menunggu saya")
    assert User.objects.get(pk=budi.pk).email == budi.email
