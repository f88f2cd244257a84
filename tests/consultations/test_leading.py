"""What a consultation leads to: a draft, or a note of an examination."""

import pytest
from django.urls import reverse

from events.models import Event
from events.refusals import NotNow
from requests_app.models import Submission
from tests.consultations.making import make_consultation, make_guests
from tests.pages import soup, told


def labels(client, consultation):
    page = soup(client.get(consultation.get_absolute_url()))
    return [link.get_text(strip=True) for link in page.select(".layout-aside li a")]


def test_the_agency_begins_its_draft_with_the_title_it_asked_about(client, sari):
    consultation = make_consultation(sari)
    client.force_login(sari)
    address = reverse("consultation_step", args=[consultation.code, "draf"])

    answer = client.post(address, {"edition": "fpkpa_2021"})

    draft = Submission.objects.get()
    assert answer.headers["Location"] == reverse("submission", args=[draft.code])
    assert (draft.title, draft.edition) == (consultation.activity, "fpkpa_2021")
    assert draft.revision.answers["organizer"]["organizer_name"] == sari.agency.name
    consultation.refresh_from_db()
    assert consultation.submission == draft
    last = Event.objects.about(draft).last().sentence.strip()
    assert last == f"Draf ini berasal dari konsultasi {consultation.code}."
    assert "Mulai pengajuan dari konsultasi ini" not in labels(client, consultation)
    assert draft.code in soup(client.get(consultation.get_absolute_url())).get_text()


def test_it_begins_one_draft(sari):
    consultation = make_consultation(sari)
    consultation.begin_draft(by=sari, edition="fs3_2021")

    with pytest.raises(NotNow):
        consultation.begin_draft(by=sari, edition="fs3_2021")

    assert Submission.objects.count() == 1


def test_the_counter_begins_it_for_the_agency(client, sari, budi):
    consultation = make_consultation(sari)
    client.force_login(budi)
    address = reverse("consultation_step", args=[consultation.code, "draf"])

    answer = client.post(address, {"edition": "fs3_2021"})

    draft = Submission.objects.get()
    assert (draft.entered_by, draft.agency) == (budi, sari.agency)
    assert answer.headers["Location"] == reverse("counter_begin", args=[draft.code])


def test_a_guests_becomes_no_draft(client, budi, office):
    consultation, _ = make_guests(office)
    client.force_login(budi)

    assert "Mulai pengajuan dari konsultasi ini" not in labels(client, consultation)


def test_the_answer_becomes_a_note_on_the_file_that_the_officer_examines(
    client, sari, ratna, examined
):
    consultation = make_consultation(sari)
    consultation.answer(by=ratna, text="Ambil acak sederhana.")
    client.force_login(ratna)
    address = reverse("consultation_step", args=[consultation.code, "catatan"])
    page = soup(client.get(address))
    assert page.select_one("[name=text]").get_text(strip=True) == "Ambil acak sederhana."

    answer = client.post(address, {"submission": examined.pk, "text": "Ambil acak sederhana."})

    assert told(answer) == [
        "Catatan umum tersimpan; instansi membacanya saat formulir dikembalikan."
    ]
    note = examined.notes.get()
    assert (note.text, note.by, note.question) == ("Ambil acak sederhana.", ratna, "")
    consultation.refresh_from_db()
    assert consultation.submission == examined


def test_it_becomes_no_note_where_nothing_of_the_agency_is_examined(client, sari, ratna):
    consultation = make_consultation(sari)
    consultation.answer(by=ratna, text="Ambil acak sederhana.")
    client.force_login(ratna)

    assert "Jadikan catatan pemeriksaan" not in labels(client, consultation)
