"""Words typed in other forms than the official one: kept by the browser until they have arrived."""

import pytest
from django.contrib.sessions.models import Session
from django.core.cache import cache
from django.urls import reverse
from playwright.sync_api import expect

from requests_app.models import Note
from tests.cast import PASSWORD
from tests.submissions import make_examined, make_returned

WORDS = "Jelaskan cara memilih desa: “acak sederhana” atau menurut ukuran?"
GIVEN_BACK = "Teks yang belum terkirim dikembalikan."


@pytest.fixture
def file(sari, ratna, sign_in):
    """A file under Ratna's examination, Ratna logged in."""
    sign_in(ratna)
    return make_examined(sari, ratna)


@pytest.fixture
def write(page, live_server, file):
    """Open the page on which a note on question 5.1 is written."""

    def write():
        address = reverse("note_new", args=[file.code]) + "?rincian=design.collection_coverage"
        page.goto(live_server.url + address)
        return page.get_by_label("Catatan", exact=False).and_(page.locator("textarea"))

    return write


def leave(page):
    """Away without a warning, as when the browser is killed."""
    page.once("dialog", lambda dialog: dialog.accept())
    page.goto("about:blank")


def kept(page):
    return page.evaluate(
        "Object.keys(localStorage).filter((k) => k.startsWith('romantik-typed:')).length"
    )


def stored(page):
    """All that the browser keeps, as anybody reads it who sits at the computer."""
    return page.evaluate("JSON.stringify([{...localStorage}, {...sessionStorage}])")


def test_a_note_left_in_the_middle_is_given_back_and_gone_once_it_is_saved(page, file, write):
    write().press_sequentially(WORDS)
    leave(page)

    field = write()
    expect(field).to_have_value(WORDS)
    expect(page.get_by_text(GIVEN_BACK)).to_be_visible()
    page.get_by_role("button", name="Simpan catatan").click()

    expect(page.get_by_text("Catatan tersimpan.")).to_be_visible()
    assert Note.objects.get(submission=file).text == WORDS
    assert kept(page) == 0
    expect(write()).to_have_value("")


def test_a_note_sent_after_the_session_ended_is_given_back_after_the_log_in(
    page, ratna, file, write
):
    write().press_sequentially(WORDS)
    Session.objects.all().delete()
    cache.clear()
    page.get_by_role("button", name="Simpan catatan").click()
    page.get_by_label("Surel").fill(ratna.email)
    page.get_by_label("Kata sandi").fill(PASSWORD)
    page.get_by_role("button", name="Masuk", exact=True).click()
    expect(page.locator("body[data-person]")).to_be_visible()

    expect(write()).to_have_value(WORDS)
    assert not Note.objects.exists()


def test_what_is_kept_can_be_read_by_its_writer_alone(page, context, live_server, file, write):
    write().press_sequentially(WORDS)
    page.wait_for_timeout(300)
    here = stored(page)
    leave(page)
    page.goto(live_server.url + reverse("profile"))
    others = page.evaluate(
        """async () => {
          const name = Object.keys(localStorage).find((key) => key.startsWith("romantik-typed:"));
          const kept = localStorage.getItem(name);
          localStorage.setItem(name.replace(/:\\d+:/, ":0:"), kept);
          return [await sealed.take(localStorage, name.replace(/:\\d+:/, ":0:")),
                  (await sealed.take(localStorage, name)).text];
        }"""
    )

    assert "romantik-typed:" in here
    assert "romantik-back:" in here
    assert "acak" not in here
    assert others == [None, WORDS]  # moved to another's name it opens no more


def test_what_was_kept_for_more_than_two_weeks_is_gone(page, write):
    write().press_sequentially(WORDS)
    page.wait_for_timeout(300)
    page.evaluate(
        """() => Object.entries(localStorage).forEach(([name, kept]) => localStorage.setItem(
          name, JSON.stringify({ ...JSON.parse(kept), at: Date.now() - 15 * 86400000 })))"""
    )
    leave(page)

    expect(write()).to_have_value("")
    assert kept(page) == 0


def test_what_an_earlier_version_left_unsealed_goes_after_two_weeks_too(page, live_server, file):
    keep = "([name, kept]) => localStorage.setItem(name, JSON.stringify(kept))"
    names = "Object.keys(localStorage).filter((name) => name.startsWith('romantik:0:')).sort()"
    page.goto(live_server.url + reverse("profile"))
    page.evaluate(keep, ["romantik:0:lama", {"values": [], "at": "10.15"}])
    page.reload()
    assert page.evaluate(names) == ["romantik:0:lama"]
    later = "() => { const now = Date.now; Date.now = () => now() + 15 * 86400000; }"
    page.add_init_script(f"({later})()")
    page.reload()

    assert page.evaluate(names) == []


def test_a_note_sent_into_a_cut_network_is_given_back(page, context, write):
    field = write()
    field.press_sequentially(WORDS)
    context.set_offline(True)
    page.get_by_role("button", name="Simpan catatan").click(no_wait_after=True)
    page.wait_for_timeout(500)
    context.set_offline(False)
    page.go_back()

    expect(write()).to_have_value(WORDS)


def test_a_page_of_another_tab_does_not_take_words_that_are_on_their_way(
    page, context, live_server, write
):
    write().press_sequentially(WORDS)
    held = []
    page.route("**/catatan/**", lambda route: held.append(route))
    page.get_by_role("button", name="Simpan catatan").click(no_wait_after=True)
    page.wait_for_timeout(500)
    home = live_server.url + reverse("desk")
    context.new_page().goto(live_server.url + reverse("profile"), referer=home)
    held[0].abort()
    page.unroute("**/catatan/**")

    expect(write()).to_have_value(WORDS)


def test_an_answer_reloaded_by_mistake_is_given_back_to_its_writer_only(
    page, live_server, sari, ratna, sign_in
):
    survey = make_returned(sari, ratna)
    sign_in(sari)
    address = live_server.url + reverse("notes", args=[survey.code])
    page.goto(address)
    page.get_by_label("Tanggapan Anda").press_sequentially(WORDS)
    page.once("dialog", lambda dialog: dialog.accept())
    page.reload()
    expect(page.get_by_label("Tanggapan Anda")).to_have_value(WORDS)

    leave(page)
    sign_in(ratna)
    page.goto(address)
    expect(page.get_by_text(WORDS)).to_have_count(0)
