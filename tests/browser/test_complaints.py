"""An anonymous complaint, sent and followed to its answer: by keyboard, without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.forms import stamped as forms
from complaints.models import Complaint
from complaints.words import Privacy
from tests.browser.hands import Keys

SECRET = re.compile(r"(?:[0-9A-Z]{4}-){5}[0-9A-Z]{4}")


@pytest.fixture(autouse=True)
def patient(monkeypatch):
    """Machines type quickly; the trap for them is tried elsewhere."""
    monkeypatch.setattr(forms, "TOO_QUICK", 0)


def test_an_anonymous_complaint_is_followed_to_its_answer_by_keyboard(
    page, context, live_server, accessible, maya
):
    hands = Keys(page)
    page.goto(live_server.url)
    page.get_by_role("contentinfo").get_by_role(
        "link", name="Pengaduan"
    ).click()  # the first of two
    accessible()
    hands.choose("Apa yang ingin Anda sampaikan?", "Pengaduan")
    hands.write("Ceritakan", "Antrean terlalu lama.")
    hands.choose("Siapa yang boleh mengetahui nama Anda?", str(Privacy.ANONYMOUS.label))
    hands.press("Kirim")

    expect(page.locator("h1")).to_have_text("Tanda terima pengaduan")
    accessible()
    secret = SECRET.search(page.locator("main").inner_text())[0]
    complaint = Complaint.objects.get()
    context.clear_cookies()
    complaint.verify(by=maya, kind="complaint", has_supervision=False)
    complaint.answer(by=maya, text="Sejak hari ini dua meja dibuka.")

    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + reverse("complaint_entry"))
    hands.write("Nomor tiket", complaint.code)
    hands.write("Kata kunci", secret)
    hands.press("Buka")
    expect(page.get_by_text("Sejak hari ini dua meja dibuka.")).to_be_visible()
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    hands.choose("Bagaimana penanganan pengaduan Anda?", "Sangat baik")
    hands.press("Kirim penilaian")
    complaint.refresh_from_db()
    assert complaint.grade == 4


def test_without_javascript_it_is_sent_and_handled(
    browser, browser_context_args, live_server, maya, client
):
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.goto(live_server.url + reverse("complaint_new"))
    page.get_by_label("Permintaan informasi").check()
    page.get_by_label("Ceritakan").fill("Bagaimana cara mengisi FS3?")
    page.get_by_label("Anonim").check()
    page.get_by_role("button", name="Kirim").click()
    expect(page.locator("h1")).to_have_text("Tanda terima pengaduan")
    page.locator("main").get_by_role("link", name="Lihat pengaduan").click()
    expect(page.locator("main").get_by_text("Bagaimana cara mengisi FS3?")).to_be_visible()
    page.get_by_role("button", name="Tutup di perangkat ini").click()
    expect(page.locator("h1")).to_have_text("Lihat pengaduan Anda")
    context.close()
