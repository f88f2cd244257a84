"""Each desk begins with its own work: the first row stands high, on a desk and on a phone."""

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from complaints.models import Complaint
from tests.browser.conftest import WIDTHS
from tests.cast import make_agency
from tests.complaints.making import make_handled

LOWEST = {"desk": 420, "phone": WIDTHS["phone"]["height"]}  # where the first row may begin


@pytest.mark.parametrize("who", ["maya", "hasan", "dewi"])
def test_the_first_row_of_work_is_seen_at_once(
    who, width, maya, hasan, dewi, office, page, live_server, sign_in, accessible
):
    late = make_handled(maya)
    Complaint.objects.filter(pk=late.pk).update(escalated_at=timezone.now())
    make_agency("Dinas Sosial Kabupaten Kotabaru", office=office, state="pending")
    sign_in({"maya": maya, "hasan": hasan, "dewi": dewi}[who])
    page.goto(live_server.url + reverse("desk"))

    first = page.locator(".tasks > .task").first
    expect(first).to_be_visible()
    assert first.bounding_box()["y"] <= LOWEST[width]
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    expect(first.locator(".next-step")).to_be_visible()
    accessible()
