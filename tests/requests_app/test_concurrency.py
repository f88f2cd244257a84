"""Many people on one file at the same moment: one wins, the others are told, nothing is lost."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import transaction

from accounts.models import User
from events.models import Mail
from events.refusals import NotNow
from letters.models import Letter
from requests_app.models import Proposal, Revision, Submission
from requests_app.workflow import State
from tests.cast import make_office, make_staff
from tests.letters.conftest import equip
from tests.submissions import (
    attach,
    make_draft,
    make_examined,
    make_proposed,
    make_submitted,
)
from tests.threads import count, database_of_threads, doing, refused, together, whole_chain  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def saving(submission, block, answers, *, by):
    revision = Revision.objects.select_related("submission").get(
        submission=submission, submitted_at=None
    )
    return lambda: revision.store(block, answers, by=by, base=revision.saves)


def test_eight_examiners_take_one_file_and_one_has_it(sari, office):
    survey = make_submitted(sari)
    examiners = [make_staff(None, "examiner", office=office) for _ in range(8)]

    outcomes = together(*[doing(survey, "begin_examination", by=who) for who in examiners])

    survey.refresh_from_db()
    assert len(refused(outcomes)) == 7
    assert survey.examiner == examiners[outcomes.index(None)]
    assert count(survey, "submission.begin_examination") == 1


def test_eight_clicks_on_submit_are_one_submission_and_one_receipt(sari, ratna):
    draft = make_draft(sari)

    outcomes = together(*[doing(draft, "submit", by=sari) for _ in range(8)])

    assert {type(outcome) for outcome in refused(outcomes)} == {NotNow}
    assert len(refused(outcomes)) == 7
    assert count(draft, "submission.submit") == 1
    assert sorted(Mail.objects.about(draft).values_list("kind", "to")) == [
        ("submission_received", sari.email),
        ("submission_to_examine", ratna.email),
    ]


def test_what_is_saved_while_it_is_submitted_is_in_that_version_or_refused(sari):
    draft = make_draft(sari)
    names = ["responsible_name", "responsible_position", "manager_name", "manager_position"]
    before = draft.revision.answers["contacts"]
    saves = [saving(draft, "contacts", {name: f"Baru: {name}"}, by=sari) for name in names]

    *outcomes, submitted = together(*saves, doing(draft, "submit", by=sari))

    frozen = Revision.objects.get(submission=draft)
    expected = {
        name: f"Baru: {name}" if outcome == [] else before[name]
        for name, outcome in zip(names, outcomes, strict=True)
    }
    assert submitted is None
    assert frozen.is_frozen
    assert {name: frozen.answers["contacts"][name] for name in names} == expected
    assert all(outcome == [] or isinstance(outcome, NotNow) for outcome in outcomes)
    saved_after = [deed for deed in saves if not isinstance(together(deed)[0], NotNow)]
    assert saved_after == []


def test_a_file_added_while_it_is_submitted_is_in_that_version_or_refused(sari):
    draft = make_draft(sari)

    added, _ = together(
        lambda: attach(Submission.objects.get(pk=draft.pk), by=sari, kind="other"),
        doing(draft, "submit", by=sari),
    )

    kept = Revision.objects.get(submission=draft).attachments.filter(kind="other").count()
    assert kept == (0 if isinstance(added, NotNow) else 1)


def test_colleagues_saving_different_questions_of_a_block_lose_nothing(sari):
    draft = make_draft(sari)
    names = [f"{who}_{what}" for who in ("responsible", "manager") for what in ("name", "position")]

    outcomes = together(
        *[saving(draft, "contacts", {name: f"Baru: {name}"}, by=sari) for name in names]
    )

    stored = Revision.objects.get(submission=draft).answers["contacts"]
    assert outcomes == [[]] * 4
    assert [stored[name] for name in names] == [f"Baru: {name}" for name in names]


def test_colleagues_saving_the_same_question_are_told_of_each_other(sari):
    draft = make_draft(sari)
    titles = [f"Judul {number}" for number in range(4)]

    outcomes = together(
        *[saving(draft, "cover", {"survey_title": title}, by=sari) for title in titles]
    )

    draft.refresh_from_db()
    assert sorted(map(len, outcomes)) == [0, 1, 1, 1]
    assert draft.title == titles[outcomes.index([])]


def test_of_eight_proposals_one_is_open_and_has_the_one_letter(sari, ratna, hasan):
    file = make_examined(sari, ratna)
    layak = [doing(file, "propose_recommendation", by=ratna) for _ in range(4)]
    reason = "Termasuk statistik dasar."
    tidak = [doing(file, "propose_decline", by=ratna, reason=reason) for _ in range(4)]

    outcomes = together(*layak, *tidak)

    proposal = Proposal.objects.get(submission=file)
    assert len(refused(outcomes)) == 7
    assert proposal.state == Proposal.State.OPEN
    assert Letter.objects.get(submission=file).proposal == proposal
    assert Mail.objects.about(file).filter(kind="letter_to_sign").count() == 1


@pytest.mark.parametrize("time", range(3))
def test_either_the_agency_cancels_or_the_examiner_begins(sari, ratna, time):
    survey = make_submitted(sari)

    outcomes = together(
        doing(survey, "cancel", by=sari), doing(survey, "begin_examination", by=ratna)
    )

    survey.refresh_from_db()
    assert len(refused(outcomes)) == 1
    winner = [State.CANCELLED, State.UNDER_EXAMINATION][outcomes.index(None)]
    assert survey.state == winner


def test_a_file_that_is_transferred_is_not_proposed_as_well(sari, ratna, hasan):
    file, elsewhere = make_examined(sari, ratna), make_office("6301")

    outcomes = together(
        doing(file, "transfer", by=hasan, to=elsewhere, reason="Wilayah Tanah Laut."),
        doing(file, "propose_recommendation", by=ratna),
    )

    file.refresh_from_db()
    moved = outcomes[0] is None
    assert len(refused(outcomes)) == 1
    assert file.state == (State.SUBMITTED if moved else State.AWAITING_SIGNATURE)
    assert file.proposals.count() == Letter.objects.count() == (0 if moved else 1)


def test_who_waited_while_the_file_was_transferred_is_told(sari, ratna, hasan):
    file, elsewhere = make_examined(sari, ratna), make_office("6301")
    late = doing(file, "propose_recommendation", by=ratna)

    with ThreadPoolExecutor(1) as beside:
        with transaction.atomic():
            file.transfer(by=hasan, to=elsewhere, reason="Wilayah Tanah Laut.")
            waiting = beside.submit(together, late)
            time.sleep(0.5)  # by now it waits for the row

        assert len(refused(waiting.result())) == 1
    assert Submission.objects.get(pk=file.pk).state == State.SUBMITTED


def test_a_letter_is_withdrawn_or_taken_up_but_never_both(sari, ratna, hasan):
    equip(hasan)
    file = make_proposed(sari, ratna)
    letter = Letter.objects.get(submission=file)

    outcomes = together(
        doing(file, "withdraw_proposal", by=ratna),
        lambda: letter.take_up(by=User.objects.get(pk=hasan.pk)) and None,
    )

    file.refresh_from_db()
    letter = Letter.objects.get(submission=file)
    withdrawn = outcomes[0] is None
    assert len(refused(outcomes)) == 1
    assert file.state == (State.UNDER_EXAMINATION if withdrawn else State.AWAITING_SIGNATURE)
    assert letter.state == (Letter.State.SENT_BACK if withdrawn else Letter.State.NUMBERED)
    assert bool(letter.number) is not withdrawn


def test_verbs_on_many_files_at_once_wait_for_one_another_without_a_deadlock(sari, ratna, hasan):
    files = [make_examined(sari, ratna) for _ in range(3)]
    taken = [make_proposed(sari, ratna) for _ in range(3)]

    outcomes = together(
        *[doing(file, "propose_recommendation", by=ratna) for file in files],
        *[doing(file, "send_back", by=hasan, note="Periksa lagi.") for file in taken],
    )

    assert outcomes == [None] * 6
