"""An agency that waits for approval may write; only submitting waits."""

import pytest
from django.urls import reverse

from events.refusals import NotAllowed
from requests_app.models import Submission
from requests_app.next_step import next_step
from requests_app.workflow import State
from tests.cast import make_agency, make_member
from tests.pages import told, words
from tests.submissions import make_draft, make_submitted

APPROVE = "menyetujui pendaftaran instansi Anda"


def test_it_fills_the_form_in_and_submits_once_it_is_approved(client, pending_member, budi):
    client.force_login(pending_member)
    desk = client.get(reverse("desk"))
    client.post(reverse("submission_new"), {"edition": "fs3_2021"})
    begun = Submission.objects.get()
    draft = make_draft(pending_member)
    page = client.get(reverse("submission", args=[draft.code]))
    refused = client.post(reverse("submittal", args=[draft.code]))

    assert "Instansi Anda menunggu persetujuan" in words(desk)
    assert next_step(begun, pending_member).label == "Mulai dari Sampul"
    assert page.context["next_step"].label == ""
    assert APPROVE in words(page)
    assert (refused.status_code, APPROVE in told(refused)[0]) == (302, True)
    assert client.get(reverse("answers_review", args=[draft.code])).status_code == 200

    pending_member.agency.approve(by=budi)
    client.post(reverse("submittal", args=[draft.code]))
    draft.refresh_from_db()
    assert draft.state == State.SUBMITTED


def test_it_is_told_what_is_missing_and_then_what_it_waits_for(client, pending_member):
    empty = Submission.objects.start(
        edition="fs3_2021", agency=pending_member.agency, by=pending_member
    )
    draft = make_draft(pending_member)
    client.force_login(pending_member)
    missing = client.get(reverse("answers_review", args=[empty.code]))
    complete = client.get(reverse("answers_review", args=[draft.code]))

    assert "hal yang perlu dilengkapi" in words(missing)
    assert "Tidak ada yang perlu Anda lengkapi" not in words(missing)
    assert APPROVE in words(complete)
    assert f'action="{reverse("submittal", args=[draft.code])}"' not in complete.content.decode()


def test_nobody_else_reads_its_drafts(client, pending_member, budi, ratna, sari):
    draft = make_draft(pending_member)
    for person in (budi, ratna, sari):
        client.force_login(person)
        assert client.get(reverse("submission", args=[draft.code])).status_code == 404


def test_it_sees_no_file_of_another_agency(client, pending_member, sari):
    survey = make_submitted(sari)
    client.force_login(pending_member)
    for name in ("submission", "resume", "attachments", "answers_review"):
        assert client.get(reverse(name, args=[survey.code])).status_code == 404


def test_who_was_refused_is_told_in_his_own_words(client, pending_member, budi):
    draft = make_draft(pending_member)
    pending_member.agency.refuse(by=budi, reason="Bukan instansi pemerintah.")
    client.force_login(pending_member)
    desk = client.get(reverse("desk"))
    new = client.get(reverse("submission_new"))

    assert "Pendaftaran instansi Anda tidak disetujui" in words(desk)
    assert new.status_code == 403
    assert "Pendaftaran instansi Anda tidak disetujui" in new.content.decode()
    assert client.get(reverse("submission", args=[draft.code])).status_code == 404
    with pytest.raises(NotAllowed):
        make_draft(pending_member)


def test_drafts_go_along_with_an_applicant_who_is_merged(pending_member, budi, sari, office):
    draft = make_draft(pending_member)
    colleague = make_member(agency=make_agency(office=office))
    theirs = make_draft(colleague)
    pending_member.agency.merge_into(sari.agency, by=budi)

    draft.refresh_from_db()
    theirs.refresh_from_db()
    assert (draft.agency, theirs.agency) == (sari.agency, colleague.agency)
    pending_member.refresh_from_db()
    assert draft.can_write(pending_member)
