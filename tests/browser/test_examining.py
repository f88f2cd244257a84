"""The examiner's page in the hand: notes in place, what is judged, how high it is, what sticks."""

import pytest
from django.urls import reverse
from playwright.sync_api import expect

from requests_app.models import Note, StandardNote
from tests.browser.conftest import WIDTHS
from tests.submissions import make_examined, make_submitted

QUESTIONS = {
    "purpose.survey_purpose": "Sebutkan indikatornya.",
    "sampling.sampling_frame": "Sebutkan tahunnya.",
    "processing.analysis_method": "Sebutkan tabelnya.",
}
HEIGHTS = {"desk": 4500, "phone": 9000}


@pytest.fixture
def survey(sari, ratna):
    return make_examined(sari, ratna)


@pytest.fixture
def examine(page, sign_in, live_server, ratna):
    """Ratna opens the examination: `examine(survey)`."""

    def examine(file):
        sign_in(ratna)
        page.goto(live_server.url + reverse("examination", args=[file.code]))

    return examine


class Counted:
    """A mouse that counts what it clicks; typing is apart."""

    def __init__(self, page):
        self.page, self.actions = page, 0

    def click(self, name):
        main = self.page.locator("main")
        button = main.get_by_role("button", name=name, exact=True)
        button.or_(main.get_by_role("link", name=name, exact=True)).last.click()
        self.actions += 1


def link_of(file, question):
    return f"Tulis catatan untuk {file.form.number(question)} {file.form.label(question)}"


def focused(page):
    return page.evaluate("document.activeElement.id")


def test_a_return_with_three_notes_takes_seven_actions(page, become, sari, ratna):
    survey, mouse = make_submitted(sari), Counted(page)
    become(ratna)

    mouse.click(survey.title)
    mouse.click("Mulai memeriksa")
    for question, words in QUESTIONS.items():
        mouse.click(link_of(survey, question))
        expect(page.locator("#tulis-catatan textarea")).to_be_focused()
        page.keyboard.type(words)
    mouse.click("Kembalikan untuk perbaikan")
    expect(page.get_by_role("heading", name="3 catatan yang dibaca instansi")).to_be_visible()
    mouse.click("Kembalikan kepada instansi")
    expect(page.locator("h1")).to_have_text("Menunggu saya")

    survey.refresh_from_db()
    assert mouse.actions == 7
    assert dict(survey.notes.values_list("question", "text")) == QUESTIONS
    assert survey.state == "returned"


def test_notes_are_written_one_after_another_by_keys_alone(page, survey, examine, accessible):
    examine(survey)
    places = [f"q-{question.partition('.')[2]}" for question in QUESTIONS]
    for place, (question, words) in zip(places, QUESTIONS.items(), strict=True):
        for _ in range(80):
            if focused(page) == place:
                break
            page.keyboard.press("j")
        page.keyboard.press("c")
        expect(page.locator(f"#{place} textarea")).to_be_focused()
        page.keyboard.type(words)
        page.keyboard.press("Control+Enter")
        expect(page.locator(f"#{place} .note")).to_contain_text("Belum dikirim")
        expect(page.locator(f"#{place}")).to_be_focused()
        assert survey.notes.get(question=question).text == words

    expect(page.locator("#langkah [role=status]")).to_have_text(
        "Catatan tersimpan. 3 belum dikirim"
    )
    expect(page.locator("#daftar-bagian .hint")).to_have_text(["catatan: 1 belum dikirim"] * 3)
    expect(page.get_by_role("link", name="Kembalikan untuk perbaikan")).to_have_class(
        "btn btn-primary"
    )
    accessible()


def test_a_note_on_a_cell_is_written_beneath_its_table_and_stands_in_the_cell(
    page, survey, examine, accessible
):
    examine(survey)
    cell, other = page.locator("#q-product_micro"), page.locator("#q-product_macro")
    cell.get_by_role("link").focus()
    page.keyboard.press("Enter")
    expect(page.locator(".read-block dd > form textarea")).to_be_focused()
    page.keyboard.type("Kapan tersedia?")
    page.keyboard.press("Control+Enter")

    expect(cell.locator(".note")).to_contain_text("Kapan tersedia?")
    expect(cell).to_be_focused()
    expect(page.locator("form.note-new")).to_have_count(0)
    expect(other.locator(".note")).to_have_count(0)
    accessible()


def test_a_standard_note_is_put_in_by_typing(page, survey, examine, ratna, office):
    StandardNote.objects.create(office=office, by=ratna, name="Kerangka", text="Tahun berapa?")
    examine(survey)
    page.get_by_role("link", name=link_of(survey, "sampling.sampling_frame")).click()
    expect(page.locator("#tulis-catatan textarea")).to_be_focused()
    page.keyboard.press("Shift+Tab")
    page.keyboard.press("Shift+Tab")
    page.keyboard.type("kerangka")
    page.keyboard.press("Tab")

    expect(page.locator("#tulis-catatan textarea")).to_have_value("Tahun berapa?")
    page.get_by_role("button", name="Simpan catatan").click()
    expect(page.locator("#q-sampling_frame .note")).to_contain_text("Tahun berapa?")
    assert survey.notes.get().standard.name == "Kerangka"


def test_what_cannot_be_saved_stays_in_hand_and_is_told(page, survey, examine):
    examine(survey)
    page.locator("#q-variables tbody .note-link").first.click()
    page.get_by_label("Baris").select_option("")
    page.get_by_label("Kolom").select_option("concept")
    page.locator("#tulis-catatan textarea").fill("Apa ini?")
    page.get_by_role("link", name=link_of(survey, "design.training")).click()

    expect(page.locator("#q-variables .field-error")).to_contain_text("Pilih barisnya juga")
    expect(page.locator("#tulis-catatan textarea")).to_have_value("Apa ini?")
    assert not Note.objects.exists()


def test_what_is_judged_is_saved_at_once(page, survey, examine, accessible):
    examine(survey)
    box = page.get_by_role("group", name="A. Administrasi")
    box.get_by_label("Sesuai").check()
    page.get_by_role("group", name="B. Kewenangan dan duplikasi").get_by_label("Sesuai").check()
    expect(page.locator("#langkah")).to_contain_text("2 dari 10 butir dinilai")
    box.get_by_label("Perlu perbaikan").check()
    expect(page.locator("#langkah")).to_contain_text("Perlu perbaikan: 1 butir")

    found = survey.revision.findings.by_item()
    assert found == {"administration": "unfit", "authority": "fit"}
    expect(page.get_by_role("link", name="Nilai butir C")).to_have_class("btn btn-primary")
    expect(page.get_by_role("link", name="Usulkan keputusan")).to_have_class(
        "btn btn-outline-primary"
    )
    page.evaluate("scrollTo(0, 0)")  # else the bar stands before a link: axe takes it for small
    accessible()


@pytest.mark.parametrize("width", HEIGHTS)
def test_a_form_without_notes_is_short_and_only_the_steps_stay_in_view(
    page, survey, examine, width, accessible
):
    page.set_viewport_size(WIDTHS[width])
    examine(survey)
    accessible()
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert page.evaluate("document.documentElement.scrollHeight") <= HEIGHTS[width]

    page.evaluate("scrollTo(0, 2000)")
    sticking = page.evaluate(
        """[...document.querySelectorAll("body *")].filter((one) => {
          const { position } = getComputedStyle(one);
          return ["fixed", "sticky"].includes(position) && !one.closest(".skip-link");
        }).map((one) => one.textContent.trim().replace(/\\s+/g, " ").slice(-13))"""
    )
    assert sticking == ["Nilai butir A"]


def test_a_long_table_and_a_settled_block_are_opened_in_place(page, sari, ratna, examine):
    rows = [
        {"name": f"Peubah {n}", "reference_period": "Setahun", "definition": f"Arti {n}."}
        for n in range(1, 31)
    ]
    survey = make_examined(sari, ratna, variables=rows)
    survey.revision.findings.judge(by=ratna, findings={"sampling": "fit"})
    examine(survey)
    expect(page.locator("#q-variables tbody tr")).to_have_count(10)
    expect(page.locator("#q-sampling_frame")).to_have_count(0)

    page.get_by_role("link", name="Tampilkan 20 baris lain").click()
    expect(page.locator("#q-variables tbody tr")).to_have_count(30)
    page.locator("#bagian-sampling").get_by_role("link", name="rincian").click()
    expect(page.locator("#q-sampling_frame")).to_be_visible()


def test_a_file_is_opened_beside_the_answers_and_closed(page, survey, examine):
    examine(survey)
    file = survey.revision.attachments.get()
    page.get_by_role("link", name=f"Buka di samping {file.name}").click()
    frame = page.locator("#berkas-di-samping iframe")
    expect(frame).to_have_attribute("title", "surat-pengantar.pdf")
    expect(frame).to_be_in_viewport()
    box, answers = frame.bounding_box(), page.locator("#q-survey_title").bounding_box()
    assert box["x"] >= answers["x"] + answers["width"]

    page.get_by_role("link", name="Tutup").click()
    expect(frame).to_have_count(0)
    page.set_viewport_size(WIDTHS["phone"])
    expect(page.get_by_role("link", name=f"Buka di samping {file.name}")).to_have_count(0)
