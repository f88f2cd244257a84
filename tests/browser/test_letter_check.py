"""Somebody hands in a file in a real browser: also without an account, also on a phone."""

from django.urls import reverse
from playwright.sync_api import expect

from tests.letters import tampering


def test_a_file_is_handed_in_and_answered(page, live_server, width, accessible, tmp_path, office):
    (tmp_path / "surat.pdf").write_bytes(tampering.plain_pdf())
    page.goto(live_server.url + reverse("letter_check"))

    page.get_by_label("Berkas surat (PDF)").set_input_files(tmp_path / "surat.pdf")
    page.get_by_role("button", name="Periksa surat").click()

    expect(page.locator(".verdict-sentence")).to_have_text("Bukan berkas yang kami terbitkan")
    expect(page.get_by_role("heading", name="Yang kami periksa")).to_be_visible()
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
