"""The counter in a browser: a tablet, a screen, and an officer who never touches the mouse."""

import pytest
from axe_playwright_python.sync_playwright import Axe
from django.urls import reverse
from playwright.sync_api import expect

from guestbook.models import Visit
from requests_app.models import Submission
from tests.browser.conftest import STANDARDS
from tests.browser.hands import Keys, Mouse

TABLET = {"width": 768, "height": 1024}
SECOND = 1000
FS3 = "FS3 – Formulir Pemberitahuan Survei Statistik Sektoral"


def let_pass(page, seconds):
    page.clock.run_for(seconds * SECOND)


def findings(page):
    options = {"runOnly": {"type": "tag", "values": STANDARDS}, "resultTypes": ["violations"]}
    return [found["id"] for found in Axe().run(page, options=options).response["violations"]]


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
    guest.choose("Layanan yang Anda perlukan", "Rekomendasi kegiatan statistik")
    guest.write("Nama", "Yusuf Maulana")
    guest.write("Instansi atau lembaga", "Dinas Perikanan")
    guest.write("Keperluan", "Survei baru")
    guest.press("Ambil nomor antrean")

    expect(page.locator(".ticket-number")).to_have_text("R-001")
    accessible()
    let_pass(page, 10)
    guest.page.get_by_role("button", name="Tampilkan lebih lama").click()
    let_pass(page, 15)
    expect(page.locator(".ticket-number")).to_have_text("R-001")
    let_pass(page, 6)
    expect(page).to_have_url(live_server.url + reverse("guestbook"))
    page.go_back()  # not the words that were refused, nor those that were sent
    assert "Yusuf" not in page.content()
    assert page.evaluate(
        "[...document.querySelectorAll('input')].every(i => i.value != 'Yusuf Maulana')"
    )


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


def test_the_officer_serves_by_keyboard_and_the_screen_follows(
    page, context, screen, live_server, budi, agency, accessible, sign_in
):
    visitor = {"name": "Yusuf Maulana", "organization": "Dinas Perikanan", "purpose": "Survei"}
    Visit.objects.arrive(office=budi.office, service="R", **visitor)
    sign_in(budi)
    page.goto(live_server.url + reverse("queue"))
    keys = Keys(page)

    keys.write("Nomor meja", "2")
    keys.press("Simpan")
    page.keyboard.press("Enter")  # the focus is where the work goes on
    expect(page.locator(".turn-label")).to_contain_text("Dipanggil")
    accessible()
    poll(screen)
    expect(screen.locator(".board-number")).to_have_text("R-001")
    expect(screen.get_by_role("status").first).to_have_text("Nomor R-001, silakan ke meja 2.")
    assert "is-new" in screen.locator(".board").get_attribute("class")
    assert findings(screen) == []

    context.set_offline(True)
    let_pass(screen, 30)
    expect(screen.locator("#sambungan")).to_be_visible()
    context.set_offline(False)
    poll(screen)
    expect(screen.locator("#sambungan")).to_be_hidden()

    page.keyboard.press("Enter")
    expect(page.locator(".turn-label")).to_contain_text("Sedang dilayani")
    accessible()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Kunjungan R-001")).to_be_visible()
    accessible()
    keys.press(f"Pengajuan baru untuk {agency.name}")
    keys.choose("Jenis kegiatan", FS3)
    keys.press("Buat draf")
    draft = Submission.objects.get()
    expect(page.get_by_text("Anda merekam atas nama")).to_be_visible()
    page.goto(live_server.url + draft.get_absolute_url())
    expect(page.locator("aside, .layout-aside").get_by_role("link", name="R-001")).to_be_visible()

    page.goto(live_server.url + reverse("queue"))
    keys.choose("Hasil", "Selesai dilayani")
    keys.press("Tutup kunjungan")
    visit = Visit.objects.get()
    assert (visit.state, visit.served_by, list(visit.files.all())) == ("done", budi, [draft])
    poll(screen)
    expect(screen.get_by_text("Belum ada nomor yang dipanggil")).to_be_visible()
