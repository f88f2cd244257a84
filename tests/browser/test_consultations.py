"""Advice is asked for in at most three actions, answered, and read: by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.forms import stamped
from consultations.models import Consultation
from tests.browser.hands import Keys


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Machines type quickly; the trap for them is tried elsewhere."""
    monkeypatch.setattr(stamped, "TOO_QUICK", 0)


def test_an_agency_asks_in_three_actions_and_reads_the_answer(
    page, context, live_server, sign_in, accessible, sari, ratna
):
    sign_in(sari)
    page.goto(live_server.url + reverse("desk"))
    page.get_by_role("navigation", name="Utama").get_by_role("link", name="Konsultasi").click()
    page.get_by_role("link", name="Minta konsultasi").click()
    accessible()
    page.get_by_label("Kegiatan statistik yang direncanakan").fill("Survei Nelayan 2027")
    page.get_by_label("Tentang apa?").select_option("sample")
    page.get_by_label("Pertanyaan").fill("Berapa responden yang cukup?")
    page.get_by_role("button", name="Kirim").click()  # the third

    expect(page.locator("h1")).to_contain_text("Survei Nelayan 2027")
    accessible()
    Consultation.objects.get().answer(by=ratna, text="Cukup 270 responden.")
    page.reload()
    expect(page.get_by_text("Cukup 270 responden.")).to_be_visible()
    page.goto(live_server.url + reverse("consultations"))
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_an_officer_answers_by_keyboard(page, live_server, sign_in, accessible, sari, ratna):
    from tests.consultations.making import make_consultation

    consultation = make_consultation(sari)
    hands = Keys(page)
    sign_in(ratna)
    page.goto(live_server.url + consultation.get_absolute_url())
    accessible()
    hands.press("Jawab")
    accessible()
    hands.write("Jawaban", "Cukup 270 responden.")
    hands.press("Jawab")

    expect(page.get_by_text("Cukup 270 responden.")).to_be_visible()
    consultation.refresh_from_db()
    assert consultation.state == "answered"


def test_a_guest_asks_and_follows_on_a_phone(page, context, live_server, accessible, ratna):
    page.set_viewport_size({"width": 360, "height": 740})
    hands = Keys(page)
    page.goto(live_server.url + reverse("consultation_new"))
    accessible()
    hands.write("Kegiatan statistik yang direncanakan", "Pendataan Usaha Warga")
    page.get_by_label("Tentang apa?").select_option("questionnaire")
    hands.write("Pertanyaan", "Bolehkah omzet ditanyakan sebagai rentang?")
    hands.write("Nama", "Wulan Contoh")
    hands.press("Kirim")

    expect(page.locator("h1")).to_have_text("Tanda terima konsultasi")
    accessible()
    consultation = Consultation.objects.get()
    secret = page.locator("dd strong.code").nth(1).inner_text()
    consultation.answer(by=ratna, text="Boleh.")
    context.clear_cookies()
    page.goto(live_server.url + reverse("consultation_entry"))
    hands.write("Nomor tiket", consultation.code)
    hands.write("Kata kunci", secret)
    hands.press("Buka")

    expect(page.get_by_text("Boleh.", exact=True)).to_be_visible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
