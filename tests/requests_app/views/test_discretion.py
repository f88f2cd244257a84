"""What one side does not read: the agency the inner steps, the office what is half written."""

import pytest
from django.urls import reverse

from events.models import Mail
from requests_app.models import Note
from tests.cast import make_office, make_staff
from tests.submissions import (
    attach,
    make_draft,
    make_examined,
    make_proposed,
    make_returned,
    make_submitted,
)


def page(client, person, name, submission, *more):
    client.force_login(person)
    return client.get(reverse(name, args=[submission.code, *more]))


def text(client, person, name, submission, *more):
    return page(client, person, name, submission, *more).content.decode()


def answered(sari, ratna):
    """Once returned, answered and resubmitted; Ratna examines again."""
    submission = make_returned(sari, ratna)
    submission.notes.get().answer(by=sari, text="Sudah diperbaiki.")
    submission.submit(by=sari)
    submission.begin_examination(by=ratna)
    return submission


def test_an_agency_cannot_tell_that_a_letter_waits_for_the_head(client, sari, ratna):
    examined, proposed = make_examined(sari, ratna), make_proposed(sari, ratna)

    for submission in (examined, proposed):
        shown = page(client, sari, "submission", submission)
        assert shown.context["told"].state == "under_examination"
        words = "Petugas BPS sedang memeriksa rancangan Anda; hasilnya paling lambat "
        assert shown.context["next_step"].words.startswith(words)
        assert reverse("letter", args=[submission.code]) not in shown.content.decode()
    client.force_login(sari)
    listed = client.get(reverse("submissions"))
    assert [row.told.state for row in listed.context["rows"]] == ["under_examination"] * 2
    assert [(link["label"], link["count"]) for link in listed.context["filters"]] == [
        ("Semua", 2),
        ("Sedang diperiksa", 2),
    ]
    filtered = client.get(reverse("submissions"), {"status": "awaiting_signature"})
    assert len(filtered.context["rows"]) == 2


def test_an_agency_reads_a_reopened_note_when_the_form_is_returned(client, sari, ratna):
    submission = answered(sari, ratna)
    submission.notes.get().reopen(by=ratna, text="Definisi nelayan belum ada.")

    for name in ("submission", "notes", "resume"):
        shown = text(client, sari, name, submission)
        assert "Definisi nelayan belum ada." not in shown
        assert "Dibuka lagi" not in shown
        assert "membuka lagi" not in shown
    assert "Definisi nelayan belum ada." in text(client, ratna, "examination", submission)

    submission.return_for_revision(by=ratna)
    assert "Definisi nelayan belum ada." in text(client, sari, "notes", submission)
    assert "Dibuka lagi" in text(client, sari, "notes", submission)


def test_an_agency_does_not_learn_of_notes_that_were_never_sent(client, sari, ratna):
    submission = make_examined(sari, ratna)
    note = submission.notes.write(by=ratna, text="Rahasia.", question="design.training")
    note.close_as_advice(by=ratna)

    assert "sebagai saran" not in text(client, sari, "submission", submission)
    assert "sebagai saran" in text(client, ratna, "submission", submission)


@pytest.mark.parametrize("name", ["submission", "resume", "examination"])
def test_an_examiner_reads_what_was_submitted_while_the_agency_writes(client, sari, ratna, name):
    submission = make_returned(sari, ratna)
    submission.revision.store("cover", {"survey_title": "Setengah jadi"}, by=sari)
    submission.revision.store("design", {"training_explanation": "Belum selesai"}, by=sari)

    shown = text(client, ratna, name, submission)

    assert "Belum selesai" not in shown
    if name != "submission":
        assert "Dua hari di aula dinas" in shown


def test_a_version_that_is_being_written_is_the_agencys_own(client, sari, ratna, budi):
    submission = make_returned(sari, ratna)
    file = attach(submission, by=sari, kind="other")

    for name, more in (("revision", 2), ("changes", 2), ("attachment", file.pk)):
        assert page(client, ratna, name, submission, more).status_code == 404
        assert page(client, sari, name, submission, more).status_code == 200
        assert page(client, budi, name, submission, more).status_code == 200  # may write it
    assert page(client, ratna, "revision", submission, 1).status_code == 200
    assert "Periksa kembali" not in text(client, ratna, "answers_review", submission)
    assert page(client, ratna, "answers_review", submission).context["missing"] == []


def test_a_note_on_a_question_that_is_skipped_by_now_is_still_found(client, sari, ratna):
    submission = make_examined(sari, ratna)
    submission.notes.write(by=ratna, text="Kapan diulang?", question="general.frequency")
    submission.return_for_revision(by=ratna)
    Note.objects.get().answer(by=sari, text="Hanya sekali.")
    submission.revision.store("general", {"repetition": "once"}, by=sari)
    submission.submit(by=sari)
    submission.begin_examination(by=ratna)

    response = page(client, ratna, "examination", submission)

    assert [note.question for note in response.context["general_notes"]] == ["general.frequency"]
    assert "Kapan diulang?" in response.content.decode()


def test_what_was_typed_while_a_colleague_submitted_stays_on_the_page(client, sari):
    draft = make_draft(sari)
    client.force_login(sari)
    url = reverse("answers", args=[draft.code, "cover"])
    base = client.get(url).context["base"]
    draft.submit(by=sari)

    response = client.post(url, {"base": base, "survey_title": "Judul yang panjang sekali"})

    assert response.status_code == 422
    assert "Judul yang panjang sekali" in response.content.decode()
    assert "sudah diajukan" in response.content.decode()


def test_a_second_click_that_takes_away_is_told_so(client, sari, ratna):
    examined = make_examined(sari, ratna)
    note = examined.notes.write(by=ratna, text="Jelaskan.")
    draft = make_draft(sari)
    file = draft.revision.attachments.get()
    for person, name, submission, thing, told in (
        (ratna, "note_withdrawal", examined, note, "Catatan ini sudah dicabut."),
        (sari, "attachment_removal", draft, file, "Berkas ini sudah dihapus."),
    ):
        client.force_login(person)
        url = reverse(name, args=[submission.code, thing.pk])
        client.post(url)
        assert told in client.post(url, follow=True).content.decode()


def test_a_second_click_on_an_answer_is_one_answer(client, sari, ratna):
    submission = make_returned(sari, ratna)
    note = submission.notes.get()
    client.force_login(sari)
    for _ in range(2):
        client.post(
            reverse("note_answer", args=[submission.code, note.pk]),
            {"outcome": "fixed", "text": "Sudah diperbaiki."},
        )

    assert note.entries.count() == 1


def test_a_form_entered_at_the_desk_for_another_office_leads_the_officer_on(client, budi, agency):
    province = make_office("6300")
    make_office("6301")
    draft = make_draft(budi, agency=agency)
    areas = [{"province": "63", "regency": "6302"}, {"province": "63", "regency": "6301"}]
    draft.revision.store("design", {"area_scope": "partial", "areas": areas}, by=budi)
    client.force_login(budi)

    response = client.post(reverse("submittal", args=[draft.code]), follow=True)

    assert response.redirect_chain == [(reverse("desk"), 302)]
    assert f"diteruskan kepada {province.name}" in response.content.decode()


def test_the_mail_of_a_second_return_says_what_is_asked_now(sari, ratna):
    submission = answered(sari, ratna)
    submission.notes.get().reopen(by=ratna, text="Definisi nelayan belum ada.")

    submission.return_for_revision(by=ratna)

    mail = Mail.objects.about(submission).filter(kind="submission_returned").last()
    assert "Definisi nelayan belum ada." in mail.text


def test_a_form_comes_back_to_the_office_when_its_examiner_has_left(sari, ratna, dewi):
    rina = make_staff("Rina Kartika", "examiner", office=ratna.office)
    submission = make_returned(sari, ratna)
    submission.notes.get().answer(by=sari, text="Sudah diperbaiki.")
    ratna.deactivate(by=dewi)

    submission.submit(by=sari)

    mails = Mail.objects.about(submission).filter(kind="submission_to_examine", to=rina.email)
    assert "Sudah diperbaiki" in mails.last().subject


@pytest.mark.parametrize("odd", ["\x00", "6" * 5000, "-1", "6302\x00", "²"])
@pytest.mark.parametrize("name", ["transfer", "assignment"])
def test_odd_choices_are_told_at_the_field(client, sari, hasan, odd, name):
    submission = make_submitted(sari)
    client.force_login(hasan)

    response = client.post(reverse(name, args=[submission.code]), {"to": odd, "reason": "Cuti."})

    assert response.status_code == 200
    assert "to" in response.context["form"].errors


@pytest.mark.parametrize("number", ["9" * 30, "9" * 5000, "0"])
def test_numbers_without_end_are_not_found(client, sari, survey, number):
    client.force_login(sari)
    for path in ("lampiran/{}/", "versi/{}/", "versi/{}/perubahan/"):
        url = survey.get_absolute_url() + path.format(number)
        assert client.get(url).status_code == 404
