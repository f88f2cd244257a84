import pytest
from django.urls import reverse

from events.models import Event, Mail
from requests_app.models import Note, Submission
from requests_app.workflow import State
from tests.cast import make_agency, make_staff
from tests.pages import soup, told
from tests.submissions import (
    make_draft,
    make_examined,
    make_proposed,
    make_returned,
    make_submitted,
)


def post(client, person, name, submission, *more, **data):
    client.force_login(person)
    return client.post(reverse(name, args=[submission.code, *more]), data)


def test_an_examiner_takes_notes_and_returns(client, sari, ratna):
    survey = make_submitted(sari)
    post(client, ratna, "examination", survey)
    post(client, ratna, "notes", survey, question="design.training", text="Berapa lama?")
    response = post(client, ratna, "return", survey, note="Lengkapi lampiran.")

    survey.refresh_from_db()
    assert response.url == reverse("desk")
    assert survey.state == State.RETURNED
    assert [note.text for note in Note.objects.all()] == ["Berapa lama?", "Lengkapi lampiran."]


def test_a_return_without_a_note_is_refused_on_the_page(client, ratna, examined):
    response = post(client, ratna, "return", examined, note="")

    assert "sekurang-kurangnya satu catatan" in response.content.decode()


def test_the_agency_answers_and_resubmits(client, sari, ratna):
    submission = make_returned(sari, ratna)
    note = submission.notes.get()

    post(
        client,
        sari,
        "note_answer",
        submission,
        note.pk,
        outcome="fixed",
        text="Sudah dijelaskan pada 6.2.",
    )
    response = post(client, sari, "submittal", submission)

    submission.refresh_from_db()
    assert response.url == reverse("receipt", args=[submission.code])
    assert submission.state == State.SUBMITTED


def test_an_empty_answer_is_told(client, sari, ratna):
    submission = make_returned(sari, ratna)
    note = submission.notes.get()

    response = post(client, sari, "note_answer", submission, note.pk, outcome="kept", text=" \x00 ")

    assert response.status_code == 422
    note.refresh_from_db()
    assert note.state == Note.State.OPEN


def test_an_incomplete_form_lists_what_is_missing_with_links(client, sari):
    draft = make_draft(sari, sampling_frame=None)

    response = post(client, sari, "submittal", draft)
    page = client.get(response.url).content.decode()

    assert reverse("answers", args=[draft.code, "sampling"]) + "#q-sampling_frame" in page


def test_two_clicks_on_submit_are_one_submission(client, sari, draft):
    post(client, sari, "submittal", draft)
    response = post(client, sari, "submittal", draft)

    assert response.url == reverse("submission", args=[draft.code])
    assert Event.objects.filter(action="submission.submit").count() == 1


@pytest.mark.parametrize(
    ("name", "data"),
    [
        ("return", {"note": "Lengkapi."}),
        ("decision", {"verdict": "recommend"}),
        ("decision", {"verdict": "decline", "reason": "Statistik dasar."}),
        ("release", {"reason": "Cuti."}),
    ],
)
def test_two_clicks_move_it_once(client, ratna, examined, name, data):
    post(client, ratna, name, examined, **data)
    count = Event.objects.count()
    response = post(client, ratna, name, examined, **data)

    assert response.status_code == 302
    assert Event.objects.count() == count


def test_only_the_assigned_examiner_decides_and_the_refusal_says_so(client, examined):
    rina = make_staff("Rina Kartika", "examiner", office=examined.office)

    response = post(client, rina, "return", examined, note="Lengkapi.")

    assert response.status_code == 403
    assert "petugas pemeriksa yang ditugasi" in response.content.decode()


def test_a_stranger_does_not_learn_that_a_submission_exists(client, stranger, survey):
    client.force_login(stranger)
    for name in ("submission", "examination", "return", "decision", "notes", "resume"):
        assert client.get(reverse(name, args=[survey.code])).status_code == 404


def test_an_agency_does_not_read_the_offices_inner_steps(client, sari, ratna):
    submission = make_examined(sari, ratna)
    submission.notes.write(
        by=ratna, text="Rahasia sampai dikembalikan.", question="design.training"
    )
    submission.give_back(by=ratna, reason="Cuti sampai Senin.")
    client.force_login(sari)

    for name in ("submission", "notes", "resume"):
        page = client.get(reverse(name, args=[submission.code])).content.decode()
        assert "Cuti sampai Senin." not in page
        assert "Rahasia sampai dikembalikan." not in page


def test_tidak_layak_without_a_reason_is_told_at_the_field(client, ratna, examined):
    response = post(client, ratna, "decision", examined, verdict="decline", reason="")

    assert "Tuliskan alasan tidak layak." in response.content.decode()
    examined.refresh_from_db()
    assert examined.state == State.UNDER_EXAMINATION


def test_a_proposal_is_withdrawn_by_its_examiner(client, sari, ratna):
    submission = make_proposed(sari, ratna)

    post(client, ratna, "withdrawal", submission)

    submission.refresh_from_db()
    assert submission.state == State.UNDER_EXAMINATION


def test_a_cancellation_asks_back_first(client, sari, survey):
    client.force_login(sari)
    page = client.get(reverse("cancellation", args=[survey.code])).content.decode()
    assert "tidak dapat diurungkan" in page

    post(client, sari, "cancellation", survey, reason="")
    survey.refresh_from_db()
    assert survey.state == State.CANCELLED


def test_versions_and_their_changes_stay_readable(client, sari, ratna):
    submission = make_returned(sari, ratna)
    submission.revision.store("cover", {"survey_title": "Survei Baru"}, by=sari)
    submission.notes.get().answer(by=sari, text="Judulnya diganti.")
    submission.submit(by=sari)
    client.force_login(ratna)

    first = client.get(reverse("revision", args=[submission.code, 1])).content.decode()
    changes = client.get(reverse("changes", args=[submission.code, 2])).context["comparison"]

    assert "Survei Biaya Operasional Nelayan" in first
    assert [item.change.key for item in changes.changed] == ["cover.survey_title"]


def test_the_examiner_reads_the_mail_before_it_goes(client, sari, ratna, examined):
    examined.notes.write(by=ratna, text="Berapa lama pelatihannya?", question="design.training")
    client.force_login(ratna)

    mail = client.get(reverse("return", args=[examined.code])).context["mail"]
    post(client, ratna, "return", examined, note="")

    sent = Mail.objects.about(examined).get(kind="submission_returned")
    assert mail.to == [sent.to] == [sari.email]
    assert (mail.subject, mail.text) == (sent.subject, sent.text)


def test_without_a_note_there_is_nothing_to_preview(client, ratna, examined):
    client.force_login(ratna)

    refused = client.get(reverse("return_preview", args=[examined.code]), {"note": "\x00 "})

    assert refused.url == reverse("return", args=[examined.code])
    assert "Tulis sekurang-kurangnya satu catatan" in told(refused)[0]
    assert Submission.objects.get().state == State.UNDER_EXAMINATION


def test_an_agency_without_an_account_has_no_page_to_preview(client, budi, ratna, office):
    survey = make_examined(budi, ratna, agency=make_agency(office=office))
    client.force_login(ratna)

    refused = client.get(reverse("return_preview", args=[survey.code]), {"note": "Lengkapi."})

    assert refused.url == reverse("return", args=[survey.code])
    assert told(refused) == ["Instansi ini belum mempunyai akun; catatannya dikirim lewat surel."]


def test_a_proposal_that_is_refused_keeps_the_reason(client, ratna, examined):
    examined.notes.write(by=ratna, text="Jelaskan.", question="design.training")

    open_note = post(client, ratna, "decision", examined, verdict="recommend", reason="")
    unknown = post(client, ratna, "decision", examined, verdict="lain", reason="Rangkap.")

    assert list(open_note.context["form"].errors) == ["__all__"]
    assert "Masih ada 1 catatan terbuka." in open_note.content.decode()
    assert list(unknown.context["form"].errors) == ["verdict"]
    assert soup(unknown).select_one("textarea[name=reason]").get_text().strip() == "Rangkap."


def test_a_proposal_taken_back_twice_is_told(client, sari, ratna):
    submission = make_proposed(sari, ratna)
    post(client, ratna, "withdrawal", submission)

    twice = post(client, ratna, "withdrawal", submission)

    assert twice.url == reverse("submission", args=[submission.code])
    assert "“Tarik usulan” tidak dapat dilakukan lagi" in told(twice)[0]
    assert Event.objects.filter(action="submission.withdraw_proposal").count() == 1
