"""Many people on one file at the same moment: one wins, the others are told, nothing is lost.

Real threads, each with a connection of its own, on SQLite and on PostgreSQL alike.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from threading import Barrier

import pytest
from django.db import connection, connections

from accounts.models import User
from events.chain import verify
from events.models import Event, Mail
from letters.models import Letter
from requests_app.checklist import items_for
from requests_app.models import Note, Proposal, Revision, Submission
from requests_app.workflow import Incomplete, NotAllowed, NotNow, Refused, State
from tests.cast import make_office, make_staff
from tests.files import (
    attach,
    make_draft,
    make_examined,
    make_proposed,
    make_returned,
    make_submitted,
)

pytestmark = pytest.mark.django_db(transaction=True)

PATIENCE = 20  # seconds until a thread that waits for the others gives up


@pytest.fixture(autouse=True)
def database_of_threads(transactional_db, tmp_path):
    """On SQLite a copy of the test database in a file, since that in memory knows no waiting."""
    if connection.vendor != "sqlite":
        yield
        return
    memory, facts = connections["default"], connections.settings["default"]
    memory.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "threads.sqlite3")) as file:
        memory.connection.backup(file)
    name, facts["NAME"] = facts["NAME"], str(tmp_path / "threads.sqlite3")
    connections["default"] = connections.create_connection("default")
    yield
    connections["default"].close()
    connections["default"], facts["NAME"] = memory, name


@pytest.fixture(autouse=True)
def whole_chain(database_of_threads):
    """Whatever a story does at once, its events follow one another in one unbroken chain."""
    yield
    count, damage = verify()
    assert (count, damage) == (Event.objects.count(), "")


def together(*deeds):
    """Do them all at the same moment; what each gave back, or the refusal it met, in that order."""
    starting = Barrier(len(deeds), timeout=PATIENCE)

    def run(deed):
        try:
            connection.ensure_connection()
            starting.wait()
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def doing(submission, verb, *, by, **facts):
    """A deed of somebody who has the file open in a browser of his own."""
    person, mine = User.objects.get(pk=by.pk), Submission.objects.get(pk=submission.pk)
    return lambda: getattr(mine, verb)(by=person, **facts)


def saving(submission, block, answers, *, by):
    revision = Revision.objects.select_related("submission").get(
        submission=submission, submitted_at=None
    )
    return lambda: revision.store(block, answers, by=by, base=revision.saves)


def refused(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Refused)]


def count(submission, action):
    return Event.objects.about(submission).filter(action=action).count()


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


def test_a_letter_is_withdrawn_or_taken_up_but_never_both(sari, ratna, hasan):
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


def test_a_note_is_answered_before_the_form_comes_back_or_not_at_all(sari, ratna):
    file = make_returned(sari, ratna)
    note = Note.objects.get(submission=file)

    answered, submitted = together(
        lambda: note.answer(by=User.objects.get(pk=sari.pk), text="Sudah diperbaiki."),
        doing(file, "submit", by=sari),
    )

    file.refresh_from_db()
    assert answered is None
    assert submitted is None or isinstance(submitted, Incomplete)
    assert file.state == (State.RETURNED if submitted else State.SUBMITTED)
    events = Event.objects.about(file).values_list("action", flat=True)
    assert [action for action in events if action == "note.answered"] == ["note.answered"]


def test_a_note_withdrawn_by_two_clicks_is_withdrawn_once(sari, ratna):
    file = make_examined(sari, ratna)
    note = file.add_note(by=ratna, text="Jelaskan.")
    clicks = [Note.objects.get(pk=note.pk) for _ in range(2)]

    outcomes = together(*[lambda note=note: note.withdraw(by=ratna) for note in clicks])

    assert len(refused(outcomes)) == 1
    assert not Note.objects.exists()


def test_verbs_on_many_files_at_once_wait_for_one_another_without_a_deadlock(sari, ratna, hasan):
    files = [make_examined(sari, ratna) for _ in range(3)]
    taken = [make_proposed(sari, ratna) for _ in range(3)]

    outcomes = together(
        *[doing(file, "propose_recommendation", by=ratna) for file in files],
        *[doing(file, "send_back", by=hasan, note="Periksa lagi.") for file in taken],
    )

    assert outcomes == [None] * 6


def test_a_note_settled_in_two_ways_at_once_has_one_end(sari, ratna):
    file = make_examined(sari, ratna)
    note = file.add_note(by=ratna, text="Jelaskan.")
    here, there = Note.objects.get(pk=note.pk), Note.objects.get(pk=note.pk)

    outcomes = together(lambda: here.accept(by=ratna), lambda: there.close_as_advice(by=ratna))

    note.refresh_from_db()
    assert len(refused(outcomes)) == 1
    assert note.state == [Note.State.ACCEPTED, Note.State.ADVICE][outcomes.index(None)]
    assert count(file, f"note.{note.state}") == 1


def test_a_note_written_while_the_form_goes_back_is_sent_with_it_or_refused(sari, ratna):
    file = make_examined(sari, ratna)
    file.add_note(by=ratna, text="Jelaskan.")

    *added, returned = together(
        *[doing(file, "add_note", by=ratna, text=f"Catatan {number}") for number in range(6)],
        doing(file, "return_for_revision", by=ratna),
    )

    kept = [note for note in added if isinstance(note, Note)]
    assert returned is None
    assert Note.objects.filter(submission=file).count() == len(kept) + 1
    assert not Note.objects.filter(submission=file, sent_at=None).exists()


def test_who_lost_the_file_to_a_colleague_settles_nothing_more(sari, ratna, hasan, office):
    file = make_examined(sari, ratna)
    note = file.add_note(by=ratna, text="Jelaskan.")
    yoga = make_staff(None, "examiner", office=office)

    accepted, assigned = together(
        lambda: Note.objects.get(pk=note.pk).accept(by=User.objects.get(pk=ratna.pk)),
        doing(file, "assign", by=hasan, to=yoga, reason="Ratna cuti."),
    )

    events = list(Event.objects.about(file).values_list("action", flat=True))
    assert assigned is None
    if accepted is None:
        assert events.index("note.accepted") < events.index("submission.assign")
    else:
        note.refresh_from_db()
        assert (type(accepted), note.state) == (NotAllowed, Note.State.OPEN)


def test_colleagues_judging_and_agreeing_at_once_overwrite_nothing(sari, ratna, office):
    file = make_examined(sari, ratna)
    items = [item.code for item in items_for(file.kind)][:6]
    yoga = make_staff(None, "examiner", office=office)

    outcomes = together(
        *[doing(file, "judge", by=ratna, findings={item: "fit"}) for item in items],
        doing(file, "second", by=yoga),
        doing(file, "remark", by=yoga, text="Setuju."),
    )

    assert refused(outcomes) == []
    assert Submission.objects.get(pk=file.pk).findings() == dict.fromkeys(items, "fit")


def test_two_tabs_that_judge_an_item_differently_are_told_of_each_other(sari, ratna):
    file = make_examined(sari, ratna)
    item = items_for(file.kind)[0].code

    outcomes = together(
        doing(file, "judge", by=ratna, findings={item: "fit"}),
        doing(file, "judge", by=ratna, findings={item: "unfit"}),
    )

    assert len(refused(outcomes)) == 1
    assert file.findings() == {item: ["fit", "unfit"][outcomes.index(None)]}
