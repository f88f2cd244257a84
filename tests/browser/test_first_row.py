"""Each desk begins with its own work: the first row stands high, on a desk and on a phone."""

from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone
from playwright.sync_api import expect

from complaints.models import Complaint
from events.models import Mail
from requests_app.models import Submission
from tests.browser.conftest import WIDTHS
from tests.cast import make_agency
from tests.complaints.making import make_handled
from tests.consultations.making import make_consultation
from tests.submissions import make_examined, make_returned, make_submitted

LOWEST = {"desk": 420, "phone": WIDTHS["phone"]["height"]}  # where the first row may begin


def test_whatever_waits_for_an_examiner_his_files_are_seen_at_once(
    sari, ratna, office, page, live_server, sign_in
):
    late, returned = make_examined(sari, ratna), make_returned(sari, ratna)
    returned.notes.get().answer(by=sari, text="Sudah dijelaskan.")
    returned.submit(by=sari)
    make_submitted(sari)
    make_consultation(sari)
    make_agency("Dinas Sosial Kabupaten Kotabaru", office=office, state="pending")
    Submission.objects.filter(pk=late.pk).update(due_on=late.office.today() - timedelta(days=4))
    Mail.objects.about(late).update(state=Mail.State.BOUNCED)
    sign_in(ratna)

    page.goto(live_server.url + reverse("desk"))

    tiles = page.locator(".tiles > li").evaluate_all("all => all.map(one => one.offsetTop)")
    assert (len(tiles), len(set(tiles))) == (7, 2)
    assert page.locator("tbody tr").first.bounding_box()["y"] <= LOWEST["desk"]


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
