"""The form in a browser whose JavaScript is off: everything still works, one page later."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from requests_app.models import Submission
from tests.browser.conftest import complain_of_errors
from tests.cast import PASSWORD
from tests.submissions import PDF, make_draft


@pytest.fixture
def plain_page(browser, live_server, browser_context_args):
    """A page in a browser whose JavaScript is off."""
    complaints = []
    context = browser.new_context(**browser_context_args, java_script_enabled=False)
    page = context.new_page()
    page.on("response", lambda response: complain_of_errors(response, complaints))
    page.goto(live_server.url + reverse("account_login"))
    yield page
    context.close()
    assert complaints == []


def test_the_form_is_filled_in_and_submitted_without_javascript(plain_page, live_server, sari):
    page, survey = plain_page, make_draft(sari, repetition="once", frequency=None)
    survey.revision.attachments.all().delete()

    def go(name, *args):
        page.goto(live_server.url + reverse(name, args=args))

    def press(name):
        page.locator("main").get_by_role("button", name=name).last.click()

    # Log-in
    page.get_by_label("Alamat surel").fill(sari.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.locator("main").get_by_role("button", name="Masuk", exact=True).click()
    expect(page.locator("h1")).to_have_text("Pengajuan instansi Anda")

    # A question that appears with the answer it depends on
    go("answers", survey.code, "general")
    page.get_by_label("Berulang").check()
    press("Perbarui pertanyaan")
    page.get_by_label("Bulanan", exact=True).check()
    press("Simpan dan lanjut")

    # A row more
    names = page.get_by_label("Nama peubah (variabel)")
    rows = names.count()
    press("Tambah baris")
    expect(names).to_have_count(rows + 1)
    names.last.fill("Jumlah awak")
    page.get_by_label("Periode enumerasi").last.fill("Sekarang")
    press("Simpan dan lanjut")
    expect(page.locator("h1")).to_contain_text("Blok V.")

    # The cover letter
    go("attachments", survey.code)
    letter = {"name": "surat.pdf", "mimeType": "application/pdf", "buffer": PDF}
    page.get_by_label("Berkas", exact=True).set_input_files(letter)
    press("Unggah")

    # Submit
    go("answers_review", survey.code)
    press("Ajukan")
    expect(page.locator("h1")).to_have_text("Tanda terima pengajuan")
    survey = Submission.objects.get()
    assert survey.revision.answers["general"]["frequency"] == "monthly"
    assert survey.revision.answers["purpose"]["variables"][-1]["name"] == "Jumlah awak"
