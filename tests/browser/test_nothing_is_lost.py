"""Autosave in a real browser: whatever happens in the middle of the form, no character is lost."""

import re

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from requests_app.models import Submission
from tests.answers import fs3_answers
from tests.cast import make_member

PURPOSE = "Menghitung biaya bahan bakar per trip – termasuk “biaya tak terduga” – di 22 kecamatan."
FRAME = "Daftar nelayan hasil pendataan 2025, 4.210 orang, menurut desa."


@pytest.fixture
def survey(sari, sign_in):
    """Sari's survey, every question answered."""
    sign_in(sari)
    return Submission.objects.start(
        edition="fs3_2021", agency=sari.agency, by=sari, answers=fs3_answers()
    )


@pytest.fixture
def fill_in(page, live_server, survey):
    """Open one block of the form: `fill_in("purpose")`."""

    def fill_in(part="purpose"):
        page.goto(live_server.url + reverse("answers", args=[survey.code, part]))
        return page.get_by_label("4.1 Tujuan Survei")

    return fill_in


def stored(survey, part="purpose", question="survey_purpose"):
    return Submission.objects.get(pk=survey.pk).revision.answers[part].get(question)


def end_all_sessions():
    Session.objects.all().delete()
    cache.clear()


def kept(page):
    """How many questions the browser keeps because the server has not got them."""
    return page.evaluate(
        "Object.keys(localStorage).filter((k) => k.startsWith('romantik:')).length"
    )


def is_saved(page):
    """Wait until the page says since when everything is saved."""
    expect(page.locator("#keadaan-simpan")).to_have_text(re.compile(r"^\s*tersimpan [0-9]"))


def test_what_is_typed_is_saved_after_a_pause_and_on_leaving_a_field(page, survey, fill_in):
    field = fill_in()
    field.fill(PURPOSE)

    is_saved(page)
    expect(page.locator("#q-survey_purpose .saved")).to_contain_text("tersimpan ")
    assert (stored(survey), kept(page)) == (PURPOSE, 0)

    field.press("End")
    field.type(" Selesai.")
    field.press("Tab")
    page.wait_for_timeout(700)
    assert stored(survey) == PURPOSE + " Selesai."


def test_a_table_and_ticks_are_saved_by_themselves_too(page, survey, fill_in):
    fill_in()
    page.get_by_label("Nama peubah (variabel)").first.fill("Biaya bahan bakar")
    page.get_by_role("button", name="Hapus baris 2").click()
    expect(page.get_by_role("button", name="Hapus baris 2")).to_have_count(1)
    is_saved(page)
    page.wait_for_timeout(300)
    assert stored(survey, question="variables")[0]["name"] == "Biaya bahan bakar"

    fill_in("design")
    page.get_by_label("Mengisi kuesioner sendiri").first.check()
    page.get_by_label("5.4").first.page.keyboard.press("Tab")
    is_saved(page)


def test_a_network_that_is_away_loses_nothing(page, context, survey, fill_in):
    field = fill_in()
    context.set_offline(True)
    field.fill(PURPOSE)
    expect(page.get_by_role("alert")).to_contain_text("jaringan terputus")
    assert kept(page) == 1

    context.set_offline(False)
    expect(page.locator("#gagal-simpan")).to_be_hidden(timeout=10_000)
    assert (stored(survey), kept(page)) == (PURPOSE, 0)


def test_a_page_closed_without_network_gives_the_text_back(page, context, survey, fill_in):
    field = fill_in()
    context.set_offline(True)
    field.fill(PURPOSE)
    expect(page.get_by_role("alert")).to_contain_text("jaringan terputus")
    assert (kept(page), PURPOSE[:9] in page.evaluate("JSON.stringify({...localStorage})")) == (
        1,
        False,
    )
    page.goto("about:blank")
    context.set_offline(False)

    field = fill_in()
    expect(field).to_have_value(PURPOSE)
    is_saved(page)
    assert stored(survey) == PURPOSE


def test_a_server_that_fails_is_asked_again(page, survey, fill_in):
    field = fill_in()
    page.route("**/isian/purpose/survey_purpose/", lambda route: route.abort())
    field.fill(PURPOSE)
    expect(page.get_by_role("alert")).to_contain_text("Belum tersimpan")

    page.unroute("**/isian/purpose/survey_purpose/")
    page.get_by_role("button", name="Coba simpan sekarang").click()
    is_saved(page)
    assert stored(survey) == PURPOSE


def test_an_expired_session_gives_the_text_back_after_log_in(
    page, context, live_server, sari, survey, fill_in, sign_in
):
    field = fill_in()
    end_all_sessions()
    field.fill(PURPOSE)
    expect(page.get_by_role("alert")).to_contain_text("sesi Anda berakhir")
    assert stored(survey) == fs3_answers()["purpose"]["survey_purpose"]
    page.get_by_role("link", name="Masuk lagi").click()
    expect(page.locator("h1")).to_have_text("Masuk")
    sign_in(sari)

    field = fill_in()
    expect(field).to_have_value(PURPOSE)
    is_saved(page)
    assert stored(survey) == PURPOSE


def test_a_log_in_in_another_tab_is_enough(page, context, sari, survey, fill_in, sign_in):
    field = fill_in()
    end_all_sessions()
    field.fill(PURPOSE)
    expect(page.get_by_role("alert")).to_contain_text("sesi Anda berakhir")

    sign_in(sari)
    page.get_by_role("button", name="Coba simpan sekarang").click()
    is_saved(page)
    assert stored(survey) == PURPOSE


def test_nobody_else_is_given_the_text(page, context, agency, survey, fill_in, sign_in):
    field = fill_in()
    end_all_sessions()
    field.fill(PURPOSE)
    expect(page.get_by_role("alert")).to_contain_text("sesi Anda berakhir")
    sign_in(make_member("Tono", agency=agency))

    field = fill_in()
    page.wait_for_timeout(500)
    expect(field).to_have_value(fs3_answers()["purpose"]["survey_purpose"])
    assert stored(survey) == fs3_answers()["purpose"]["survey_purpose"]


@pytest.mark.parametrize("choice", ["Pakai isian saya", "Pakai yang tersimpan"])
def test_two_people_choose_where_they_typed_the_same(page, agency, survey, fill_in, choice):
    tono = make_member("Tono", agency=agency)
    field = fill_in()
    survey.revision.store("purpose", {"survey_purpose": "Tujuan menurut Tono."}, by=tono)
    field.fill(PURPOSE)

    conflict = page.locator("#q-survey_purpose .conflict")
    expect(conflict).to_contain_text("Tersimpan oleh Tono")
    expect(conflict).to_contain_text("Tujuan menurut Tono.")
    expect(field).to_have_value(PURPOSE)
    assert stored(survey) == "Tujuan menurut Tono."

    conflict.get_by_role("button", name=choice).click()
    expect(conflict).to_have_count(0)
    page.wait_for_timeout(700)
    mine = choice == "Pakai isian saya"
    expect(field).to_have_value(PURPOSE if mine else "Tujuan menurut Tono.")
    assert stored(survey) == (PURPOSE if mine else "Tujuan menurut Tono.")
    assert kept(page) == 0


def test_two_tabs_write_different_questions_of_one_block(page, context, survey, fill_in):
    fill_in("sampling")
    other = context.new_page()
    other.goto(page.url)
    page.get_by_label("6.2 Kerangka sampel").fill(FRAME)
    is_saved(page)
    other.get_by_label("6.7 Responden", exact=True).fill("Kepala rumah tangga nelayan")
    is_saved(other)
    other.get_by_role("button", name="Simpan", exact=True).last.click()
    expect(other.locator(".error-summary")).to_have_count(0)

    assert stored(survey, "sampling", "sampling_frame") == FRAME
    assert stored(survey, "sampling", "respondent") == "Kepala rumah tangga nelayan"


def test_the_back_button_shows_what_was_saved(page, survey, fill_in):
    field = fill_in()
    field.fill(PURPOSE)
    page.get_by_role("link", name="Kembali ke pengajuan").click()
    expect(page.locator("h1")).to_have_text(survey.title)
    page.go_back()

    expect(page.get_by_label("4.1 Tujuan Survei")).to_have_value(PURPOSE)
    page.get_by_label("4.1 Tujuan Survei").fill(PURPOSE + " Lagi.")
    is_saved(page)
    assert stored(survey) == PURPOSE + " Lagi."


def test_an_answer_of_the_wrong_kind_leaves_the_stored_one(page, survey, fill_in):
    fill_in("sampling")
    field = page.get_by_label("6.5 Jumlah seluruh sampel")
    field.fill("tiga ratus")
    field.press("Tab")
    expect(page.locator("#q-sample_size .save-error")).to_contain_text("Belum tersimpan")
    assert stored(survey, "sampling", "sample_size") == 300

    field.fill("320")
    field.press("Tab")
    is_saved(page)
    expect(page.locator("#q-sample_size .save-error")).to_have_count(0)
    assert stored(survey, "sampling", "sample_size") == 320


def test_text_typed_while_the_questions_are_drawn_anew_stays(page, survey, fill_in):
    fill_in("design")
    page.route("**/isian/design/", lambda route: (page.wait_for_timeout(400), route.continue_()))
    page.get_by_label("5.7 Apakah melakukan Uji Coba").or_(page.get_by_label("Tidak")).first.focus()
    page.locator("#q-pilot").get_by_label("Ya", exact=True).check()
    page.locator("#q-pilot").get_by_label("Tidak", exact=True).check()
    page.locator("#q-enumerator_count input").fill("41")
    page.wait_for_timeout(1200)

    expect(page.locator("#q-enumerator_count input")).to_have_value("41")
    is_saved(page)
    assert stored(survey, "design", "enumerator_count") == 41


def test_a_frozen_form_says_so_and_keeps_the_text(page, live_server, sari, survey, fill_in):
    field = fill_in()
    client = Client()
    client.force_login(sari)
    Submission.objects.get(pk=survey.pk).cancel(by=sari)
    field.fill(PURPOSE)

    expect(page.get_by_role("alert")).to_contain_text("tidak dapat diubah")
    expect(field).to_have_value(PURPOSE)


FORBIDDEN = """for (const kind of ["localStorage", "sessionStorage"]) {
  Object.defineProperty(window, kind, { get() { throw new DOMException("no", "SecurityError"); } });
}"""


def test_a_browser_that_may_keep_nothing_saves_all_the_same(page, survey, fill_in):
    page.add_init_script(FORBIDDEN)
    fill_in().fill(PURPOSE)

    is_saved(page)
    assert stored(survey) == PURPOSE
