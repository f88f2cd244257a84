import pytest
from time_machine import travel

from events.models import Event, Mail
from events.refusals import Incomplete, NotAllowed, NotNow
from requests_app.models import Note, Submission
from requests_app.workflow import STEPS, State
from tests.cast import make_office, make_staff
from tests.submissions import (
    at,
    attach,
    make_draft,
    make_examined,
    make_proposed,
    make_returned,
    make_submitted,
)
from workdays.models import Holiday


def actions(submission):
    return [event.action for event in Event.objects.about(submission)]


def test_a_new_draft_knows_the_organiser_from_the_agencys_own_record(sari, agency):
    submission = Submission.objects.start(edition="fs3_2021", agency=agency, by=sari)

    organiser = submission.revision.answers["organizer"]
    assert organiser["organizer_name"] == agency.name
    assert organiser["organizer_regency"] == "6302"
    assert organiser["organizer_province"] == "63"
    assert submission.state == State.DRAFT
    assert actions(submission) == ["submission.start"]


def test_an_officer_starts_a_file_on_behalf_of_the_agency_and_both_names_stay(budi, agency):
    submission = Submission.objects.start(edition="fs3_2021", agency=agency, by=budi)

    event = Event.objects.about(submission).get()
    assert (event.by, event.on_behalf_of, submission.entered_by) == (budi, agency, budi)


def test_nobody_starts_a_file_for_another_agency(stranger, ratna, agency):
    for person in (stranger, ratna):
        with pytest.raises(NotAllowed):
            Submission.objects.start(edition="fs3_2021", agency=agency, by=person)
    assert Submission.objects.count() == 0


def test_an_incomplete_form_cannot_be_submitted(sari, agency):
    submission = Submission.objects.start(edition="fs3_2021", agency=agency, by=sari)

    with pytest.raises(Incomplete) as refusal:
        submission.submit(by=sari)

    assert "cover.survey_title" in [item.key for item in refusal.value.missing]
    assert refusal.value.missing[-1].label == "Surat pengantar"
    submission.refresh_from_db()
    assert submission.state == State.DRAFT
    assert Mail.objects.count() == 0


def test_submitting_freezes_the_version_starts_the_clock_and_mails_a_receipt(sari, ratna):
    with travel(at(2026, 3, 2)):
        submission = make_submitted(sari)

    assert submission.state == State.SUBMITTED
    assert submission.due_on.isoformat() == "2026-04-21"
    assert submission.revision.is_frozen
    assert actions(submission) == ["submission.start", "submission.submit"]
    assert sorted(Mail.objects.about(submission).values_list("kind", "to")) == [
        ("submission_received", sari.email),
        ("submission_to_examine", ratna.email),
    ]


def test_a_submitted_version_cannot_be_written_any_more(survey, sari):
    with pytest.raises(NotNow):
        survey.revision.store("cover", {"survey_title": "Lain"}, by=sari)
    with pytest.raises(NotNow):
        attach(survey, by=sari)


def test_the_clock_pauses_while_the_agency_has_the_form(sari, ratna):
    with travel(at(2026, 3, 2)):
        submission = make_examined(sari, ratna)
    with travel(at(2026, 3, 9)):
        submission.return_for_revision(by=ratna, note="Jelaskan kerangka sampel.")
        assert submission.due_on is None
        assert submission.is_paused
    with travel(at(2026, 3, 16)):
        submission.notes.get().answer(by=sari, text="Sudah diperbaiki.")
        submission.submit(by=sari)

    assert submission.due_on.isoformat() == "2026-04-29"
    assert submission.clock().due_on == submission.due_on


def test_a_resubmission_comes_back_to_the_same_examiner(sari, ratna):
    rina = make_staff("Rina Kartika", "examiner", office=ratna.office)
    submission = make_returned(sari, ratna)
    submission.notes.get().answer(by=sari, text="Sudah diperbaiki.")
    submission.submit(by=sari)

    assert submission.examiner == ratna
    assert submission.told_to(ratna).label == "Sudah diperbaiki"
    assert submission.told_to(sari).label == "Diajukan"
    with pytest.raises(NotAllowed):
        submission.begin_examination(by=rina)
    submission.begin_examination(by=ratna)
    assert submission.state == State.UNDER_EXAMINATION
    assert submission.revision.number == 2


def test_a_return_needs_a_note(examined, ratna):
    with pytest.raises(Incomplete):
        examined.return_for_revision(by=ratna)
    examined.refresh_from_db()
    assert examined.state == State.UNDER_EXAMINATION


def test_the_agency_answers_every_note_before_it_resubmits(sari, ratna):
    submission = make_returned(sari, ratna)

    with pytest.raises(Incomplete) as refusal:
        submission.submit(by=sari)

    assert [item.block for item in refusal.value.missing] == ["notes"]


def test_a_returned_version_keeps_its_attachments_and_the_next_has_its_own(sari, ratna):
    submission = make_returned(sari, ratna)
    first, second = submission.revisions.all()

    second.attachments.get().remove()

    assert [file.name for file in first.attachments.all()] == ["surat-pengantar.pdf"]
    assert first.attachments.get().file.open().read(5) == b"%PDF-"
    assert second.attachments.count() == 0


def test_layak_is_refused_while_a_note_is_open(examined, ratna):
    note = examined.notes.write(by=ratna, text="Jelaskan.", question="design.training")

    with pytest.raises(Incomplete):
        examined.propose_recommendation(by=ratna)
    note.close_as_advice(by=ratna)
    examined.propose_recommendation(by=ratna)

    assert examined.state == State.AWAITING_SIGNATURE
    assert examined.open_proposal.advice == [
        {"number": "5.10", "label": "Apakah melakukan pelatihan petugas", "text": "Jelaskan."}
    ]


def test_tidak_layak_needs_a_reason(examined, ratna):
    with pytest.raises(NotNow):
        examined.propose_decline(by=ratna, reason="  ")
    examined.propose_decline(by=ratna, reason="Termasuk statistik dasar.")
    assert examined.open_proposal.reason == "Termasuk statistik dasar."


def test_an_examiner_withdraws_his_proposal_until_the_head_takes_the_letter_up(sari, ratna):
    submission = make_proposed(sari, ratna)
    submission.withdraw_proposal(by=ratna)
    assert submission.state == State.UNDER_EXAMINATION

    submission.propose_recommendation(by=ratna)
    submission.open_proposal.take_up()
    with pytest.raises(NotNow):
        submission.withdraw_proposal(by=ratna)


def test_the_head_sends_a_letter_back_with_a_note(sari, ratna, hasan):
    submission = make_proposed(sari, ratna)

    submission.send_back(by=hasan, note="Periksa kembali judulnya.")

    assert submission.state == State.UNDER_EXAMINATION
    assert submission.open_proposal is None
    mail = Mail.objects.about(submission).get(kind="submission_sent_back")
    assert mail.to == ratna.email
    assert "Periksa kembali judulnya." in mail.text


def test_an_examiner_gives_a_file_back_and_another_takes_it(examined, ratna):
    rina = make_staff("Rina Kartika", "examiner", office=ratna.office)

    examined.give_back(by=ratna, reason="Cuti.")
    examined.begin_examination(by=rina)

    assert examined.examiner == rina


def test_a_file_is_assigned_only_to_an_examiner_of_the_office(examined, hasan, budi):
    rina = make_staff("Rina Kartika", "examiner", office=hasan.office)

    with pytest.raises(NotNow):
        examined.assign(to=budi, by=hasan, reason="Ratna cuti.")
    examined.assign(to=rina, by=hasan, reason="Ratna cuti.")

    assert examined.examiner == rina
    assert examined.state == State.UNDER_EXAMINATION


def test_a_transfer_keeps_the_date_of_submission(survey, hasan):
    submitted_at, due_on = survey.submitted_at, survey.due_on
    survey.transfer(to=make_office("6301"), by=hasan, reason="Wilayah Tanah Laut.")

    assert (survey.submitted_at, survey.due_on) == (submitted_at, due_on)
    assert survey.state == State.SUBMITTED
    assert not Submission.objects.visible_to(hasan).exists()


def test_the_office_cancels_only_with_a_reason(survey, ratna):
    with pytest.raises(NotNow):
        survey.cancel(by=ratna)
    survey.cancel(by=ratna, reason="Tiga bulan tanpa jawaban.")
    assert survey.state == State.CANCELLED
    assert survey.due_on is None


def test_an_office_does_not_see_a_draft_that_an_agency_is_writing(draft, ratna, budi, stranger):
    for person in (ratna, budi, stranger):
        assert not Submission.objects.visible_to(person).exists()
    draft.submit(by=draft.created_by)
    assert Submission.objects.visible_to(ratna).get() == draft
    assert not Submission.objects.visible_to(stranger).exists()


def test_the_jurisdiction_follows_the_area_if_that_office_is_here(sari):
    province = make_office("6300")
    areas = [
        {"province": "63", "regency": "6302"},
        {"province": "63", "regency": "6301"},
    ]
    make_office("6301")
    draft = make_draft(sari)
    draft.revision.store("design", {"area_scope": "partial", "areas": areas}, by=sari)

    draft.submit(by=sari)

    assert draft.office == province


@pytest.mark.parametrize("verb", STEPS)
def test_a_stranger_may_do_nothing(verb, survey, stranger):
    with pytest.raises(NotAllowed):
        survey.require(verb, stranger)


def test_what_is_done_twice_happens_once(survey, ratna):
    again = Submission.objects.get(pk=survey.pk)
    survey.begin_examination(by=ratna)

    with pytest.raises(NotNow):
        again.begin_examination(by=ratna)

    assert actions(survey).count("submission.begin_examination") == 1


def test_a_note_lives_until_it_is_accepted(sari, ratna):
    submission = make_examined(sari, ratna)
    note = submission.notes.write(
        by=ratna, text="Tambahkan definisi.", question="purpose.variables"
    )
    assert not Note.objects.visible_to(sari).exists()
    submission.return_for_revision(by=ratna)
    note.refresh_from_db()
    assert Note.objects.visible_to(sari).get() == note

    note.answer(by=sari, text="Sudah ditambahkan.")
    submission.submit(by=sari)
    submission.begin_examination(by=ratna)
    note.reopen(by=ratna, text="Definisi nelayan belum ada.")
    submission.return_for_revision(by=ratna)
    note.answer(by=sari, text="Definisi nelayan ditambahkan.")
    submission.submit(by=sari)
    submission.begin_examination(by=ratna)
    note.accept(by=ratna)

    assert note.state == Note.State.ACCEPTED
    assert [entry.text for entry in note.entries.all()] == [
        "Sudah ditambahkan.",
        "Definisi nelayan belum ada.",
        "Definisi nelayan ditambahkan.",
    ]
    submission.propose_recommendation(by=ratna)


def test_a_day_closed_by_the_office_moves_the_due_dates_of_open_files(
    sari, office, django_capture_on_commit_callbacks
):
    with travel(at(2026, 3, 2)):
        submission = make_submitted(sari)
    with django_capture_on_commit_callbacks(execute=True):
        Holiday.objects.create(day="2026-04-20", name="Pilkada ulang", deed="SK 1", kind="closed")

    submission.refresh_from_db()
    assert submission.due_on.isoformat() == "2026-04-22"
