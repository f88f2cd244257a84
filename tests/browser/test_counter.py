"""The counter in a browser: a tablet, a screen, and an officer who never touches the mouse."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from complaints.index.unsur import UNSUR
from complaints.models import Rating
from events.models import Mail
from guestbook.devices import PRINTER
from guestbook.models import Visit
from letters.tasks import sweep
from requests_app.models import Submission
from tests.answers import fs3_answers
from tests.browser.conftest import WIDTHS, findings
from tests.browser.hands import Keys, Mouse, explain
from tests.browser.test_online_story import path_in
from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import attach

TABLET = {"width": 768, "height": 1024}
PRINTS = """window.print = () => {
  sessionStorage.setItem("prints", Number(sessionStorage.getItem("prints") || 0) + 1);
};"""
SECOND = 1000
FS3 = "FS3 – Formulir Pemberitahuan Survei Statistik Sektoral"


def let_pass(page, seconds):
    page.clock.run_for(seconds * SECOND)


def fill_in(guest, organization="Dinas Kesehatan"):
    guest.choose("Layanan yang Anda perlukan", "Rekomendasi kegiatan statistik")
    guest.write("Nama", "Yusuf Maulana")
    guest.write("Instansi atau lembaga", organization)
    guest.write("Keperluan", "Survei baru")
    guest.press("Ambil nomor antrean")


@pytest.fixture
def screen(page, context, live_server, office):
    """The screen of the waiting room, beside the page of the story."""
    screen = context.new_page()
    screen.clock.install()
    screen.goto(live_server.url + reverse("queue_display"))
    return screen


def poll(screen):
    with screen.expect_response("**/papan/"):
        let_pass(screen, 3)


def test_a_visitor_takes_a_number_and_leaves_nothing_behind(page, live_server, office, accessible):
    page.set_viewport_size(TABLET)
    page.clock.install()
    page.goto(live_server.url + reverse("guestbook"))
    guest = Mouse(page)

    guest.press("Ambil nomor antrean")
    expect(page.get_by_text("Nama: Tuliskan nama Anda.")).to_be_visible()
    accessible()
    targets = page.locator("main").locator("button:visible, label:has([type=radio])")
    boxes = [target.bounding_box() for target in targets.all()]
    assert len(boxes) == 8
    assert min(min(box["height"], box["width"]) for box in boxes) >= 44
    fill_in(guest)

    expect(page.locator(".ticket-number")).to_have_text("R-001")
    accessible()
    let_pass(page, 10)
    guest.page.get_by_role("button", name="Tampilkan lebih lama").click()
    let_pass(page, 15)
    expect(page.locator(".ticket-number")).to_have_text("R-001")
    let_pass(page, 6)
    expect(page).to_have_url(live_server.url + reverse("guestbook"))
    page.go_back()  # not the words that were refused, nor those that were sent
    page.wait_for_load_state("networkidle")  # a page kept in memory leads home by itself
    assert "Yusuf" not in page.content()
    assert page.evaluate(
        "[...document.querySelectorAll('input')].every(i => i.value != 'Yusuf Maulana')"
    )


@pytest.mark.parametrize("tablet", [TABLET, {"width": 1024, "height": 768}], ids=["up", "across"])
def test_the_guest_book_fits_a_tablet_and_a_printer_gives_the_number(
    page, context, live_server, office, tablet
):
    def fits():
        return page.evaluate("document.documentElement.scrollHeight <= innerHeight")

    page.set_viewport_size(tablet)
    page.add_init_script(PRINTS)
    context.add_cookies([{"name": PRINTER, "value": "1", "url": live_server.url}])
    page.goto(live_server.url + reverse("guestbook"))
    guest = Mouse(page)

    assert fits()
    guest.choose("Layanan yang Anda perlukan", "Rekomendasi kegiatan statistik")
    guest.write("Nama", "Yusuf Maulana")
    guest.write("Keperluan", "Survei baru")
    guest.press("Ambil nomor antrean")
    expect(page.locator(".field-error")).to_have_text("Tuliskan instansi atau lembaga Anda.")
    assert fits()
    guest.write("Instansi atau lembaga", "Dinas Kesehatan")
    guest.press("Ambil nomor antrean")

    expect(page.locator(".ticket-number")).to_have_text("R-001")
    assert fits()
    printed = "sessionStorage.getItem('prints')"
    assert page.evaluate(printed) == "1"
    page.reload()
    assert page.evaluate(printed) == "1"
    page.get_by_role("button", name="Cetak lagi").click()
    assert page.evaluate(printed) == "2"


def test_from_the_visit_to_the_begun_form_in_five_actions(
    page, live_server, office, budi, sign_in, accessible
):
    guest = {"name": "Yusuf Maulana", "organization": "Dinas Pangan", "purpose": "Survei baru"}
    Visit.objects.arrive(office=office, service="R", contact="yusuf@example.go.id", **guest)
    Visit.objects.call_next(by=budi).serve(by=budi)
    sign_in(budi)
    page.goto(live_server.url + reverse("queue"))
    officer = Mouse(page)

    officer.press("Buka kunjungan dan pengajuannya")  # 1
    officer.press("Buat akun untuk Dinas Pangan, lalu formulirnya")  # 2
    accessible()
    for label, given in {
        "Nama instansi": "Dinas Pangan",
        "Kabupaten/kota": "Kabupaten Kotabaru (6302)",
        "Nama lengkap": "Yusuf Maulana",
        "Alamat surel": "yusuf@example.go.id",
    }.items():
        expect(page.get_by_label(label, exact=True)).to_have_value(given)
    officer.write("Alamat kantor", "Jalan Contoh 7")
    officer.write("Telepon kantor", "0518-000223")
    officer.press("Buat akun dan pilih formulir")  # 3
    officer.choose("Jenis kegiatan", FS3)  # 4
    officer.press("Buat draf")  # 5

    expect(page.get_by_text("Anda merekam atas nama Dinas Pangan")).to_be_visible()
    page.goto(page.url.replace("/cover/", "/contacts/"))
    expect(page.get_by_label("Nama Manajer Survei")).to_have_value("Yusuf Maulana")


def test_a_half_filled_page_asks_and_then_forgets(page, live_server, office):
    page.clock.install()
    page.goto(live_server.url + reverse("guestbook"))
    Mouse(page).write("Nama", "Yusuf Maulana")

    let_pass(page, 61)
    expect(page.get_by_text("Masih di sini?")).to_be_visible()
    page.get_by_role("button", name="Saya masih mengisi").click()
    let_pass(page, 50)
    expect(page.get_by_label("Nama")).to_have_value("Yusuf Maulana")
    let_pass(page, 31)
    expect(page.get_by_label("Nama")).to_have_value("")
    assert not Visit.objects.exists()


def go_on(page, words):
    """Enter, and nothing else: it does what the work goes on with; Tab begins at the top."""
    expect(page.locator("[data-enter]", has_text=words)).to_be_visible()
    expect(page.locator("body")).to_be_focused()
    page.keyboard.press("Enter")


def certify(head):
    equip(head)
    connection.close()


def test_the_service_standard_at_the_counter_without_a_mouse(
    page, context, screen, live_server, budi, ratna, hasan, agency, accessible, become
):
    def go(name, *args):
        page.goto(live_server.url + reverse(name, args=args))

    # 1. to 3. The visitor fills in the guest book, waits with his number and is called
    go("guestbook")
    fill_in(Mouse(page), organization="Dinas Perikanan")
    become(budi)
    go("queue")
    keys = Keys(page)
    keys.write("Nomor meja", "2")
    keys.press("Simpan")
    go_on(page, "Panggil berikutnya: R-001")
    expect(page.locator(".turn-label")).to_contain_text("Dipanggil")
    accessible()
    poll(screen)
    expect(screen.locator(".board-number")).to_have_text("R-001")
    expect(screen.get_by_role("status").first).to_have_text("Nomor R-001, silakan ke meja 2.")
    assert "is-new" in screen.locator(".board").get_attribute("class")
    assert findings(screen) == []

    # The screen comes back by itself when the network was away
    context.set_offline(True)
    let_pass(screen, 30)
    expect(screen.locator("#sambungan")).to_be_visible()
    context.set_offline(False)
    poll(screen)
    expect(screen.locator("#sambungan")).to_be_hidden()

    # 4. and 5. He asks for a recommendation; his agency has its account
    go_on(page, "Mulai melayani")
    expect(page.locator(".turn-label")).to_contain_text("Sedang dilayani")
    accessible()
    go_on(page, "Buka kunjungan dan pengajuannya")
    expect(page.get_by_role("heading", name="Kunjungan R-001")).to_be_visible()
    accessible()
    keys.press(f"Pengajuan baru untuk {agency.name}")
    keys.choose("Jenis kegiatan", FS3)
    keys.press("Buat draf")
    expect(page.get_by_text("Anda merekam atas nama")).to_be_visible()

    # 6. The officer records the form by the codes on the paper; but for one block it is typed
    file = Submission.objects.get()
    for block, given in fs3_answers().items():
        if block != "general":
            file.revision.store(block, given, by=budi)
    attach(file, by=budi)
    go("counter_begin", file.code)
    expect(page.locator("*:focus")).to_have_attribute("name", "repetition")
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.keyboard.press("7")
    expect(page.get_by_label("Tahunan", exact=False).first).to_be_checked()
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    with page.expect_navigation():
        page.keyboard.press("F9")

    # The visitor signs the print, and takes a slip home
    go("entry_statement", file.code)
    keys.press("Periksa kelengkapan dan ajukan")
    explain(keys)
    keys.press("Ajukan")
    keys.press("Slip untuk memantau")
    keys.press("Buat slip")
    slip = live_server.url + file.slips.current.get_absolute_url()
    go("submission", file.code)
    expect(page.locator(".layout-aside").get_by_role("link", name="R-001")).to_be_visible()
    go("queue")
    keys.choose("Hasil", "Selesai dilayani")
    keys.press("Tutup kunjungan")
    visit = Visit.objects.get()
    assert (visit.state, visit.served_by, list(visit.files.all())) == ("done", budi, [file])
    poll(screen)
    expect(screen.get_by_text("Belum ada nomor yang dipanggil")).to_be_visible()

    # 7. to 11. Examined, signed, sent; the visitor follows it on his phone, without an account
    phone = context.browser.new_context(viewport=WIDTHS["phone"]).new_page()
    phone.goto(slip)
    expect(phone.get_by_text("Diajukan", exact=True).first).to_be_visible()
    become(ratna)
    keys.press(file.title)
    keys.press("Mulai memeriksa")
    keys.press("Usulkan keputusan")
    keys.choose("Hasil pemeriksaan", "Layak")
    keys.press("Kirim usulan kepada Kepala")
    with ThreadPoolExecutor(1) as beside:  # certificates have a loop of their own, as the browser
        beside.submit(certify, hasan).result()
    become(hasan)
    keys.press(file.title)
    keys.press("Baca dan tanda tangani")
    keys.press("Siapkan untuk ditandatangani")
    keys.write("Kata sandi sertifikat", PASSPHRASE)
    keys.press("Tanda tangani")
    expect(page.locator("h1")).to_have_text(file.letters.get().content["subject"])
    accessible()
    phone.reload()
    expect(phone.get_by_text("Layak – surat terbit")).to_be_visible()
    assert findings(phone) == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")

    # The letter has come by mail; from there he rates the service, or says what was not right
    sweep()  # a minute later: the mail server has taken the letter
    mails = {mail.kind: mail for mail in Mail.objects.filter(to=agency.email)}
    assert mails.keys() == {"submission_entered", "letter_delivered", "rating_asked"}
    phone.goto(live_server.url + path_in(mails["rating_asked"]))
    for place, unsur in enumerate(UNSUR, 1):
        Mouse(phone).choose(f"{place}/9 {unsur.question}", unsur.options[3])
    Mouse(phone).press("Kirim penilaian")
    expect(phone.locator("h1")).to_have_text("Terima kasih atas penilaian Anda")
    phone.get_by_role("link", name="Pengaduan").first.click()
    expect(phone.locator("h1")).to_have_text("Pengaduan, pertanyaan, dan saran")
    assert findings(phone) == []
    phone.context.close()
    assert Rating.objects.get().time == 4
