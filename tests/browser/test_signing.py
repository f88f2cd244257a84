"""The head's work in few steps: letter and passphrase in one view, a sitting by keyboard."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connection
from django.urls import reverse
from playwright.sync_api import expect

from letters.models import Letter
from tests.browser.hands import Keys
from tests.letters.conftest import PASSPHRASE, equip
from tests.submissions import make_proposed

DESK, PHONE = {"width": 1280, "height": 720}, {"width": 360, "height": 740}


def proposed(sari, ratna, hasan, count=1):
    """Letters that wait for the head, who has his certificate; made beside the browser's loop."""

    def make():
        equip(hasan)
        files = [make_proposed(sari, ratna) for _ in range(count)]
        connection.close()
        return files

    with ThreadPoolExecutor(1) as beside:
        return beside.submit(make).result()


def lower_edge(locator):
    box = locator.bounding_box()
    return box["y"] + box["height"]


def test_from_the_desk_a_letter_is_signed_in_three_actions_and_the_passphrase(
    sari, ratna, hasan, page, live_server, sign_in, accessible
):
    (survey,) = proposed(sari, ratna, hasan)
    page.set_viewport_size(DESK)
    sign_in(hasan)
    page.goto(live_server.url + reverse("desk"))
    acted = 0

    def act(role, name):
        nonlocal acted
        page.get_by_role("main").get_by_role(role, name=name, exact=True).first.click()
        acted += 1

    act("link", "Baca dan tanda tangani")
    act("button", "Siapkan untuk ditandatangani")
    page.get_by_label("Kata sandi sertifikat").fill(PASSPHRASE)
    act("button", "Tanda tangani")

    expect(page.locator("h1")).to_have_text(survey.letters.get().content["subject"])
    assert acted == 3
    assert survey.letters.get().state == Letter.State.SIGNED


def test_the_letter_and_the_passphrase_stand_in_one_view(
    sari, ratna, hasan, page, live_server, sign_in, accessible
):
    (survey,) = proposed(sari, ratna, hasan)
    page.set_viewport_size(DESK)
    sign_in(hasan)
    page.goto(live_server.url + reverse("issuance", args=[survey.code]))
    page.get_by_role("button", name="Siapkan untuk ditandatangani").click()

    frame, points = page.locator(".letter-frame iframe"), page.locator(".points")
    button = page.get_by_role("button", name="Tanda tangani", exact=True)
    expect(points.locator("li").first).to_contain_text("Layak")
    expect(points).to_contain_text("Baru satu versi: isian yang diajukan")
    expect(points).to_contain_text("Anda tidak ikut mengusulkan")
    for part in (frame, points, page.get_by_label("Kata sandi sertifikat"), button):
        assert lower_edge(part) <= DESK["height"]
    assert frame.bounding_box()["height"] >= 440
    expect(page.locator(".digest code")).to_be_hidden()
    accessible()

    page.set_viewport_size(PHONE)
    expect(frame).to_be_hidden()
    expect(page.locator(".letter-text")).to_contain_text(
        f"Hal: {survey.letters.get().content['subject']}"
    )
    expect(page.locator(".letter-text li").first).to_be_visible()
    accessible()


@pytest.mark.parametrize("width", ["desk", "phone"], indirect=True)
def test_a_sitting_needs_tab_and_enter_alone(width, sari, ratna, hasan, page, live_server, sign_in):
    files = proposed(sari, ratna, hasan, count=2)
    keys, pressed = Keys(page), set()
    page.on(
        "console", lambda said: pressed.add(said.text) if said.text.startswith("key ") else None
    )
    page.add_init_script("addEventListener('keydown', (e) => console.log('key ' + e.key))")
    sign_in(hasan)
    page.goto(live_server.url + reverse("desk"))

    keys.press("Tanda tangani beberapa surat")
    for file in files:
        tick(keys, file.letters.get().content["subject"])
    keys.press("Siapkan yang dipilih")
    for file in files:
        number = file.letters.get().number
        keys.open_up("Baca surat ini")
        tick(keys, f"Sudah saya baca dan saya tanda tangani: {number}")
    assert pressed == {"key Tab", "key Enter"}
    keys.write("Kata sandi sertifikat", PASSPHRASE)
    keys.press("Tanda tangani yang ditandai")

    expect(page.locator("main")).to_contain_text("2 surat")
    assert {file.letters.get().state for file in files} == {Letter.State.SIGNED}


def tick(keys, name):
    """Walk to the next box of that name, tick it with Enter, and go on."""
    keys._reach(lambda here: here["kind"] == "checkbox" and name in here["name"], name)
    keys._key("Enter")
    keys._key("Tab")
