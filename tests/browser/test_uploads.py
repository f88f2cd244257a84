"""Files that are sent from a browser: made smaller if the person agrees, going on after a cut."""

import re
from io import BytesIO
from os import urandom

import pytest
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from files.sniffing import LARGEST_FILE
from romantik.settings import BASE_DIR
from tests.submissions import PDF, make_draft


@pytest.fixture
def draft(sari, sign_in):
    sign_in(sari)
    return make_draft(sari)


@pytest.fixture
def attachments(page, live_server, draft):
    page.goto(live_server.url + reverse("attachments", args=[draft.code]))
    return page


@pytest.fixture(scope="module")
def large_photograph():
    """12 MB, lying on its side as phones write it."""
    picture = Image.frombytes("L", (4000, 3000), urandom(4000 * 3000)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    sink = BytesIO()
    picture.save(sink, "JPEG", quality=95, subsampling=0, exif=exif)
    assert len(sink.getvalue()) > LARGEST_FILE
    return sink.getvalue()


def choose(page, *files):
    page.get_by_label("Berkas", exact=True).set_input_files(
        [{"name": name, "mimeType": kind, "buffer": content} for name, kind, content in files]
    )


def press(page):
    page.get_by_role("button", name="Unggah", exact=True).click()


def test_browser_and_server_know_one_limit():
    script = (BASE_DIR / "static/js/shrink.js").read_text()

    assert eval(re.search(r"LARGEST = ([\d *]+);", script)[1]) == LARGEST_FILE


def test_a_large_photograph_is_made_smaller_once_the_person_agrees(
    attachments, draft, large_photograph, accessible
):
    page = attachments
    choose(page, ("foto.jpg", "image/jpeg", large_photograph))
    panel = page.get_by_role("group", name="Berkas terlalu besar")
    expect(panel).to_contain_text("lebih besar dari 10 MB")
    accessible()

    press(page)  # nothing is sent before
    expect(panel).to_contain_text("Selesaikan ini dahulu.")
    panel.get_by_role("button", name="Perkecil foto ini").click()
    expect(panel).to_contain_text(re.compile(r"dari 1\d(,\d)? MB menjadi \d(,\d)? MB"))
    panel.get_by_role("button", name="Jangan, tetap yang asli").click()
    expect(panel.get_by_role("button", name="Perkecil foto ini")).to_be_visible()
    panel.get_by_role("button", name="Perkecil foto ini").click()
    panel.get_by_role("button", name="Pakai foto kecil").click()
    expect(panel).to_have_count(0)
    press(page)

    expect(page.get_by_text("“foto.jpg” sudah tersimpan")).to_be_visible()
    kept = draft.revision.attachments.get(name="foto.jpg")
    with Image.open(kept.file.open()) as picture:
        assert picture.height > picture.width
        assert kept.size < LARGEST_FILE


def test_how_a_large_pdf_is_made_smaller_is_said(attachments, draft):
    page = attachments
    choose(page, ("laporan.pdf", "application/pdf", PDF + b" " * LARGEST_FILE))
    panel = page.get_by_role("group", name="Berkas terlalu besar")

    expect(panel).to_contain_text("150 atau 200 dpi")
    expect(panel.get_by_role("button", name="Perkecil foto ini")).to_be_hidden()
    panel.get_by_role("button", name="Keluarkan dari pilihan").click()
    expect(panel).to_have_count(0)
    assert page.get_by_label("Berkas", exact=True).evaluate("field => field.files.length") == 0


def test_what_only_calls_itself_a_photograph_is_told_so(attachments):
    page = attachments
    choose(page, ("foto.jpg", "image/jpeg", b"?" * (LARGEST_FILE + 1)))
    panel = page.get_by_role("group", name="Berkas terlalu besar")
    panel.get_by_role("button", name="Perkecil foto ini").click()

    expect(panel).to_contain_text("tidak dapat diperkecil di sini")
    expect(panel.get_by_role("button", name="Keluarkan dari pilihan")).to_be_visible()
