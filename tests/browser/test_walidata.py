"""A Walidata's opinion, from the mark to the answered note: by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from tests.browser.hands import Keys
from tests.submissions import make_examined
from tests.walidata.making import SAID, make_kominfo, switch_on
from walidata.models import Point


@pytest.fixture
def examined(sari, ratna):
    return make_examined(sari, ratna)


def test_an_agency_is_marked_gives_its_opinion_and_reads_the_answer(
    page, live_server, become, accessible, office, examined, dewi, ratna
):
    hands, andi = Keys(page), make_kominfo(office)
    switch_on(office, dewi)
    become(dewi)
    page.goto(live_server.url + reverse("agency_approval", args=[andi.agency_id]))
    hands.press("Tetapkan sebagai Walidata")
    accessible()
    hands.write("Dasar penetapan", "Keputusan kepala daerah")
    hands.press("Tetapkan")
    expect(page.get_by_role("heading", name="Walidata")).to_be_visible()
    accessible()

    become(andi)
    hands.press("Walidata")
    accessible()
    hands.press(examined.spoken_title)
    accessible()
    number, label = examined.form.number("design.pilot"), examined.form.label("design.pilot")
    hands.press(f"Tulis catatan untuk {number} {label}")
    accessible()
    hands.write("Catatan", SAID)
    hands.press("Simpan catatan")
    hands.press("Sampaikan pendapat")
    accessible()
    hands.press("Sampaikan")
    expect(page.get_by_text("Pendapat disampaikan kepada pemeriksa dan instansi.")).to_be_visible()

    become(ratna)
    page.goto(live_server.url + reverse("examination", args=[examined.code]))
    accessible()
    hands.press(f"Tanggapi Walidata tentang {number} {label}")
    accessible()
    hands.write("Tanggapan Anda", "Sudah sesuai.")
    hands.press("Simpan tanggapan")
    expect(page.locator(f"#walidata-{Point.objects.get().pk}")).to_contain_text("Sudah sesuai.")

    become(andi)
    page.set_viewport_size({"width": 360, "height": 740})
    page.goto(live_server.url + reverse("walidata_file", args=[examined.code]))
    expect(page.get_by_text("Sudah sesuai.")).to_be_visible()
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
