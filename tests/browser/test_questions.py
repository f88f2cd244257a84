"""Filling in the official forms in a real browser: skips, tables, regions, dates."""

import re

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from editions import EDITIONS
from requests_app.models import Submission
from tests.answers import fpkpa_answers, fs3_answers
from tests.browser.hands import Line

COMPLETE = {"fs3_2021": fs3_answers, "fpkpa_2021": fpkpa_answers}


@pytest.fixture
def draft(sari, sign_in):
    """Start a draft of Sari's and sign her in: `draft("fs3_2021", answers)`."""
    sign_in(sari)

    def draft(slug="fs3_2021", answers=None):
        return Submission.objects.start(
            edition=slug, agency=sari.agency, by=sari, answers=answers or {}
        )

    return draft


@pytest.fixture
def fill_in(page, live_server):
    """Open one block of a submission: `fill_in(submission, "design")`."""

    def fill_in(submission, block):
        page.goto(live_server.url + reverse("answers", args=[submission.code, block]))

    return fill_in


@pytest.mark.parametrize("slug", COMPLETE)
def test_every_block_is_accessible_and_fits(page, width, accessible, draft, fill_in, slug):
    submission = draft(slug, COMPLETE[slug]())
    for block in EDITIONS[slug].blocks:
        fill_in(submission, block.code)

        accessible()
        assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_a_question_appears_and_goes_with_the_answer_it_depends_on(page, draft, fill_in):
    fill_in(draft(), "general")
    expect(page.get_by_label("Tahunan", exact=True)).to_have_count(0)

    page.get_by_label("Berulang").check()
    page.get_by_label("Lainnya (sebutkan)").check()
    page.get_by_role("textbox", name="Lainnya (sebutkan)").fill("Setiap panen")
    page.get_by_label("Cross Sectional", exact=True).check()
    expect(page.get_by_role("textbox", name="Lainnya (sebutkan)")).to_have_value("Setiap panen")

    page.get_by_label("Hanya sekali").check()
    expect(page.get_by_role("textbox", name="Lainnya (sebutkan)")).to_have_count(0)
    expect(page.get_by_label("Hanya sekali")).to_be_focused()


def test_rows_are_added_moved_and_removed_by_keyboard(page, draft, fill_in):
    fill_in(draft(), "purpose")
    names = page.get_by_label("Nama peubah (variabel)")

    names.first.fill("Umur")
    page.get_by_role("button", name="Tambah baris").press("Enter")
    expect(names).to_have_count(2)
    expect(names.nth(1)).to_be_focused()
    page.keyboard.type("Pendapatan")
    page.get_by_role("button", name="Naikkan baris 2").press("Enter")
    expect(names.first).to_have_value("Pendapatan")
    expect(names.first).to_be_focused()
    page.get_by_role("button", name="Hapus baris 2").press("Enter")
    expect(names.first).to_have_value("Pendapatan")
    expect(page.get_by_role("textbox", name="Nama peubah (variabel)").nth(1)).to_have_value("")


def test_a_moved_row_stays_moved_when_something_else_is_drawn_meanwhile(page, draft, fill_in):
    fill_in(draft(answers=fs3_answers()), "purpose")
    names = page.get_by_label("Nama peubah (variabel)")
    first, second = names.nth(0).input_value(), names.nth(1).input_value()
    names.nth(0).fill(f"{first} baru")
    line = Line(page)

    page.get_by_role("button", name="Naikkan baris 2").press("Enter")
    names.nth(0).press_sequentially("hilang")  # the table is on its way to be replaced
    with page.expect_request("**/saran/**"):  # the advice, as after each saving
        page.evaluate("document.body.dispatchEvent(new CustomEvent('tersimpan'))")
    line.open()

    expect(names.nth(0)).to_have_value(second)
    expect(names.nth(1)).to_have_value(f"{first} baru")


def test_a_contradiction_comes_and_goes_beside_its_question(page, draft, fill_in):
    fill_in(draft(answers=fs3_answers()), "design")
    question = page.locator("#q-training")
    expect(question.locator(".contradiction")).to_have_count(0)

    question.get_by_label("Tidak", exact=True).check()
    expect(question.locator(".contradiction")).to_contain_text("petugas tidak dilatih")
    expect(question.get_by_label("Tidak", exact=True)).to_be_focused()

    question.get_by_label("Ya", exact=True).check()
    expect(question.locator(".contradiction")).to_have_count(0)


def test_a_region_is_found_while_typing(page, draft, fill_in):
    fill_in(draft(), "organizer")
    box = page.get_by_label("Kabupaten/Kota")

    box.clear()
    box.press_sequentially("kotab")

    expect(page.locator("#id_organizer-organizer_regency_list option")).to_have_attribute(
        "value", "Kabupaten Kotabaru (6302)"
    )


def test_what_was_saved_is_there_again(page, draft, fill_in):
    submission = draft()
    fill_in(submission, "general")

    page.get_by_label("Berulang").check()
    page.get_by_label("Bulanan", exact=True).check()
    page.get_by_role("button", name="Simpan", exact=True).click()

    expect(page).to_have_url(re.compile("isian/general/$"))
    expect(page.get_by_label("Bulanan", exact=True)).to_be_checked()


@pytest.mark.parametrize("scripts", [False])
def test_a_table_is_filled_in_without_javascript(
    browser, live_server, context, draft, scripts, browser_context_args
):
    submission = draft()
    plain = browser.new_context(**browser_context_args, java_script_enabled=scripts)
    plain.add_cookies(context.cookies())
    page = plain.new_page()
    page.goto(live_server.url + reverse("answers", args=[submission.code, "purpose"]))
    names = page.get_by_label("Nama peubah (variabel)")

    names.first.fill("Umur")
    page.get_by_role("button", name="Tambah baris").click()
    names.nth(1).fill("Pendapatan")
    names.nth(1).press("Enter")

    stored = submission.revisions.get().answers["purpose"]["variables"]
    assert stored == [{"name": "Umur"}, {"name": "Pendapatan"}]
    plain.close()


PASTED = "Luas lahan\tTahunan\tLahan garapan\tLuas lahan yang digarap\tBerapa luasnya?\n" * 3

PASTE = """(field, [text, html]) => {
    const data = new DataTransfer();
    data.setData("text/plain", text);
    data.setData("text/html", html);
    field.dispatchEvent(new ClipboardEvent(
        "paste", {clipboardData: data, bubbles: true, cancelable: true}));
}"""
COPIED = """<table><tr><td colspan="3">Daftar<br>variabel</td></tr>
<tr><td>No</td><td>NAMA
 VARIABEL</td><td>REFERENSI WAKTU</td></tr>
<tr><td>1</td><td>"Umur kapal</td><td rowspan="2">setahun</td></tr>
<tr><td>2</td><td>"lahir" sampai mati</td></tr></table>"""


def test_what_is_copied_as_html_is_shown_by_its_cells_and_not_stored(
    page, accessible, width, draft, fill_in
):
    submission = draft()
    fill_in(submission, "purpose")

    page.get_by_label("Nama peubah (variabel)").first.evaluate(PASTE, ['"Umur kapal', COPIED])

    expect(page.get_by_role("heading", name="Periksa sebelum diambil")).to_be_focused()
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    page.get_by_role("checkbox", name="3").uncheck()
    page.get_by_role("textbox", name="Tujuan").first.fill("Tujuan lain")
    page.get_by_role("button", name="Simpan", exact=True).last.click()
    expect(page.get_by_text("belum ada yang diambil")).to_be_visible()
    assert "variables" not in Submission.objects.get().revision.answers.get("purpose", {})
    page.get_by_role("button", name="Ambil baris").click()
    name = page.get_by_label("Nama peubah (variabel)")
    expect(name.first).to_have_value('"lahir" sampai mati')
    expect(page.get_by_label("Periode enumerasi").first).to_have_value("setahun")
    expect(page.get_by_text("tersimpan").first).to_be_visible()


def test_cells_pasted_into_a_field_become_rows_and_a_text_stays_a_text(page, draft, fill_in):
    fill_in(draft(), "purpose")
    field = page.get_by_label("Nama peubah (variabel)").first

    field.evaluate(PASTE, ["dua baris\ntetapi bukan tabel", ""])
    expect(page.get_by_label("Nama peubah (variabel)")).to_have_count(1)
    column = "<table><tr><td>Umur</td></tr><tr><td>Luas lahan</td></tr></table>"
    page.get_by_label("Definisi").first.evaluate(PASTE, ["Umur\nLuas lahan", column])
    expect(page.get_by_role("button", name="Ambil baris")).to_have_count(0)
    field.evaluate(PASTE, ["Umur\nLuas lahan", column])
    expect(page.get_by_text("2 baris akan diambil")).to_be_visible()
    page.get_by_role("button", name="Batal").click()
    expect(page.get_by_role("button", name="Ambil baris")).to_have_count(0)
    field.evaluate(PASTE, [PASTED, ""])
    expect(page.get_by_text("Tidak dipakai: kolom E (“Berapa luasnya?”)")).to_be_visible()
    page.get_by_role("button", name="Ambil baris").click()

    expect(page.get_by_label("Nama peubah (variabel)")).to_have_count(4)  # and an empty one
    expect(page.get_by_label("Nama peubah (variabel)").nth(2)).to_have_value("Luas lahan")


def test_a_long_table_is_saved_by_itself_as_a_short_one(page, draft, fill_in):
    fill_in(draft(), "purpose")
    rows = "\n".join(f"Peubah {n}\tsetahun\tKonsep\t{'arti – luas ' * 80}" for n in range(50))

    page.get_by_label("Nama peubah (variabel)").first.evaluate(PASTE, [rows, ""])
    page.get_by_role("button", name="Ambil baris").click()

    expect(page.get_by_label("Nama peubah (variabel)")).to_have_count(51, timeout=20_000)
    saved = page.locator("#q-variables > .saved")
    expect(saved).to_have_text(re.compile("^tersimpan [0-9]"), timeout=20_000)
    assert len(Submission.objects.get().revision.answers["purpose"]["variables"]) == 50


def test_more_than_is_read_at_once_is_told_before_it_is_sent(page, draft, fill_in):
    fill_in(draft(), "purpose")
    posted = []
    page.on("request", lambda request: posted.append(request.method == "POST"))
    told = page.get_by_text("Yang ditempel terlalu besar untuk dikirim sekaligus")
    expect(told).to_be_hidden()

    field = page.get_by_label("Nama peubah (variabel)").first
    field.evaluate(PASTE, [f"Umur\t{'arti ' * 500_000}", ""])

    expect(told).to_be_visible()
    assert not any(posted)
    page.get_by_label("Salin baris dari lembar kerja").fill("Umur\tkini")
    page.get_by_role("button", name="Periksa yang ditempel").first.click()
    expect(page.get_by_text("1 baris akan diambil")).to_be_visible()
