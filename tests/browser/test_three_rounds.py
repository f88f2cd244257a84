"""Three rounds and twelve notes, on questions, rows, cells and files: by mouse, and by keyboard."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from requests_app.models import Note, Submission
from tests.browser.hands import Mouse
from tests.submissions import attach, make_examined

ROWS = [
    {"name": name, "reference_period": "Setahun terakhir", "definition": f"Arti {name}."}
    for name in ("Luas kolam", "Hasil panen", "Harga jual")
]
FIRST = [  # where each note is written, and about what
    {"rincian": "purpose.survey_purpose"},
    {"rincian": "purpose.variables", "baris": 1},
    {"rincian": "purpose.variables", "baris": 2, "kolom": "definition"},
    {"rincian": "sampling.sampling_frame"},
    {"lampiran": "cover_letter"},
    {},
]
SECOND = [
    {"rincian": "design.training"},
    {"rincian": "purpose.variables", "baris": 3},
    {"lampiran": "instrument"},
    {"rincian": "processing.analysis_method"},
]
THIRD = [{"rincian": "purpose.variables", "baris": 1, "kolom": "name"}, {}]


@pytest.mark.parametrize("way", ["mouse-phone", "keyboard-desk"], indirect=True)
def test_three_rounds(hands, arrive, become, page, live_server, sari, ratna):
    survey = make_examined(sari, ratna, variables=ROWS)
    open_page = Opener(page, live_server, survey)

    # First round: six notes, and the form goes back
    become(ratna)
    write_notes(hands, arrive, open_page, survey, FIRST)
    send_back(hands, arrive, open_page, survey, 6)

    # The agency moves a row, corrects a definition, adds a file and answers each note
    become(sari)
    open_page("answers", "purpose")
    hands.write("Definisi", "Hasil panen dalam kilogram per trip.", nth=1)
    hands.press("Simpan")
    survey = Submission.objects.get()
    attach(survey, by=sari, kind="instrument", name="kuesioner.pdf")
    answer_all(hands, arrive, open_page, survey, 6)
    submit(hands, arrive, open_page)

    # Second round: the comparison first; four accepted, one reopened, one kept as advice
    become(ratna)
    hands.press(survey.title)
    hands.press("Mulai memeriksa")
    arrive("Yang berubah pada versi 2")
    expect(page.locator(".lead")).to_have_text(
        "2 hal berbeda dari versi 1; 1 di antaranya diubah tanpa diminta."
    )
    open_page("examination")
    arrive(survey.title)
    notes = list(survey.notes.order_by("pk"))
    for note in notes[:4]:
        act(hands, page, note, "accept")
    reopen(hands, page, notes[4], "Surat masih tanpa tanda tangan.")
    act(hands, page, notes[5], "advice")
    write_notes(hands, arrive, open_page, survey, SECOND)
    send_back(hands, arrive, open_page, survey, 5)
    become(sari)
    answer_all(hands, arrive, open_page, survey, 5)
    submit(hands, arrive, open_page)

    # Third round: two notes more become advice, the rest is accepted, and the design is feasible
    become(ratna)
    hands.press(survey.title)
    hands.press("Mulai memeriksa")
    arrive("Yang berubah pada versi 3")
    write_notes(hands, arrive, open_page, survey, THIRD)
    for note in survey.notes.filter(state="answered"):
        act(hands, page, note, "accept")
    for note in survey.notes.filter(state="open"):
        act(hands, page, note, "advice")
    open_page("decision")
    hands.choose("Hasil pemeriksaan", "Layak")
    hands.press("Kirim usulan kepada Kepala")
    arrive(survey.title)

    survey.refresh_from_db()
    states = list(survey.notes.order_by("pk").values_list("state", flat=True))
    assert states == ["accepted"] * 5 + ["advice"] + ["accepted"] * 4 + ["advice"] * 2
    assert survey.state == "awaiting_signature"
    assert len(survey.open_proposal.advice) == 3


class Opener:
    """Opens pages of one file by the names of their addresses."""

    def __init__(self, page, live_server, survey):
        self.page, self.live_server, self.survey = page, live_server, survey

    def __call__(self, name, *args, **query):
        address = reverse(name, args=[self.survey.code, *args])
        parameters = "&".join(f"{key}={value}" for key, value in query.items())
        self.page.goto(f"{self.live_server.url}{address}?{parameters}")


def write_notes(hands, arrive, open_page, survey, places):
    """Write a note at each of these places."""
    revision = Submission.objects.get(pk=survey.pk).revision
    for number, place in enumerate(places):
        query = dict(place)
        if kind := query.get("lampiran"):
            query["lampiran"] = revision.attachments.get(kind=kind).pk
        open_page("note_new", **query)
        if number == 1:
            arrive("Tulis catatan")
        question = query.get("rincian")
        about = (
            f" untuk {survey.form.number(question)} {survey.form.label(question)}"
            if question
            else ""
        )
        hands.write(f"Catatan{about}", f"Perbaiki bagian ini ({number + 1}).")
        hands.press("Simpan catatan")


def send_back(hands, arrive, open_page, survey, count):
    """Return the form with this many notes that want an answer."""
    open_page("return")
    arrive("Kembalikan untuk perbaikan")
    assert survey.notes.unsettled().count() == count
    hands.press("Kembalikan kepada instansi")


def answer_all(hands, arrive, open_page, survey, count):
    """Answer every note that waits, one kept for a reason, the others corrected."""
    waiting = [note for note in survey.notes.order_by("pk") if note.awaits_answer]
    assert len(waiting) == count
    open_page("notes")
    arrive("Catatan pemeriksa")
    for number in range(count):
        open_page("notes")
        outcome = "Dipertahankan, karena …" if number == 0 else "Sudah diperbaiki"
        if isinstance(hands, Mouse):
            left = {note.pk for note in survey.notes.all() if note.awaits_answer}
            card = open_page.page.locator(", ".join(f"#catatan-{pk}" for pk in left)).first
            card.get_by_label(outcome).check()
            card.get_by_label("Tanggapan Anda").fill("Istilahnya baku.")
            with open_page.page.expect_navigation():
                card.get_by_role("button", name="Kirim tanggapan").click()
        else:
            hands.choose("Apa yang Anda lakukan?", outcome)
            hands.write("Tanggapan Anda", "Istilahnya baku.")
            hands.press("Kirim tanggapan")
    assert not [note for note in Note.objects.filter(submission=survey) if note.awaits_answer]


def submit(hands, arrive, open_page):
    """Submit the form again."""
    open_page("answers_review")
    arrive("Isian sudah lengkap, dengan 1 pertentangan")
    hands.press("Ajukan kembali")
    arrive("Tanda terima pengajuan")


def act(hands, page, note, deed):
    """Accept a note or keep it as advice: by its button, or by the examiner's keys."""
    card = page.locator(f"#catatan-{note.pk}")
    if isinstance(hands, Mouse):
        with page.expect_navigation():
            card.locator(f"[data-do={deed}]").click()
        return
    come_to(page, card)
    with page.expect_navigation():
        page.keyboard.press({"accept": "a", "advice": "s"}[deed])


def reopen(hands, page, note, text):
    """Open a note again with these words."""
    card = page.locator(f"#catatan-{note.pk}")
    if isinstance(hands, Mouse):
        card.get_by_role("link", name="Selengkapnya").click()
        card.locator("summary").filter(has_text="Buka lagi").click()
        card.get_by_label("Apa yang masih perlu diperbaiki?").fill(text)
        with page.expect_navigation():
            card.get_by_role("button", name="Buka lagi catatan").click()
        return
    come_to(page, card)
    page.keyboard.press("r")
    expect(card.locator("textarea")).to_be_focused()
    page.keyboard.type(text)
    page.keyboard.press("Tab")
    with page.expect_navigation():
        page.keyboard.press("Enter")


def come_to(page, card):
    """Walk from note to note by the key until this one has the focus."""
    is_here = "(card) => document.activeElement === card"
    for key in ["p"] * 15 + ["n"] * 15:
        if card.evaluate(is_here):
            return
        page.keyboard.press(key)
    raise AssertionError("The keys never came to this note.")
