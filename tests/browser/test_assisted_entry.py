"""Assisted entry by keyboard alone, what the visitor signs and takes home, the agency's answer."""

from io import BytesIO

from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from PIL import Image
from playwright.sync_api import expect

from requests_app.links import objection_token
from requests_app.models import Attachment, Submission
from tests.answers import fs3_answers
from tests.browser.conftest import WIDTHS
from tests.browser.hands import Keys, Line, explain
from tests.submissions import attach

TYPED = ("general", "purpose")


def scan(submission, budi):
    """The paper form, photographed."""
    picture = BytesIO()
    Image.new("RGB", (600, 850), "white").save(picture, "PNG")
    upload = SimpleUploadedFile("formulir.png", picture.getvalue())
    Attachment.add(
        submission.revision,
        kind=Attachment.Kind.SCAN,
        upload=upload,
        content_type="image/png",
        by=budi,
    )


def test_the_officer_types_from_paper(page, live_server, sign_in, accessible, budi, agency, sari):
    submission = Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)
    for block, given in fs3_answers().items():
        if block not in TYPED:
            submission.revision.store(block, given, by=budi)
    attach(submission, by=budi)
    scan(submission, budi)
    sign_in(budi)
    keys, focus = Keys(page), page.locator("*:focus")

    def go_on():
        with page.expect_navigation():
            page.keyboard.press("F9")

    # Counter mode opens where the paper has to be read on, the scan beside the fields
    page.goto(live_server.url + reverse("counter_begin", args=[submission.code]))
    expect(page.locator("h1")).to_have_text("Blok III. Informasi Umum")
    expect(page.locator(".counter-scan img")).to_be_visible()
    expect(focus).to_have_attribute("name", "repetition")
    accessible()

    # Digits are the codes on the paper; a question that an answer brings is waited for
    page.keyboard.press("2")
    page.keyboard.press("Enter")
    page.keyboard.press("7")
    expect(page.get_by_label("Tahunan", exact=False).first).to_be_checked()
    page.keyboard.press("Enter")
    page.keyboard.press("2")
    page.keyboard.press("Shift+Enter")
    expect(focus).to_have_attribute("value", "yearly")
    page.keyboard.press("F2")
    expect(page.locator(".counter-scan")).to_be_focused()
    page.keyboard.press("F2")
    go_on()

    # A long text, then a table that grows by Enter
    expect(page.locator("h1")).to_have_text("Blok IV. Tujuan Survei dan Peubah yang Dikumpulkan")
    expect(focus).to_have_attribute("name", "survey_purpose")
    page.keyboard.type("Mengetahui biaya melaut.")
    page.keyboard.press("Shift+Enter")
    page.keyboard.type("Mengetahui hasil melaut.")
    for row in (1, 2):
        page.keyboard.press("Enter")
        if row == 2:
            expect(page.get_by_text("Baris 2", exact=True)).to_be_visible()
        keys.rest()
        expect(focus).to_have_attribute("name", f"variables-{row - 1}-name")
        page.keyboard.type(f"Peubah {row}")
        page.keyboard.press("Enter")
        page.keyboard.type("Sebulan")
        page.keyboard.press("Enter")
        page.keyboard.press("Control+Enter")
    go_on()
    revision = submission.revisions.get()
    purpose = "Mengetahui biaya melaut.\nMengetahui hasil melaut."
    assert revision.answers["purpose"]["survey_purpose"] == purpose
    assert revision.answers["general"]["repetition"] == "repeated"
    assert revision.answers["general"]["frequency"] == "yearly"
    assert revision.answers["general"]["data_collection_type"] == "cross_sectional"
    assert [row["name"] for row in revision.answers["purpose"]["variables"]] == [
        "Peubah 1",
        "Peubah 2",
    ]

    # The visitor reads and signs, the officer submits, the visitor takes a slip
    page.goto(live_server.url + reverse("entry_statement", args=[submission.code]))
    accessible()
    page.set_viewport_size(WIDTHS["phone"])
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.set_viewport_size(WIDTHS["desk"])
    keys.press("Periksa kelengkapan dan ajukan")
    explain(keys)
    keys.press("Ajukan")
    keys.press("Slip untuk memantau")
    keys.press("Buat slip")
    expect(page.locator(".slip-code")).to_have_text(submission.slips.current.spoken)
    accessible()

    # At home: the slip on a phone, and what was entered
    page.context.clear_cookies()
    page.set_viewport_size(WIDTHS["phone"])
    token = objection_token(submission.revision)
    for address in (
        submission.slips.current.get_absolute_url(),
        reverse("objection", args=[token]),
    ):
        page.goto(live_server.url + address)
        accessible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("button", name="Nyatakan keberatan").click()
    expect(page.locator("h2").first).to_contain_text("Keberatan Anda sudah dicatat")


def test_on_a_slow_line_no_key_overtakes_what_was_typed_before_it(
    page, live_server, sign_in, budi, agency
):
    submission = Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)
    sign_in(budi)
    page.goto(live_server.url + reverse("counter_entry", args=[submission.code, "general"]))
    expect(page.locator("*:focus")).to_have_attribute("name", "repetition")
    line = Line(page)
    for key in ("2", "Enter", "7", "Enter", "2", "F9"):  # all before the line answers once
        page.keyboard.press(key)
    page.wait_for_timeout(1000)  # whatever does not wait for the line has gone by now
    expect(page.locator("form.htmx-request")).to_be_attached()

    with page.expect_request(lambda one: one.is_navigation_request()) as sent:
        line.open()
    expect(page.locator("h1")).to_have_text("Blok IV. Tujuan Survei dan Peubah yang Dikumpulkan")

    assert "data_collection_type=cross_sectional" in sent.value.post_data
    answers = submission.revisions.get().answers["general"]
    typed = ("repetition", "frequency", "data_collection_type")
    assert [answers.get(key) for key in typed] == ["repeated", "yearly", "cross_sectional"]


def test_on_a_slow_line_what_is_typed_ahead_goes_into_the_row_that_comes(
    page, live_server, sign_in, budi, agency
):
    submission = Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)
    sign_in(budi)
    page.goto(live_server.url + reverse("counter_entry", args=[submission.code, "purpose"]))
    cells = page.get_by_role("group", name="Baris 1").get_by_role("textbox")
    cells.first.fill("Umur")
    cells.last.fill("Kini")
    line = Line(page)

    page.keyboard.press("Enter")  # asks for a row
    page.keyboard.type("Upahh")
    page.keyboard.press("Backspace")
    page.keyboard.press("Enter")
    page.keyboard.type("Rupiah")
    line.open()

    expect(page.locator('[name="variables-1-name"]')).to_have_value("Upah")
    expect(page.locator("*:focus")).to_have_value("Rupiah")
    expect(page.locator('[name="variables-0-name"]')).to_have_value("Umur")
    page.keyboard.press("F9")
    expect(page.locator("h1")).not_to_contain_text("Blok IV.")
    rows = submission.revisions.get().answers["purpose"]["variables"]
    assert [list(filter(None, row.values())) for row in rows] == [
        ["Umur", "Kini"],
        ["Upah", "Rupiah"],
    ]
