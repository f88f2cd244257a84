"""Starting like last year by the keyboard alone, up to the first date to fill in again."""

from django.urls import reverse

from requests_app.models import Submission
from tests.submissions import make_submitted


def press_through(page, name, role="link"):
    """Reach something by Tab, and press Enter on it."""
    wanted = page.get_by_role(role, name=name, exact=True)
    for _ in range(60):
        page.keyboard.press("Tab")
        if wanted.evaluate("element => element === document.activeElement"):
            with page.expect_navigation():
                page.keyboard.press("Enter")
            return
    raise AssertionError(f"{name} is not reached by Tab")


def test_last_years_survey_becomes_a_draft_by_keyboard(
    page, live_server, sign_in, accessible, sari
):
    earlier = make_submitted(sari)
    sign_in(sari)

    page.goto(live_server.url + reverse("submission_new"))
    press_through(page, "Seperti tahun lalu")
    press_through(page, earlier.title)
    accessible()
    press_through(page, "Buat draf", role="button")
    press_through(page, "18 perlu diisi ulang")
    accessible()

    draft = Submission.objects.get(started_from=earlier)
    assert page.url.endswith(f"/pengajuan/{draft.code}/kelengkapan/?hanya=isi-ulang")
    page.goto(live_server.url + reverse("answers", args=[draft.code, "processing"]))
    question = page.locator("#q-planning_start")
    assert "Perlu diisi ulang; tahun lalu: 5 Januari 2026" in question.inner_text()
    accessible()
