"""What pages gain with JavaScript: one click, one deed; nothing lost; the focus at the work."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.submissions import make_draft, make_proposed, make_submitted


@pytest.fixture
def visit(page, live_server):
    """Open a page by its name: `visit("answers", code, "design", at="#q-pilot")`."""

    def visit(name, *args, at=""):
        page.goto(live_server.url + reverse(name, args=args) + at)

    return visit


def test_a_double_click_sends_a_form_once(page, sign_in, visit, sari):
    sign_in(sari)
    visit("answers", make_draft(sari).code, "cover")
    sent = []
    page.on("request", lambda request: sent.append(request.method))

    page.get_by_role("button", name="Simpan", exact=True).last.dblclick()
    expect(page.get_by_text("Isian tersimpan.")).to_be_visible()

    assert sent.count("POST") == 1


def test_the_three_buttons_of_a_head_fit_a_tablet(page, sign_in, visit, sari, ratna, hasan):
    make_proposed(sari, ratna)
    sign_in(hasan)
    page.set_viewport_size({"width": 768, "height": 1024})
    visit("desk")

    expect(page.get_by_role("link", name="Berikutnya")).to_be_in_viewport(ratio=1)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_leaving_in_the_middle_of_a_word_loses_nothing(page, sign_in, visit, sari):
    sign_in(sari)
    draft = make_draft(sari)
    visit("answers", draft.code, "cover")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.get_by_label("Judul Survei").fill("Survei lain")
    page.get_by_role("link", name="Kembali ke pengajuan").click()
    visit("answers", draft.code, "cover")

    expect(page.get_by_label("Judul Survei")).to_have_value("Survei lain")
    assert asked == []


def test_saved_text_may_be_left_without_a_question(page, sign_in, visit, sari):
    sign_in(sari)
    draft = make_draft(sari)
    visit("answers", draft.code, "cover")
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.dismiss()))

    page.get_by_label("Judul Survei").fill("Survei lain")
    page.get_by_role("button", name="Simpan", exact=True).last.click()
    expect(page.get_by_text("Isian tersimpan.")).to_be_visible()
    page.get_by_role("link", name="Kembali ke pengajuan").click()

    expect(page.get_by_role("heading", level=1)).to_contain_text("Survei lain")
    assert asked == []


def test_a_link_to_a_question_puts_the_cursor_into_it(page, sign_in, visit, sari):
    sign_in(sari)
    visit("answers", make_draft(sari).code, "cover", at="#q-survey_title")

    expect(page.get_by_label("Judul Survei")).to_be_focused()


def test_the_desk_is_walked_by_keyboard(page, sign_in, visit, sari, ratna):
    codes = {make_submitted(sari).code for _ in range(2)}
    sign_in(ratna)
    visit("desk")
    rows = page.locator("[data-rows] tbody tr")

    page.keyboard.press("j")
    expect(rows.nth(0).get_by_role("rowheader").get_by_role("link")).to_be_focused()
    page.keyboard.press("j")
    expect(rows.nth(1).get_by_role("rowheader").get_by_role("link")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("Enter")

    page.wait_for_url("**/pengajuan/*/")
    assert page.url.rstrip("/").rpartition("/")[2] in codes


def test_escape_closes_the_menu_and_returns_to_it(page, sign_in, visit, sari):
    sign_in(sari)
    visit("home")
    menu = page.locator("summary", has_text="Sari")

    menu.click()
    expect(page.get_by_role("button", name="Keluar")).to_be_visible()
    page.keyboard.press("Escape")

    expect(page.get_by_role("button", name="Keluar")).to_be_hidden()
    expect(menu).to_be_focused()
