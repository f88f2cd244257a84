"""Notes on rows, cells and files: where they stand, and where they stand later."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from events.refusals import Incomplete, NotNow
from requests_app.models import Note, NoteEntry
from tests.submissions import attach, make_examined

ROWS = [
    {"name": name, "reference_period": "Setahun", "definition": f"Arti {name}."}
    for name in ("Luas", "Hasil", "Harga")
]


@pytest.fixture
def survey(sari, ratna):
    return make_examined(sari, ratna, variables=ROWS)


def on_row(survey, ratna, row, column="", text="Jelaskan."):
    return survey.notes.write(
        by=ratna, question="purpose.variables", row=row, column=column, text=text
    )


def seen(person, survey):
    return {note.pk: note for note in Note.objects.read_by(person, survey)}


def test_a_note_says_where_it_hangs(survey, ratna):
    cell = on_row(survey, ratna, 2, "definition")
    file = survey.notes.write(by=ratna, attachment=survey.revision.attachments.get(), text="Pudar.")

    assert (cell.number, cell.place) == ("4.2", "baris 2 (Hasil), kolom Definisi")
    assert cell.heading.endswith(", baris 2 (Hasil), kolom Definisi")
    assert file.heading == "Lampiran, surat-pengantar.pdf"


def test_a_note_on_a_row_that_is_not_there_is_refused(survey, ratna):
    with pytest.raises(NotNow, match="tidak mempunyai baris 4"):
        on_row(survey, ratna, 4)
    with pytest.raises(NotNow, match="tidak mempunyai baris 1"):
        survey.notes.write(by=ratna, question="purpose.survey_purpose", row=1, text="Salah.")


def test_a_note_follows_its_row_and_tells_when_it_is_gone(survey, sari, ratna):
    moved, gone = on_row(survey, ratna, 1), on_row(survey, ratna, 3)
    survey.return_for_revision(by=ratna)
    survey.revision.store("purpose", {"variables": [ROWS[1], ROWS[0]]}, by=sari)

    notes = seen(sari, survey)

    assert notes[moved.pk].place_now == "baris 1 (Luas) – kini baris 2"
    assert notes[gone.pk].place_now == "baris 3 (Harga) – baris ini sudah dihapus"


def test_a_note_on_a_file_follows_the_file_that_replaced_it(survey, sari, ratna):
    letter = survey.revision.attachments.get()
    note = survey.notes.write(by=ratna, attachment=letter, text="Belum ditandatangani.")
    survey.return_for_revision(by=ratna)
    survey.revision.attachments.get().remove()
    attach(survey, by=sari, name="surat-baru.pdf", content=b"%PDF-1.7 baru")

    files = list(survey.revision.attachments.all())

    assert seen(sari, survey)[note.pk].file_among(files).name == "surat-baru.pdf"


def test_every_kind_of_note_wants_an_answer(survey, sari, ratna):
    on_row(survey, ratna, 1)
    survey.notes.write(by=ratna, attachment=survey.revision.attachments.get(), text="Pudar.")
    survey.return_for_revision(by=ratna, note="Periksa ejaan.")
    first, *others = survey.notes.order_by("pk")
    first.answer(by=sari, outcome=NoteEntry.Outcome.KEPT, text="Memang demikian.")

    with pytest.raises(Incomplete, match="masih ada 2 hal"):
        survey.submit(by=sari)
    for note in others:
        note.answer(by=sari)
    survey.submit(by=sari)

    assert survey.state == "submitted"
    assert [entry.get_outcome_display() for entry in NoteEntry.objects.order_by("pk")] == [
        "Dipertahankan",
        "Sudah diperbaiki",
        "Sudah diperbaiki",
    ]


def test_what_is_kept_needs_its_reason(survey, sari, ratna):
    survey.return_for_revision(by=ratna, note="Periksa ejaan.")
    note = survey.notes.get()

    with pytest.raises(NotNow, match="mengapa isian dipertahankan"):
        note.answer(by=sari, outcome=NoteEntry.Outcome.KEPT, text=" ")

    note.refresh_from_db()
    assert note.state == Note.State.OPEN


def test_a_note_is_written_from_its_link(client, survey, ratna):
    client.force_login(ratna)
    page = client.get(
        reverse("note_new", args=[survey.code]), {"rincian": "purpose.variables", "baris": 2}
    )
    assert [str(field) for field in page.context["form"]["row"].field.choices[2]] == [
        "2",
        "Baris 2: Hasil",
    ]
    typed = {"question": "purpose.variables", "row": "", "column": "name", "text": "Apa ini?"}

    refused = client.post(reverse("notes", args=[survey.code]), typed)
    client.post(reverse("notes", args=[survey.code]), typed | {"row": "2"})

    assert (refused.status_code, "Apa ini?" in refused.content.decode()) == (422, True)
    note = survey.notes.get()
    assert (note.row, note.column, note.text) == (2, "name", "Apa ini?")


def test_notes_cost_the_same_queries_however_many_there_are(client, survey, ratna, sari):
    client.force_login(ratna)
    url = reverse("examination", args=[survey.code])
    on_row(survey, ratna, 1)
    survey.notes.write(by=ratna, attachment=survey.revision.attachments.get(), text="Pudar.")
    client.get(url)
    with CaptureQueriesContext(connection) as queries:
        client.get(url)
        few = len(queries)
    for row in (1, 2, 3) * 10:
        on_row(survey, ratna, row)

    with CaptureQueriesContext(connection) as queries:
        client.get(url)
        many = len(queries)

    assert few == many <= 20
