"""An admin keeps the facts of his office, on a desk and on a phone: looked at first, then kept."""

from django.urls import reverse
from playwright.sync_api import expect

from accounts.models import Office
from tests.files.test_emblems import svg


def test_the_number_is_shown_while_one_types(page, width, accessible, sign_in, live_server, dewi):
    sign_in(dewi)
    page.goto(live_server.url + reverse("office_fact", args=["nomor-surat"]))
    shown = page.locator("#contoh-nomor")
    expect(shown).to_contain_text("B-001/63020/KS.000/")

    page.get_by_label("Pola nomor surat").fill("BPS/{seq}/{tahun}")
    expect(shown).to_contain_text("“{tahun}” tidak dikenal")
    page.get_by_label("Pola nomor surat").fill("BPS/{seq}/{year}")
    expect(shown).to_contain_text("BPS/1/")

    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_contain_text("Data kantor disimpan.")
    assert Office.objects.get(pk="6302").letter_number_pattern == "BPS/{seq}/{year}"


def test_an_emblem_is_looked_at_then_kept(page, accessible, sign_in, live_server, dewi):
    sign_in(dewi)
    page.goto(live_server.url + reverse("office_fact", args=["lambang"]))
    drawing = {"name": "lambang.svg", "mimeType": "image/svg+xml", "buffer": svg()}
    page.get_by_label("Gambar lambang").set_input_files(drawing)
    page.get_by_label("Teks pengganti").fill("Lambang BPS")
    page.get_by_role("button", name="Lihat dahulu").click()
    expect(page.get_by_text("Belum disimpan")).to_be_visible()
    accessible()

    page.get_by_role("button", name="Simpan").click()

    worn = page.locator(".site-head").get_by_role("img", name="Lambang BPS")
    expect(worn).to_be_visible()
    assert worn.evaluate("image => image.naturalWidth") > 0
