"""Notes where they stand: opened whole, counted by what waits, written without leaving the page."""

import pytest
from django.urls import reverse

from tests.pages import soup, words
from tests.submissions import make_returned


@pytest.fixture
def answered(sari, ratna):
    """Sari has answered Ratna's note and submitted again; Ratna examines."""
    file = make_returned(sari, ratna)
    file.notes.get().answer(by=sari, text="Sudah dijelaskan.")
    file.submit(by=sari)
    file.begin_examination(by=ratna)
    return file


def test_a_note_is_opened_with_all_that_was_said_and_its_ends(client, answered, ratna):
    note = answered.notes.get()
    note.reopen(by=ratna, text="Sebut tahunnya.")
    client.force_login(ratna)

    page = client.get(reverse("note", args=[answered.code, note.pk]), {"dari": "perubahan"})

    said = [part.get_text() for part in soup(page).select(".note .prose")]
    assert [" ".join(part.split()) for part in said] == [
        *("Jelaskan kerangka sampel.", "Sudah dijelaskan.", "Sebut tahunnya."),
    ]
    (form,) = soup(page).select("form.decide")
    assert [button["data-do"] for button in form.select("button")] == [
        *("accept", "advice", "withdraw"),
    ]
    assert form.select_one("[name=dari]")["value"] == "perubahan"


def test_a_note_that_was_not_sent_does_not_exist_for_the_agency(
    client, examined, ratna, sari, stranger
):
    note = examined.notes.write(by=ratna, text="Jelaskan.", question="design.training")
    page = reverse("note", args=[examined.code, note.pk])
    answers = []
    for person in (sari, stranger, ratna):
        client.force_login(person)
        answers.append(client.get(page).status_code)

    assert answers == [404, 404, 200]


def test_what_is_not_sent_is_counted_apart_from_what_is_not_answered(client, answered, ratna):
    answered.notes.write(by=ratna, text="Jelaskan.", question="design.training")
    answered.notes.write(by=ratna, text="Ejaannya.")
    client.force_login(ratna)
    page, notes = (
        reverse("examination", args=[answered.code]),
        reverse("notes", args=[answered.code]),
    )

    def counts():
        return " ".join(soup(client.get(page)).select_one("[role=status]").get_text().split())

    assert counts() == "2 belum dikirim, 1 dijawab"
    answered.notes.get(state="answered").reopen(by=ratna, text="Sebut tahunnya.")
    assert counts() == "3 belum dikirim"
    answered.return_for_revision(by=ratna)
    assert "3 catatan : 3 belum dijawab, 0 selesai" in words(client.get(notes))


@pytest.mark.parametrize(
    ("question", "place"), [("design.training", "q-training"), ("", "catatan-umum")]
)
def test_a_note_in_place_brings_back_its_part_of_the_page_alone(
    client, examined, ratna, question, place
):
    client.force_login(ratna)
    asked = {"HX-Request": "true"}
    form = client.get(
        reverse("note_new", args=[examined.code]), {"rincian": question}, headers=asked
    )
    typed = {"question": question, "text": "Jelaskan."}
    saved = client.post(reverse("notes", args=[examined.code]), typed, headers=asked)
    piece = client.get(saved.url, headers=asked)

    assert soup(form).form["data-hx-target"] == f"#{place}"
    assert soup(form).select("main") == soup(piece).select("main") == []
    assert "Jelaskan." in soup(piece).select_one(f"#{place}").get_text()
    status = soup(piece).select_one("#langkah [role=status]").get_text()
    assert " ".join(status.split()) == "Catatan tersimpan. 1 belum dikirim"
