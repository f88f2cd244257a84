"""The end of a session as the person at the screen meets it: only a browser can tell."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from accounts.sessions import lasting
from tests.browser.test_typed_words import WORDS, kept
from tests.cast import PASSWORD
from tests.submissions import make_examined

TYPED = "Kami merencanakan survei harga ikan di pelelangan."


@pytest.fixture
def file(sari, ratna, sign_in):
    """A file under Ratna's examination, Ratna logged in."""
    sign_in(ratna)
    return make_examined(sari, ratna)


@pytest.fixture
def visit(page, live_server):
    """Open a page by its name."""

    def visit(name, *about, query=""):
        page.goto(live_server.url + reverse(name, args=about) + query)

    return visit


def end_all_sessions():
    Session.objects.all().delete()
    cache.clear()


def leave_for_good(page):
    page.locator(".person-menu summary").click()
    page.get_by_role("button", name="Keluar", exact=True).click()


def test_after_logging_out_the_way_back_shows_nothing(page, file, visit):
    visit("desk")
    visit("submission", file.code)
    leave_for_good(page)
    expect(page.locator(".entrance")).to_be_visible()

    for _ in range(2):
        page.go_back()
        expect(page.locator("h1")).to_have_text("Masuk")
        expect(page.get_by_text(file.title)).to_have_count(0)


def test_in_another_window_the_way_back_shows_nothing_either(page, context, file, visit):
    visit("submission", file.code)
    visit("catalogue")
    other = context.new_page()
    other.goto(page.url)
    leave_for_good(other)
    expect(other.locator(".entrance")).to_be_visible()

    page.go_back()

    expect(page.locator("h1")).to_have_text("Masuk")


def test_the_way_back_into_a_form_shows_what_was_typed(page, sari, sign_in, visit):
    sign_in(sari)
    visit("consultation_new")
    page.locator("main textarea").first.fill(TYPED)
    page.once("dialog", lambda dialog: dialog.accept())
    visit("desk")
    page.go_back()

    expect(page.locator("main textarea").first).to_have_value(TYPED)
    page.reload()
    expect(page.locator("main textarea").first).to_have_value(TYPED)


def test_five_minutes_before_the_end_one_is_told_and_stays(page, file, visit, monkeypatch):
    monkeypatch.setattr(lasting, "STAFF", 302)
    visit("desk")
    expect(page.get_by_role("alert")).to_contain_text("bila tidak ada kegiatan", timeout=10_000)

    monkeypatch.setattr(lasting, "STAFF", 1800)
    page.get_by_role("button", name="Tetap masuk").click()

    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("h1")).to_be_visible()


def test_at_the_end_the_page_gives_way_to_the_log_in_and_comes_back(
    page, file, visit, ratna, monkeypatch
):
    monkeypatch.setattr(lasting, "STAFF", 3)
    visit("submission", file.code)
    expect(page.locator("h1")).to_have_text("Masuk", timeout=15_000)
    expect(page.get_by_text("tanpa kegiatan")).to_be_visible()

    monkeypatch.setattr(lasting, "STAFF", 1800)
    page.get_by_label("Surel").fill(ratna.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()

    expect(page.locator("h1")).to_have_text(file.title)


def test_a_page_with_typed_words_stays_and_goes_on_after_the_log_in(
    page, context, live_server, file, visit, ratna, sign_in
):
    visit("note_new", file.code, query="?rincian=design.collection_coverage")
    field = page.get_by_label("Catatan", exact=False).and_(page.locator("textarea"))
    field.fill(WORDS)
    end_all_sessions()
    page.evaluate(
        "document.dispatchEvent(new CustomEvent('htmx:responseError', "
        "{detail: {xhr: {status: 401}}}))"
    )
    expect(page.get_by_role("alert")).to_contain_text("Yang Anda ketik masih ada")
    expect(field).to_have_value(WORDS)

    with context.expect_page() as opened:
        page.get_by_role("link", name="Masuk lagi").click()
    other = opened.value
    other.get_by_label("Surel").fill(ratna.email)
    other.get_by_label("Kata sandi").fill(PASSWORD)
    other.get_by_role("button", name="Masuk", exact=True).click()
    expect(other.locator("body[data-person]")).to_be_visible()
    page.bring_to_front()
    page.evaluate("window.dispatchEvent(new Event('focus'))")
    expect(page.get_by_role("alert")).to_have_count(0)
    page.get_by_role("button", name="Simpan catatan").click()

    expect(page.get_by_text("Catatan tersimpan.")).to_be_visible()


def test_the_queue_asks_for_the_password_where_it_stands(page, budi, sign_in, visit, monkeypatch):
    sign_in(budi)
    monkeypatch.setattr(lasting, "STAFF", 4)
    visit("queue")
    expect(page.get_by_role("alert")).to_contain_text(f"Sesi {budi.email}", timeout=15_000)
    expect(page.locator("h1")).to_have_text("Antrean hari ini")
    expect(page.locator("#menunggu")).to_be_visible()

    monkeypatch.setattr(lasting, "STAFF", 1800)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Lanjutkan").click()

    expect(page.get_by_role("alert")).to_have_count(0)
    expect(page.locator("h1")).to_have_text("Antrean hari ini")


@pytest.mark.parametrize("is_sure", [True, False])
def test_whoever_leaves_on_purpose_is_asked_before_unsent_words_go(page, file, visit, is_sure):
    visit("note_new", file.code, query="?rincian=design.collection_coverage")
    page.locator("main textarea").first.press_sequentially(WORDS[:20])
    asked = []
    page.on("dialog", lambda d: (asked.append(d.message), d.accept() if is_sure else d.dismiss()))
    leave_for_good(page)

    if is_sure:
        expect(page.locator(".entrance")).to_be_visible()
    else:
        expect(page.locator("main textarea").first).to_have_value(WORDS[:20])
    assert kept(page) == (0 if is_sure else 1)
    assert [words for words in asked if "belum terkirim" in words] == [
        "Ada 1 isian yang belum terkirim. Bila Anda keluar, isian itu dihapus dari peramban ini. "
        "Keluar sekarang?"
    ]


def test_whoever_has_nothing_unsent_is_not_asked(page, context, file, visit):
    visit("desk")
    page.on("dialog", lambda dialog: pytest.fail(dialog.message))
    page.evaluate("localStorage.setItem('romantik-typed:0:/x|y', '{\"at\": 9e15}')")
    leave_for_good(page)
    expect(page.locator(".entrance")).to_be_visible()

    assert kept(page) == 1  # words of somebody else whose session had ended
