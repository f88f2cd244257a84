"""From a search by anybody to the draft of a survey like the one found; by keyboard and plainly."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from requests_app.models import Submission
from tests.browser.conftest import WIDTHS, complain_of_errors
from tests.browser.hands import Keys
from tests.cast import PASSWORD
from tests.submissions import make_draft, make_examined, make_recommended


@pytest.fixture
def published(sari, ratna, hasan):
    return make_recommended(sari, ratna, hasan)


def test_a_search_ends_in_a_draft_by_keyboard(page, live_server, published, stranger, accessible):
    page.set_viewport_size(WIDTHS["phone"])
    keys = Keys(page)
    page.goto(live_server.url + reverse("catalogue"))
    accessible()

    keys.write("Cari kegiatan", "biaya nelayn")
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page.get_by_text("biaya nelayan”")).to_be_visible()
    accessible()
    keys.press(published.title)
    expect(page.locator("h1")).to_have_text(published.title)
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    keys.press("Jadikan awal pengajuan")
    keys.write("Alamat surel", stranger.email)
    keys.write("Kata sandi", PASSWORD)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    keys.press("Buat draf")
    expect(page.get_by_text("Draf dibuat")).to_be_visible()

    draft = _draft(stranger)
    assert draft.started_from == published
    assert draft.title == "Survei Biaya Operasional Nelayan Kabupaten Kotabaru"


def test_a_search_ends_in_a_draft_without_javascript(
    browser, browser_context_args, live_server, published, stranger
):
    complaints = []
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.on("response", lambda response: complain_of_errors(response, complaints))
    page.goto(live_server.url + reverse("catalogue"))

    page.get_by_label("Cari kegiatan").fill("nelayan")
    page.locator("main").get_by_role("button", name="Cari").click()
    page.get_by_role("link", name=published.title).click()
    page.get_by_role("link", name="Jadikan awal pengajuan").click()
    page.get_by_label("Alamat surel").fill(stranger.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    page.get_by_role("button", name="Buat draf").click()
    page.goto(live_server.url + reverse("answers", args=[_draft(stranger).code, "cover"]))
    page.get_by_role("link", name="Lihat kegiatan serupa").click()
    expect(page.get_by_role("link", name=published.title)).to_be_visible()
    context.close()

    assert complaints == []


def test_what_is_like_it_appears_beneath_the_title_and_beside_the_examination(
    page, live_server, published, stranger, ratna, sign_in, accessible
):
    draft, examined = make_draft(stranger, survey_title="Pendataan"), make_examined(stranger, ratna)
    sign_in(stranger)
    page.goto(live_server.url + reverse("answers", args=[draft.code, "cover"]))
    beneath = page.locator("#serupa")
    expect(beneath).to_contain_text("Tidak ada kegiatan serupa")
    page.get_by_label("Judul Survei").fill("Survei biaya operasional nelayan Kotabaru")
    expect(beneath).to_contain_text(published.title)
    accessible()

    sign_in(ratna)
    page.goto(live_server.url + reverse("examination", args=[examined.code]))
    page.locator("#serupa").get_by_role("link", name=published.title).click()
    expect(page.locator("h1")).to_have_text("Dua kegiatan berdampingan")
    accessible()
    page.get_by_label("Duplikat").check()
    page.get_by_label("Alasan").fill("Sama dalam segala hal.")
    page.get_by_role("button", name="Simpan penilaian").click()
    expect(page.locator(".likenesses")).to_contain_text("Duplikat")
    accessible()


def _draft(person):
    return Submission.objects.get(agency=person.agency)
