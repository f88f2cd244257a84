"""Rating the service from the mail on a phone: by keyboard alone, and without JavaScript."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from complaints.index.unsur import UNSUR
from complaints.models import Rating, RatingInvitation
from complaints.rating_links import link_to
from tests.browser.conftest import WIDTHS, complain_of_errors
from tests.browser.hands import Keys
from tests.complaints.conftest import decided, fill_box


@pytest.fixture
def address(sari, ratna, live_server):
    """What stands in the mail, at this server."""
    link = link_to(RatingInvitation.objects.ask(decided(sari, ratna)))
    return live_server.url + link[link.index("/penilaian/") :]


def test_from_the_mail_on_a_phone_by_keyboard(page, address, accessible, live_server, office):
    page.set_viewport_size(WIDTHS["phone"])
    hands = Keys(page)
    page.goto(address)
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")

    for place, unsur in enumerate(UNSUR, 1):
        if unsur.key != "time":
            hands.choose(f"{place}/9 {unsur.question}", unsur.options[2])
    hands.press("Kirim penilaian")
    expect(page.locator(".error-summary")).to_contain_text("Pilih salah satu dari empat jawaban.")
    accessible()
    assert page.locator(":checked[type=radio]").count() == 8
    time = UNSUR[2]
    hands.choose(f"3/9 {time.question}", time.options[3])
    hands.press("Kirim penilaian")

    expect(page.locator("h1")).to_have_text("Terima kasih atas penilaian Anda")
    accessible()
    rating = Rating.objects.get()
    assert (rating.time, rating.cost, rating.facilities) == (4, 3, 3)

    fill_box(office, 9)
    page.goto(live_server.url + reverse("satisfaction"))
    expect(page.get_by_text(re.compile("^75,28 – Kurang baik"))).to_be_visible()
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_same_without_javascript(browser, browser_context_args, address):
    wrong = []
    facts = browser_context_args | {"viewport": WIDTHS["phone"], "java_script_enabled": False}
    context = browser.new_context(**facts)
    page = context.new_page()
    page.on("response", lambda response: complain_of_errors(response, wrong))
    page.goto(address)

    for unsur in UNSUR:
        page.locator(f"[name={unsur.key}][value='2']").check()
    page.get_by_label("Saran atau komentar").fill("Terima kasih.")
    page.get_by_role("button", name="Kirim penilaian").click()

    expect(page.locator("h1")).to_have_text("Terima kasih atas penilaian Anda")
    assert Rating.objects.get().comment == "Terima kasih."
    page.goto(address)
    expect(page.get_by_text("sudah kami terima")).to_be_visible()
    context.close()
    assert wrong == []
