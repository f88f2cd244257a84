"""Files changed after they were chosen: browsers answer with a page of their own, in English, and
what was typed is gone; ours asks again. And files whose name has no end."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from accounts.forms import stamped
from tests.browser.conftest import WIDTHS
from tests.submissions import PDF, make_draft


@pytest.fixture
def path(tmp_path):
    return tmp_path / "naskah.pdf"


def is_told(page, field, button, path, content):
    """Choose it, change it, send the form, and be asked; then choose it again."""
    path.write_bytes(content)
    field.set_input_files(path)
    path.write_bytes(content + b"%")
    button.click()
    expect(page.get_by_role("group", name="Pengiriman berkas")).to_contain_text(
        "“naskah.pdf” berubah atau dipindahkan sejak dipilih"
    )
    field.set_input_files(path)
    button.click()


@pytest.mark.parametrize("content", [PDF, PDF + b"%" * 300_000], ids=["small", "large"])
def test_an_attachment_is_asked_for_again(page, live_server, sari, sign_in, path, content):
    sign_in(sari)
    draft = make_draft(sari)
    page.goto(live_server.url + reverse("attachments", args=[draft.code]))
    field = page.get_by_label("Berkas", exact=True)
    is_told(page, field, page.get_by_role("button", name="Unggah", exact=True), path, content)

    expect(page.get_by_text("“naskah.pdf” sudah tersimpan")).to_be_visible()
    assert draft.revision.attachments.get(name="naskah.pdf").size == len(content) + 1


def test_a_complaint_keeps_its_words(page, live_server, maya, monkeypatch, path):
    monkeypatch.setattr(stamped, "TOO_QUICK", 0)
    page.goto(live_server.url + reverse("complaint_new"))
    page.get_by_label("Pengaduan", exact=True).check()
    page.get_by_label("Ceritakan").fill("Antrean terlalu lama.")
    page.get_by_label("Anonim").check()
    button = page.get_by_role("button", name="Kirim")
    is_told(page, page.get_by_label("Lampiran"), button, path, PDF)

    expect(page.locator("h1")).to_have_text("Tanda terima pengaduan")


def test_a_name_without_spaces_breaks_on_a_phone(page, live_server, sari, sign_in, tmp_path):
    sign_in(sari)
    draft = make_draft(sari)
    page.set_viewport_size(WIDTHS["phone"])
    page.goto(live_server.url + reverse("attachments", args=[draft.code]))
    whole, cut = (tmp_path / f"{'Laporan_Akhir_Survei_' * 6}{part}.pdf" for part in "ab")
    whole.write_bytes(PDF)
    cut.write_bytes(PDF[:60])
    page.get_by_label("Berkas", exact=True).set_input_files([whole, cut])
    page.get_by_role("button", name="Unggah", exact=True).click()

    expect(page.get_by_text("sudah tersimpan")).to_be_visible()
    page.wait_for_load_state()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
