"""Files that are sent from a browser: made smaller if the person agrees, going on after a cut."""

import re
from io import BytesIO
from os import urandom
from pathlib import Path
from shutil import rmtree

import pytest
from django.core.files.storage import default_storage
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from accounts.forms import stamped
from complaints.models import Complaint
from files.sniffing import LARGEST_FILE
from romantik.settings import BASE_DIR
from tests.browser.conftest import WIDTHS
from tests.submissions import PDF, make_draft


@pytest.fixture(autouse=True)
def nothing_on_the_way():
    """Accounts of two tests may have one number, and files on their way outlive the tables."""
    rmtree(default_storage.path("kiriman"), ignore_errors=True)


@pytest.fixture
def draft(sari, sign_in):
    sign_in(sari)
    return make_draft(sari)


@pytest.fixture
def attachments(page, live_server, draft):
    page.goto(live_server.url + reverse("attachments", args=[draft.code]))
    return page


def noise(width, height):
    """A photograph that cannot be pressed together, lying on its side as phones write it."""
    picture = Image.frombytes("L", (width, height), urandom(width * height)).convert("RGB")
    exif = Image.Exif()
    exif[0x0112] = 6
    sink = BytesIO()
    picture.save(sink, "JPEG", quality=95, subsampling=0, exif=exif)
    return sink.getvalue()


@pytest.fixture(scope="module")
def photograph():
    """Some 2 MB: several pieces."""
    return noise(1600, 1300)


@pytest.fixture
def large_photograph(photograph):
    """As phones write them that keep a film behind the picture."""
    return photograph + bytes(LARGEST_FILE)


@pytest.fixture
def choose(tmp_path):
    """Choose a file in a field: `choose(page, "foto.jpg", content)`."""

    def choose(page, name, content, label="Berkas"):
        path = tmp_path / name
        path.write_bytes(content)
        page.get_by_label(label, exact=label == "Berkas").set_input_files(path)

    return choose


def press(page):
    page.get_by_role("button", name="Unggah", exact=True).click()


def test_browser_and_server_know_one_limit():
    script = (BASE_DIR / "static/js/shrink.js").read_text()

    assert eval(re.search(r"LARGEST = ([\d *]+);", script)[1]) == LARGEST_FILE


def test_a_large_photograph_is_made_smaller_once_the_person_agrees(
    attachments, draft, large_photograph, accessible, choose
):
    page = attachments
    choose(page, "foto.jpg", large_photograph)
    panel = page.get_by_role("group", name="Berkas terlalu besar")
    expect(panel).to_contain_text("lebih besar dari 10 MB")
    accessible()

    press(page)  # nothing is sent before
    expect(panel).to_contain_text("Selesaikan ini dahulu.")
    panel.get_by_role("button", name="Perkecil foto ini").click()
    expect(panel).to_contain_text(re.compile(r"dari \d+(,\d)? MB menjadi \d(,\d)? MB"))
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


def test_how_a_large_pdf_is_made_smaller_is_said(attachments, draft, choose):
    page = attachments
    choose(page, "laporan.pdf", PDF + b" " * LARGEST_FILE)
    panel = page.get_by_role("group", name="Berkas terlalu besar")

    expect(panel).to_contain_text("150 atau 200 dpi")
    expect(panel.get_by_role("button", name="Perkecil foto ini")).to_be_hidden()
    panel.get_by_role("button", name="Keluarkan dari pilihan").click()
    expect(panel).to_have_count(0)
    assert page.get_by_label("Berkas", exact=True).evaluate("field => field.files.length") == 0


def test_what_only_calls_itself_a_photograph_is_told_so(attachments, choose):
    page = attachments
    choose(page, "foto.jpg", b"?" * (LARGEST_FILE + 1))
    panel = page.get_by_role("group", name="Berkas terlalu besar")
    panel.get_by_role("button", name="Perkecil foto ini").click()

    expect(panel).to_contain_text("tidak dapat diperkecil di sini")
    expect(panel.get_by_role("button", name="Keluarkan dari pilihan")).to_be_visible()


class Pieces:
    """Watches the pieces that leave; from one of them on the line is cut until it is mended."""

    def __init__(self, page, *, cut_at):
        self.sent, self.asked, self.cut_at = 0, 0, cut_at
        page.route("**/kiriman/**", self.carry)

    def carry(self, route):
        self.asked += route.request.method == "POST"
        if route.request.method == "POST" and self.cut_at and self.asked >= self.cut_at:
            return route.abort("connectionreset")
        self.sent += len(route.request.post_data_buffer or b"")
        return route.continue_()

    def mend(self):
        self.cut_at = None


def panel_of(page):
    return page.get_by_role("group", name="Pengiriman berkas")


def kept(draft, name="foto.jpg"):
    return draft.revision.attachments.get(name=name).file.open().read()


def test_what_arrived_before_the_line_was_cut_is_not_sent_again(
    attachments, draft, photograph, accessible, choose
):
    page, pieces = attachments, Pieces(attachments, cut_at=4)
    choose(page, "foto.jpg", photograph)
    press(page)
    expect(panel_of(page).get_by_role("status")).to_contain_text("Sambungan terputus")
    expect(panel_of(page)).to_contain_text(re.compile(r"[1-9]\d? % · \d,\d MB dari \d,\d MB"))
    accessible()
    panel_of(page).get_by_role("button", name="Lanjutkan sekarang").click()
    pieces.mend()  # after it: it goes on by itself, too, and the button is gone then

    expect(page.get_by_text("“foto.jpg” sudah tersimpan")).to_be_visible(timeout=60_000)
    assert kept(draft) == photograph
    assert pieces.sent == len(photograph)


def test_it_goes_on_by_itself_when_the_network_is_back(
    attachments, context, draft, photograph, choose
):
    page = attachments
    context.set_offline(True)
    choose(page, "foto.jpg", photograph)
    press(page)
    expect(panel_of(page).get_by_role("status")).to_contain_text("Sambungan terputus")

    context.set_offline(False)
    expect(page.get_by_text("“foto.jpg” sudah tersimpan")).to_be_visible()
    assert kept(draft) == photograph


def test_the_same_file_chosen_again_on_a_new_page_goes_on(attachments, draft, photograph, choose):
    page, pieces = attachments, Pieces(attachments, cut_at=3)
    choose(page, "foto.jpg", photograph)
    press(page)
    expect(panel_of(page).get_by_role("status")).to_contain_text("Sambungan terputus")
    pieces.mend()
    page.reload()
    choose(page, "foto.jpg", photograph)
    press(page)

    expect(page.get_by_text("“foto.jpg” sudah tersimpan")).to_be_visible()
    assert kept(draft) == photograph
    assert pieces.sent == len(photograph)


def test_who_cancels_leaves_nothing_and_may_begin_anew(
    attachments, draft, sari, photograph, accessible, choose
):
    page = attachments
    pieces = Pieces(page, cut_at=3)
    choose(page, "foto.jpg", photograph)
    press(page)
    expect(panel_of(page).get_by_role("status")).to_contain_text("Sambungan terputus")
    with page.expect_response(lambda answer: answer.request.method == "DELETE") as answered:
        panel_of(page).get_by_role("button", name="Batalkan").click()
    expect(panel_of(page).get_by_role("status")).to_contain_text("Pengiriman dibatalkan")
    expect(page.get_by_label("Berkas", exact=True)).to_be_focused()
    accessible()
    assert answered.value.status == 204
    assert draft.revision.attachments.count() == 1

    pieces.mend()
    press(page)
    expect(page.get_by_text("“foto.jpg” sudah tersimpan")).to_be_visible()


def test_a_session_that_ended_is_waited_for(
    attachments, context, draft, sari, photograph, sign_in, choose
):
    page = attachments
    context.clear_cookies(name="sessionid")
    choose(page, "foto.jpg", photograph)
    press(page)
    expect(panel_of(page).get_by_role("status")).to_contain_text("Sesi Anda berakhir")
    sign_in(sari)
    panel_of(page).get_by_role("button", name="Lanjutkan sekarang").click()

    expect(page.get_by_text("“foto.jpg” sudah tersimpan")).to_be_visible()


def test_the_file_of_an_anonymous_complaint_leaves_nothing_on_the_way(
    page, live_server, maya, photograph, monkeypatch, choose
):
    monkeypatch.setattr(stamped, "TOO_QUICK", 0)
    page.goto(live_server.url + reverse("complaint_new"))
    page.get_by_label("Pengaduan", exact=True).check()
    page.get_by_label("Ceritakan").fill("Antrean terlalu lama.")
    page.get_by_label("Anonim").check()
    choose(page, "antrean.jpg", photograph, label="Lampiran")
    page.get_by_role("button", name="Kirim").click()

    expect(page.locator("h1")).to_have_text("Tanda terima pengaduan")
    assert [file.name for file in Complaint.objects.get().files.all()] == ["antrean.jpg"]
    on_their_way = Path(default_storage.path("kiriman"))
    assert [path for path in on_their_way.rglob("*") if path.is_file()] == []


def test_without_a_script_the_form_takes_its_file_along(
    browser, browser_context_args, live_server, sari, draft, photograph, context, choose
):
    plain = browser.new_context(**browser_context_args, java_script_enabled=False)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(live_server.url + reverse("attachments", args=[draft.code]))
    choose(page, "foto.jpg", photograph)
    press(page)

    expect(page.get_by_text("“foto.jpg” sudah tersimpan")).to_be_visible()
    assert kept(draft) == photograph
    plain.close()


def test_photographs_are_put_in_order_by_keyboard_on_a_phone(
    page, live_server, draft, accessible, tmp_path
):
    page.set_viewport_size(WIDTHS["phone"])
    page.goto(live_server.url + reverse("photographs", args=[draft.code]))
    taken = [tmp_path / name for name in ("satu.jpg", "dua.jpg", "tiga.jpg")]
    for grey, path in enumerate(taken):
        Image.new("L", (600, 800), 100 * grey).save(path)
    page.get_by_label("Foto halaman", exact=True).set_input_files(taken)
    page.get_by_role("button", name="Tambahkan").press("Enter")
    expect(page.locator(".photographs > li .hint")).to_have_text(
        ["satu.jpg", "dua.jpg", "tiga.jpg"]
    )
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_role("button", name="Turun halaman 1").press("Enter")
    expect(page.locator(".photographs > li .hint")).to_have_text(
        ["dua.jpg", "satu.jpg", "tiga.jpg"]
    )
    expect(page.get_by_role("button", name="Turun halaman 2")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator(".photographs > li .hint")).to_have_text(
        ["dua.jpg", "tiga.jpg", "satu.jpg"]
    )
    expect(page.get_by_role("button", name="Naik halaman 3")).to_be_focused()
    page.get_by_role("button", name="Simpan PDF").press("Enter")
    expect(page.get_by_text("“surat-pengantar.pdf” sudah tersimpan")).to_be_visible()
