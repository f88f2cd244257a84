"""Hasty and careless hands: double clicks, two windows, the back button, wrong files."""

import threading
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections
from django.test import Client
from django.urls import reverse
from playwright.sync_api import expect

from events.models import Event
from letters.signing import demonstration
from tests.browser.hands import labelled
from tests.letters.conftest import equip
from tests.submissions import PDF, make_draft, make_examined, make_proposed, make_submitted


def elsewhere(work, *args):
    """Do something in a thread of its own, where Playwright's event loop does not run."""

    def run():
        try:
            return work(*args)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(1) as pool:
        return pool.submit(run).result()


@pytest.fixture
def visit(page, live_server):
    """Open a page by its name: `visit("decision", survey.code)`."""

    def visit(name, *args):
        page.goto(live_server.url + reverse(name, args=args))

    return visit


# Every button that moves a state: who presses it, where, what is filled in, what is sent.


def submit(sari, ratna, hasan):
    """The agency submits."""
    return make_draft(sari), sari, "answers_review", {}, "Ajukan", "submittal", {}


def begin_examination(sari, ratna, hasan):
    """The examiner takes the file."""
    survey = make_submitted(sari)
    return survey, ratna, "submission", {}, "Mulai memeriksa", "examination", {}


def return_for_revision(sari, ratna, hasan):
    """The examiner sends it back to the agency."""
    typed, sent = {"Catatan umum": "Jelaskan."}, {"note": "Jelaskan."}
    survey = make_examined(sari, ratna)
    return survey, ratna, "return", typed, "Kembalikan kepada instansi", "return", sent


def give_back(sari, ratna, hasan):
    """The examiner lets it go."""
    typed, sent = {"Alasan": "Cuti."}, {"reason": "Cuti."}
    return make_examined(sari, ratna), ratna, "release", typed, "Lepaskan", "release", sent


def propose_recommendation(sari, ratna, hasan):
    """The examiner proposes *layak*."""
    typed, sent = {"Layak": True}, {"verdict": "recommend"}
    survey = make_examined(sari, ratna)
    return survey, ratna, "decision", typed, "Kirim usulan kepada Kepala", "decision", sent


def propose_decline(sari, ratna, hasan):
    """The examiner proposes *tidak layak*."""
    typed = {"Tidak layak": True, "Alasan tidak layak": "Sudah ada."}
    sent = {"verdict": "decline", "reason": "Sudah ada."}
    survey = make_examined(sari, ratna)
    return survey, ratna, "decision", typed, "Kirim usulan kepada Kepala", "decision", sent


def withdraw_proposal(sari, ratna, hasan):
    """The examiner takes the proposal back."""
    survey = make_proposed(sari, ratna)
    return survey, ratna, "submission", {}, "Tarik usulan", "withdrawal", {}


def take_up(sari, ratna, hasan):
    """The head has read the draft."""
    elsewhere(equip, hasan)
    survey = make_proposed(sari, ratna)
    button = "Siapkan untuk ditandatangani"
    return survey, hasan, "issuance", {}, button, "letter_numbering", {}


def send_back(sari, ratna, hasan):
    """The head does not sign."""
    typed, sent = {"Catatan untuk pemeriksa": "Jelaskan."}, {"note": "Jelaskan."}
    survey = make_proposed(sari, ratna)
    button = "Kembalikan kepada pemeriksa"
    return survey, hasan, "letter_return", typed, button, "letter_return", sent


def sign(sari, ratna, hasan):
    """The head signs."""
    elsewhere(equip, hasan)
    survey = make_proposed(sari, ratna)
    letter = survey.letters.get().take_up(by=hasan)
    typed = {"Kata sandi sertifikat": demonstration.PASSPHRASE}
    sent = {"passphrase": demonstration.PASSPHRASE, "unsigned_sha256": letter.unsigned_sha256}
    return survey, hasan, "issuance", typed, "Tanda tangani", "issuance", sent


def cancel(sari, ratna, hasan):
    """The agency gives it up."""
    survey = make_submitted(sari)
    return survey, sari, "cancellation", {}, "Batalkan pengajuan", "cancellation", {"reason": ""}


MOVES = {
    "submission.submit": submit,
    "submission.begin_examination": begin_examination,
    "submission.return_for_revision": return_for_revision,
    "submission.give_back": give_back,
    "submission.propose_recommendation": propose_recommendation,
    "submission.propose_decline": propose_decline,
    "submission.withdraw_proposal": withdraw_proposal,
    "letter.take_up": take_up,
    "submission.send_back": send_back,
    "letter.sign": sign,
    "submission.cancel": cancel,
}


def count(survey, action):
    """How often it happened to this file."""
    return Event.objects.about(survey).filter(action=action).count()


@pytest.mark.parametrize("action", MOVES)
def test_a_double_click_moves_the_file_once(page, sign_in, visit, sari, ratna, hasan, action):
    survey, person, opened, typed, button, _, _ = MOVES[action](sari, ratna, hasan)
    sign_in(person)
    visit(opened, survey.code)
    for label, text in typed.items():
        field = page.get_by_label(labelled(label))
        field.check() if text is True else field.fill(text)
    sent = []
    page.on("request", lambda request: sent.append(request.method))

    with page.expect_navigation(wait_until="commit"):
        page.locator("main").get_by_role("button", name=button, exact=True).dblclick()
    page.wait_for_load_state()

    assert sent.count("POST") == 1
    assert count(survey, action) == 1


@pytest.mark.parametrize("action", MOVES)
def test_two_windows_at_once_move_the_file_once(transactional_db, sari, ratna, hasan, action):
    survey, person, _, _, _, posted, sent = MOVES[action](sari, ratna, hasan)
    address, gate, answers = reverse(posted, args=[survey.code]), threading.Barrier(2), []

    def press(client):
        try:
            gate.wait()
            answers.append(client.post(address, sent).status_code)
        finally:
            connections.close_all()

    windows = [Client(raise_request_exception=False) for _ in range(2)]
    for window in windows:
        window.force_login(person)
    threads = [threading.Thread(target=press, args=[window]) for window in windows]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert len(answers) == 2
    assert max(answers) < 500
    assert count(survey, action) == 1


def test_the_back_button_does_not_submit_again(page, sign_in, visit, sari):
    survey = make_draft(sari)
    sign_in(sari)
    visit("answers_review", survey.code)
    page.get_by_role("button", name="Ajukan").click()
    expect(page.locator("h1")).to_have_text("Tanda terima pengajuan")

    page.go_back()
    again = page.locator("main").get_by_role("button", name="Ajukan")
    if again.count():  # the page as it was, from the browser's memory
        again.click()
        expect(page.get_by_role("status")).to_contain_text("Pengajuan ini")
    else:
        expect(page.locator("h1")).to_have_text("Kelengkapan")

    assert count(survey, "submission.submit") == 1


def test_what_is_typed_on_an_old_page_is_refused_and_kept(page, sign_in, visit, sari):
    survey = make_draft(sari)
    sign_in(sari)
    visit("answers", survey.code, "cover")
    survey.submit(by=sari)

    page.get_by_label("Judul Survei").fill("Judul yang terlambat")
    page.get_by_role("button", name="Simpan", exact=True).last.click()

    expect(page.get_by_role("status")).to_contain_text("sudah diajukan dan tidak dapat diubah")
    expect(page.get_by_label("Judul Survei")).to_have_value("Judul yang terlambat")
    survey.refresh_from_db()
    assert "terlambat" not in survey.title


def test_wrong_files_are_refused_with_the_reason(page, sign_in, visit, sari, tmp_path):
    survey = make_draft(sari)
    sign_in(sari)
    visit("attachments", survey.code)
    (tmp_path / "besar.pdf").write_bytes(PDF + bytes(10_590_000))
    page.get_by_label("Berkas", exact=True).set_input_files(tmp_path / "besar.pdf")
    offer = page.get_by_role("group", name="Berkas terlalu besar")
    expect(offer).to_contain_text("lebih besar dari 10 MB")  # before it is sent
    wrong = {
        "program.pdf": (b"MZ\x90\x00" + bytes(500), "tidak sesuai dengan namanya"),
        "kosong.pdf": (b"", "Berkas ini kosong"),
        "lagu.mp3": (b"ID3" + bytes(500), "Jenis berkas ini tidak diterima"),
    }
    for name, (content, told) in wrong.items():
        (tmp_path / name).write_bytes(content)
        page.get_by_label("Jenis lampiran").select_option(label="Jadwal")
        page.get_by_label("Berkas", exact=True).set_input_files(tmp_path / name)
        page.get_by_role("button", name="Unggah", exact=True).click()
        expect(page.locator(".error-summary")).to_contain_text(told)
        expect(page.get_by_label("Jenis lampiran")).to_have_value("schedule")

    assert survey.revision.attachments.count() == 1


def test_wrong_answers_are_told_and_kept(page, sign_in, visit, accessible, sari):
    survey = make_draft(sari)
    sign_in(sari)
    visit("answers", survey.code, "cover")
    summary = page.locator(".error-summary")  # saving may tell the same beside the question
    title = "Survei \u202eNelayan " * 300
    page.get_by_label("Judul Survei").fill(title)
    page.get_by_role("button", name="Simpan", exact=True).last.click()
    expect(summary).to_contain_text("Paling banyak 255 karakter")
    expect(summary).to_be_focused()
    assert len(page.get_by_role("textbox", name="Judul Survei").input_value()) > 4000
    accessible()

    page.once("dialog", lambda dialog: dialog.accept())  # yes, leave what is not saved
    visit("answers", survey.code, "design")
    page.get_by_label("Jumlah petugas: Supervisi").fill("tiga")
    page.get_by_role("button", name="Simpan", exact=True).last.click()
    expect(summary).to_contain_text("Jumlah petugas: Supervisi")
    expect(page.get_by_role("textbox", name="Jumlah petugas: Supervisi")).to_have_value("tiga")
    accessible()
