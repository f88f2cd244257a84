"""The whole track of an objection to a decision, through the verbs."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from time_machine import travel

from accounts.models import Role
from appeals.models import Appeal
from events.models import Mail
from events.refusals import NotAllowed, NotNow
from letters.checking.codes import check_code
from letters.models import Letter
from letters.registers import faults
from requests_app.board.keeping import differences
from requests_app.workflow import State
from tests.appeals.making import TYPED, fresh, number, sign, truly_sign
from tests.cast import make_staff
from tests.submissions import at, make_examined

CAUSE = "Sampel yang baru memadai untuk estimasi kabupaten."


def mails(kind):
    return sorted(Mail.objects.filter(kind=kind).values_list("to", flat=True))


@pytest.fixture(autouse=True)
def spring():
    with travel(at(2026, 3, 2)):
        yield


def test_an_objection_is_filed_within_21_working_days_and_answered_within_ten(appeal, office):
    offer = Appeal.objects.offer(appeal.submission)

    assert (appeal.state, appeal.office, appeal.due_on) == ("filed", office, date(2026, 3, 16))
    assert (offer.last_day, offer.appeal) == (date(2026, 4, 8), appeal)
    assert mails("appeal_received") == ["sari@example.go.id"]
    assert appeal.submission.state == State.DECLINED


def test_after_the_limit_nothing_can_be_filed(declined, sari):
    with travel(at(2026, 4, 8)):
        assert not Appeal.objects.offer(declined).is_over
    with travel(at(2026, 4, 9)):
        assert Appeal.objects.offer(declined).is_over
        with pytest.raises(NotNow, match="sudah lewat"):
            Appeal.objects.file(declined, by=sari, **TYPED)


def test_what_was_not_declined_has_nothing_to_object_to(sari, ratna):
    survey = make_examined(sari, ratna)

    assert Appeal.objects.offer(survey) is None
    with pytest.raises(NotNow):
        Appeal.objects.file(survey, by=sari, **TYPED)


def test_another_agency_or_an_officer_files_none(declined, stranger, yoga):
    for person in (stranger, yoga):
        with pytest.raises(NotAllowed):
            Appeal.objects.file(declined, by=person, **TYPED)


def test_one_objection_to_a_letter_unless_it_was_withdrawn(appeal, sari):
    with pytest.raises(NotNow):
        Appeal.objects.file(appeal.submission, by=sari, **TYPED)

    appeal.withdraw(by=sari)
    again = Appeal.objects.file(appeal.submission, by=sari, **TYPED)

    assert (fresh(appeal).state, again.state) == ("withdrawn", "filed")
    with pytest.raises(IntegrityError), transaction.atomic():
        Appeal.objects.filter(pk=appeal.pk).update(state="filed")


def test_who_proposed_and_who_signed_are_shut_out(appeal, ratna, hasan, yoga, nadia):
    for person in (ratna, hasan):
        with pytest.raises(NotAllowed):
            appeal.take(by=person)
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="upheld", cause=CAUSE)

    assert appeal.shut_out == {ratna.pk, hasan.pk}
    for person in (ratna, hasan, yoga):
        assert appeal.letter().obstacle_for(person) != ""
    assert appeal.letter().obstacle_for(nadia) == ""


def test_upheld_is_said_by_a_letter_and_the_decision_stands(appeal, yoga, nadia, sari):
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="upheld", cause=CAUSE)
    assert fresh(appeal).state == "in_review"

    letter = truly_sign(appeal.letter(), nadia)

    appeal, decision = fresh(appeal), Letter.objects.get(pk=appeal.decision_id)
    assert (appeal.state, appeal.closed_in_time) == ("upheld", True)
    assert (letter.purpose, letter.about, letter.sequence) == ("upheld", decision, 2)
    assert (decision.state, decision.submission.state) == ("signed", State.DECLINED)
    assert Letter.objects.current_for(decision.submission) == decision
    assert letter.content["objection"] == {"code": appeal.code, "made_on": "2026-03-02"}
    assert CAUSE in str(letter.content["body"])
    assert check_code(letter.token).letter == letter
    assert mails("appeal_answered") == ["dinas@example.go.id", "sari@example.go.id"]
    assert faults() == []


def test_overturned_withdraws_the_decision_and_the_file_is_examined_anew(
    appeal, yoga, nadia, ratna, hasan, sari
):
    with travel(at(2026, 3, 9)):
        appeal.take(by=yoga)
        appeal.decide(by=yoga, outcome="overturned", cause=CAUSE)
        sign(appeal.letter(), nadia)

        survey = type(appeal.submission).objects.get(pk=appeal.submission_id)
        decision = Letter.objects.get(pk=appeal.decision_id)
        assert fresh(appeal).state == "overturned"
        assert (decision.state, decision.successor.purpose) == ("withdrawn", "overturned")
        assert (survey.state, survey.examiner, survey.decided_at) == (State.SUBMITTED, None, None)
        assert (survey.letter_number, survey.revision.number) == ("", 2)
        assert survey.revision.answers == survey.revisions.first().answers
        assert survey.due_on == date(2026, 4, 28)  # 21 April, and the five days it rested
        assert differences() == {}

        survey.begin_examination(by=yoga)
        survey.propose_recommendation(by=yoga)
        sign(survey.letters.get(verdict="recommend"), nadia)
        survey.refresh_from_db()
        assert survey.state == State.RECOMMENDED
        assert survey.identity == "V-26.6302.001"
        assert differences() == {}
        assert faults() == []


def test_who_was_invited_before_the_decision_stays_out_of_the_file_opened_again(
    appeal, sari, yoga, nadia
):
    appeal.submission.guests.let_in("tono@example.go.id", by=sari)
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="overturned", cause=CAUSE)
    sign(appeal.letter(), nadia)

    survey = type(appeal.submission).objects.get(pk=appeal.submission_id)
    assert survey.state == State.SUBMITTED
    assert survey.guest_addresses == frozenset()
    assert survey.invite(email="tono@example.go.id", by=sari)


def test_a_second_decline_can_be_objected_to_again(appeal, yoga, nadia, sari):
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="overturned", cause=CAUSE)
    sign(appeal.letter(), nadia)
    survey = type(appeal.submission).objects.get(pk=appeal.submission_id)
    survey.begin_examination(by=yoga)
    survey.propose_decline(by=yoga, reason="Masih kurang.")
    sign(survey.letters.get(state="draft"), nadia)
    survey.refresh_from_db()

    again = Appeal.objects.file(survey, by=sari, **TYPED)

    assert again.decision != appeal.decision
    assert {yoga.pk, nadia.pk} < again.shut_out
    assert again.lacks != ""


def test_the_examiner_is_asked_and_answers_in_writing(appeal, yoga, ratna, nadia):
    appeal.take(by=yoga)
    appeal.ask_statement(by=yoga, text="Mengapa 150 tidak cukup?")
    with pytest.raises(NotAllowed):
        appeal.give_statement(by=yoga, text="Karena …")
    appeal.give_statement(by=ratna, text="Galatnya 30 persen.")

    said = appeal.statements.get()
    assert (said.of, said.given_by, said.text) == (ratna, ratna, "Galatnya 30 persen.")
    assert "ratna@bps.example.go.id" in mails("appeal_for_office")
    with pytest.raises(NotNow):
        appeal.give_statement(by=ratna, text="Lagi.")


def test_a_colleague_takes_it_over_until_it_is_drafted(appeal, yoga, nadia, office):
    other = make_staff("Sinta", Role.EXAMINER, office=office)
    appeal.take(by=yoga)
    appeal.take(by=other)
    assert fresh(appeal).handler == other
    with pytest.raises(NotAllowed):
        appeal.decide(by=yoga, outcome="upheld", cause=CAUSE)
    appeal.decide(by=other, outcome="upheld", cause=CAUSE)

    with pytest.raises(NotNow):
        appeal.take(by=yoga)


def test_an_answer_sent_back_keeps_its_number_for_the_same_outcome(appeal, yoga, nadia):
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="upheld", cause=CAUSE)
    first = number(appeal.letter(), nadia)
    with pytest.raises(NotAllowed):
        appeal.send_back(by=yoga, note="Tidak.")
    appeal.send_back(by=nadia, note="Sebutkan perhitungannya.")
    assert appeal.letter().state == "sent_back"

    appeal.decide(by=yoga, outcome="upheld", cause="Perhitungannya terlampir.")
    assert sign(appeal.letter(), nadia).number == first.number

    assert "yoga@bps.example.go.id" in mails("appeal_for_office")


def test_another_outcome_after_that_leaves_the_number_void(appeal, yoga, nadia):
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="upheld", cause=CAUSE)
    number(appeal.letter(), nadia)
    appeal.send_back(by=nadia, note="Perhitungannya benar.")
    appeal.decide(by=yoga, outcome="overturned", cause=CAUSE)
    sign(appeal.letter(), nadia)

    states = Letter.objects.filter(about=appeal.decision).values_list("purpose", "state")
    assert list(states) == [("upheld", "void"), ("overturned", "signed")]
    assert faults() == []


def test_the_agency_withdraws_until_it_is_signed(appeal, yoga, nadia, sari):
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="upheld", cause=CAUSE)
    number(appeal.letter(), nadia)
    appeal.withdraw(by=sari)

    assert Letter.objects.get(about=appeal.decision).state == "void"
    assert (fresh(appeal).state, faults()) == ("withdrawn", [])
    with pytest.raises(NotNow):
        appeal.take(by=yoga)


def test_the_decision_is_neither_withdrawn_nor_replaced_meanwhile(appeal, ratna):
    with pytest.raises(NotNow, match="keberatan"):
        appeal.decision.propose_act("withdrawal", by=ratna, cause="Keliru.")

    assert not Letter.objects.filter(about=appeal.decision).exists()
