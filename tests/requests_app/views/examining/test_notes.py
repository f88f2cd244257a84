"""Notes: written on a question, a cell or a file, answered, reopened, settled."""

import pytest
from django.urls import reverse

from requests_app.models import Note, StandardNote
from tests.cast import make_staff
from tests.pages import queries, soup, told, words
from tests.submissions import make_examined, make_returned, make_submitted


def post(client, person, name, submission, *more, **typed):
    client.force_login(person)
    return client.post(reverse(name, args=[submission.code, *more]), typed)


@pytest.fixture
def answered(sari, ratna):
    """Sari has answered Ratna's note and submitted again; Ratna examines."""
    file = make_returned(sari, ratna)
    file.notes.get().answer(by=sari, text="Sudah dijelaskan.")
    file.submit(by=sari)
    file.begin_examination(by=ratna)
    return file


def state(file):
    return file.notes.get().state


def test_the_page_knows_what_the_note_is_about(client, examined, ratna):
    client.force_login(ratna)
    page = soup(
        client.get(
            reverse("note_new", args=[examined.code]),
            {"rincian": "purpose.variables", "baris": "2", "kolom": "concept", "teks": "Apa itu?"},
        )
    )

    assert page.select_one("input[name=question]")["value"] == "purpose.variables"
    assert page.select_one("select[name=row] [selected]").get_text() == (
        "Baris 2: Jumlah hari melaut"
    )
    assert page.select_one("select[name=column] [selected]").get_text() == "Konsep"
    assert page.select_one("textarea[name=text]").get_text().strip() == "Apa itu?"


@pytest.mark.parametrize(
    ("typed", "anchor", "place"),
    [
        ({"question": "design.training"}, "#q-training", ""),
        (
            {"question": "purpose.variables", "row": 2, "column": "concept"},
            "#q-variables",
            "baris 2 (Jumlah hari melaut), kolom Konsep",
        ),
        ({}, "#catatan-umum", ""),
    ],
)
def test_a_note_leads_back_to_where_it_stands(client, examined, ratna, typed, anchor, place):
    written = post(client, ratna, "notes", examined, text="Jelaskan.", **typed)

    assert written.url == reverse("examination", args=[examined.code]) + anchor
    assert told(written) == ["Catatan tersimpan."]
    note = examined.notes.get()
    assert (note.question, note.place, note.text) == (typed.get("question", ""), place, "Jelaskan.")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [
        ({"text": " \x00 "}, "text"),
        ({"question": "design.lain"}, "question"),
        ({"question": "purpose.variables", "column": "concept"}, "row"),
        ({"question": "purpose.variables", "row": 9}, "row"),
        ({"attachment": 999_999}, "attachment"),
    ],
)
def test_what_makes_no_note_is_told_and_kept(client, examined, ratna, typed, wrong):
    refused = post(client, ratna, "notes", examined, **{"text": "Jelaskan."} | typed)

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == [wrong]
    assert examined.notes.count() == 0
    if "text" not in typed:
        assert soup(refused).select_one("textarea[name=text]").get_text().strip() == "Jelaskan."


@pytest.mark.parametrize("wanted", ["abc", "", "\x00", 999_999])
def test_a_standard_note_that_is_none_adds_nothing_to_what_was_typed(
    client, examined, ratna, office, wanted
):
    StandardNote.objects.create(office=office, by=ratna, name="Kerangka", text="Jelaskan.")
    page = post(client, ratna, "notes", examined, pakai="1", standard=wanted, text="Bu Sari,")

    assert page.status_code == 200
    assert soup(page).select_one("textarea[name=text]").get_text().strip() == "Bu Sari,"
    assert examined.notes.count() == 0


def test_only_the_assigned_examiner_writes_and_a_colleague_keeps_his_words(
    client, examined, office
):
    yoga = make_staff("Yoga Pratama", "examiner", office=office)

    refused = post(client, yoga, "notes", examined, text="Jelaskan.")

    assert refused.status_code == 422
    assert "yang ditugasi" in words(refused)
    assert soup(refused).select_one("textarea[name=text]").get_text().strip() == "Jelaskan."


def test_one_note_and_three_cost_the_reader_the_same_queries(client, sari, ratna):
    file = make_examined(sari, ratna)
    questions = ["design.training", "purpose.variables", "cover.survey_title"]
    file.notes.write(by=ratna, text="Jelaskan.", question=questions[0])
    client.force_login(ratna)
    page = reverse("notes", args=[file.code])
    client.get(page)
    one = queries(client, page)
    for question in questions[1:]:
        file.notes.write(by=ratna, text="Jelaskan.", question=question)

    assert queries(client, page) == one
    order = [note.question for note in client.get(page).context["notes"]]
    assert order == ["cover.survey_title", "purpose.variables", "design.training"]


def test_a_file_without_notes_says_so(client, survey, sari):
    client.force_login(sari)

    assert "Belum ada catatan" in words(client.get(reverse("notes", args=[survey.code])))


@pytest.mark.parametrize(
    ("origin", "place"),
    [
        ("isian", "/isian/design/#q-training"),
        ("", "/catatan/#catatan-{pk}"),
        ("perubahan", "/catatan/#catatan-{pk}"),
    ],
)
def test_the_agency_answers_and_goes_on_where_it_was(client, sari, ratna, origin, place):
    file = make_examined(sari, ratna)
    note = file.notes.write(by=ratna, text="Berapa lama?", question="design.training")
    file.return_for_revision(by=ratna)

    sent = post(client, sari, "note_answer", file, note.pk, outcome="fixed", dari=origin)

    assert sent.url == f"/pengajuan/{file.code}" + place.format(pk=note.pk)
    assert told(sent) == ["Tanggapan tersimpan."]
    assert state(file) == Note.State.ANSWERED


@pytest.mark.parametrize(
    ("typed", "wrong", "kept"),
    [
        ({"text": "Sudah."}, "outcome", "Sudah."),
        ({"outcome": "kept", "text": " "}, "text", ""),
        ({"outcome": "lain", "text": "Sudah."}, "outcome", "Sudah."),
    ],
)
def test_an_answer_without_its_reason_is_told_and_kept(client, sari, ratna, typed, wrong, kept):
    file = make_returned(sari, ratna)

    refused = post(client, sari, "note_answer", file, file.notes.get().pk, **typed)

    assert refused.status_code == 422
    assert list(refused.context["form"].errors) == [wrong]
    assert soup(refused).select_one("textarea[name=text]").get_text().strip() == kept
    assert "Jelaskan kerangka sampel." in words(refused)
    assert state(file) == Note.State.OPEN


def test_who_may_not_answer_any_more_keeps_his_words(client, sari, ratna):
    file = make_returned(sari, ratna)
    note = file.notes.get()
    note.answer(by=sari, text="Sudah.")
    file.submit(by=sari)

    refused = post(client, sari, "note_answer", file, note.pk, outcome="fixed", text="Lagi.")

    assert "Catatan ini tidak dapat dijawab sekarang." in words(refused)
    assert soup(refused).select_one("textarea[name=text]").get_text().strip() == "Lagi."
    assert note.entries.count() == 1


def test_an_examiner_who_is_not_content_opens_it_again(client, answered, ratna):
    note = answered.notes.get()

    empty = post(client, ratna, "note_reopening", answered, note.pk, text=" ")
    again = post(client, ratna, "note_reopening", answered, note.pk, text="Sebut tahunnya.")

    assert (empty.status_code, list(empty.context["form"].errors)) == (422, ["text"])
    assert soup(empty).h1.get_text(strip=True) == "Buka lagi catatan"
    assert again.url == reverse("examination", args=[answered.code]) + f"#catatan-{note.pk}"
    assert told(again) == ["Catatan dibuka lagi."]
    assert [entry.text for entry in note.entries.all()] == ["Sudah dijelaskan.", "Sebut tahunnya."]
    assert state(answered) == Note.State.REOPENED


def test_a_second_reopening_is_refused_with_its_words(client, answered, ratna):
    note = answered.notes.get()
    post(client, ratna, "note_reopening", answered, note.pk, text="Sebut tahunnya.")

    refused = post(client, ratna, "note_reopening", answered, note.pk, text="Sebut tahunnya!")

    assert "Catatan ini masih terbuka." in words(refused)
    assert soup(refused).select_one("textarea[name=text]").get_text().strip() == "Sebut tahunnya!"
    assert note.entries.count() == 2


@pytest.mark.parametrize(
    ("name", "becomes", "words_of_it"),
    [
        ("note_acceptance", "accepted", "Catatan diterima."),
        ("note_advice", "advice", "Catatan menjadi saran pada lampiran surat."),
        ("note_withdrawal", "withdrawn", "Catatan dicabut."),
    ],
)
def test_a_note_is_settled_once_and_a_second_click_is_told(
    client, answered, ratna, name, becomes, words_of_it
):
    note = answered.notes.get()

    settled = post(client, ratna, name, answered, note.pk, dari="perubahan")
    twice = post(client, ratna, name, answered, note.pk)

    assert settled.url == reverse("changes", args=[answered.code, 2]) + f"#catatan-{note.pk}"
    assert told(settled) == [words_of_it]
    assert told(twice) == [f"Catatan ini sudah “{Note.State(becomes).label}”."]
    assert state(answered) == becomes


def test_the_agency_settles_nothing(client, sari, ratna):
    file = make_returned(sari, ratna)
    note = file.notes.get()

    for name in ("note_acceptance", "note_advice", "note_withdrawal"):
        refused = post(client, sari, name, file, note.pk)
        assert told(refused) == [
            "Catatan hanya dapat diubah oleh pemeriksa yang ditugasi selama pemeriksaan."
        ]
    assert state(file) == Note.State.OPEN


def test_a_note_of_another_file_is_not_found(client, answered, sari, ratna, stranger):
    other = make_submitted(sari)
    note = answered.notes.get()
    for name in ("note_answer", "note_reopening", "note_acceptance"):
        assert post(client, ratna, name, other, note.pk).status_code == 404
        assert post(client, stranger, name, answered, note.pk).status_code == 404
