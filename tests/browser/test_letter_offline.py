"""What a QR code states is checked in the browser, also when there is no network."""

from datetime import date

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from letters import statements

CODE = "ABCDEFGHJKMNPQR"
SUBJECT = "Rekomendasi Kegiatan Statistik “Survei Biaya Nelayan 2026”"


@pytest.fixture
def statement(settings, tmp_path):
    settings.STATEMENT_KEYS = tmp_path / "keys"
    return statements.make(
        code=CODE,
        number="B-012/63020/KS.000/03/2026",
        identity="V-26.6302.012",
        dated_on=date(2026, 3, 20),
        office="6302",
        subject=SUBJECT,
    )


def test_a_code_is_checked_and_compared(page, live_server, width, accessible, statement, office):
    page.goto(live_server.url + reverse("letter_offline"))
    address = f"https://romantik.example.go.id/surat/{CODE}/#{statement}"
    code, button = page.get_by_label("Isi kode QR"), page.get_by_role("button", name="Periksa")
    answer = page.locator("#jawaban")

    code.fill(address)
    page.get_by_label("Hal surat").fill("rekomendasi kegiatan statistik survei biaya nelayan 2026")
    button.click()

    expect(answer).to_contain_text("UJI – TIDAK BERLAKU")
    for words in (
        *("B-012/63020/KS.000/03/2026", "V-26.6302.012", "20 Maret 2026"),
        *("BPS Kabupaten Kotabaru", "Sama dengan yang Anda ketik."),
    ):
        expect(answer).to_contain_text(words)
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    page.get_by_label("Hal surat").fill("Rekomendasi lain")
    button.click()
    expect(answer).to_contain_text("BERBEDA dengan yang Anda ketik")
    for changed, words in (
        (address.replace("B-012", "B-013"), "palsu atau rusak"),
        (address[:-1] + str((int(address[-1]) + 1) % 10), "palsu atau rusak"),
        (address.replace("*UJI", "*XYZ"), "Kunci pernyataan ini tidak dikenal"),
        (f"https://romantik.example.go.id/surat/{CODE}/", "bukan isi kode QR"),
        ("#1*%E0%A4%A", "bukan isi kode QR"),
    ):
        code.fill(changed)
        button.click()
        expect(answer).to_contain_text(words)


def test_without_a_network_the_address_of_a_letter_is_checked_by_the_kept_page(
    page, context, live_server, statement
):
    page.goto(live_server.url + reverse("letter_offline"))
    expect(page.locator("#tersimpan")).to_be_visible()

    context.set_offline(True)
    page.goto(f"{live_server.url}/surat/{CODE}/#{statement}")

    expect(page.locator("#jawaban")).to_contain_text("B-012/63020/KS.000/03/2026")
