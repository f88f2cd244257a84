"""The queue page by keyboard: it begins at the top, and one key does what is done all day."""

from django.urls import reverse
from playwright.sync_api import expect

from guestbook.models import Visit
from tests.browser.test_counter import go_on


def test_on_the_queue_page_tab_begins_at_the_top_and_enter_calls(
    page, live_server, office, budi, become
):
    Visit.objects.create(office=office, day=office.today(), service="R", number=1, name="Yusuf")
    become(budi)
    page.goto(live_server.url + reverse("queue"))

    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Langsung ke isi")).to_be_focused()
    page.get_by_role("button", name="Panggil berikutnya: R-001").focus()
    page.keyboard.press("Tab")  # the focus is elsewhere: Enter is that thing's own
    assert not Visit.objects.filter(called_at__isnull=False).exists()
    page.reload()
    page.keyboard.press("Enter")

    expect(page.locator(".turn-label")).to_contain_text("R-001")
    go_on(page, "Mulai melayani")
    expect(page.locator(".turn-label")).to_contain_text("Sedang dilayani")
