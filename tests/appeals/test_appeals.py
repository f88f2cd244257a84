"""The whole track of an objection to a decision, through the verbs."""

from datetime import date

import pytest
from django.db import IntegrityError, transaction
from time_machine import travel

from accounts.models import Role
from appeals.models import Appeal
from appeals.tasks import tend_appeals
from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from letters.checking.codes import check_code
from letters.models import Letter
from letters.registers import faults
from requests_app.board.keeping import differences
from requests_app.workflow import State
from tests.appeals.making import TYPED, fresh, make_declined, number, sign, truly_sign
from tests.cast import anew, appoint, make_member, make_staff
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


def test_the_superior_office_answers_with_its_own_number_where_it_works_here(
    declined, sari, yoga, nadia, province, indra, wahyu
):
    appeal = Appeal.objects.file(declined, by=sari, **TYPED)
    with pytest.raises(NotAllowed):
        appeal.take(by=yoga)
    appeal.take(by=indra)
    appeal.decide(by=indra, outcome="overturned", cause=CAUSE)
    assert appeal.letter().obstacle_for(nadia) != ""

    letter = sign(appeal.letter(), wahyu)

    survey = type(declined).objects.get(pk=declined.pk)
    assert (letter.office, letter.number) == (province, "B-001/63000/KS.000/03/2026")
    assert letter.content["office"]["name"] == "BPS Provinsi Kalimantan Selatan"
    assert (survey.state, survey.office) == (State.SUBMITTED, sari.agency.office)
    assert fresh(appeal).state == "overturned"


def test_a_superior_office_without_people_answers_nothing(declined, sari, office):
    type(office).objects.create(
        code="6300", name="BPS Provinsi", head_title="Kepala", address="-", city="Banjarbaru"
    )

    assert Appeal.objects.file(declined, by=sari, **TYPED).office == office


def test_mandates_count_on_their_days_only(appeal, yoga, office, hasan):
    late = make_staff("Gilang", office=office)
    appoint(late, kind="plh", post=office.head_title, starts_on=date(2026, 3, 4))
    appeal.take(by=yoga)
    assert "Plh." in fresh(appeal).lacks
    appeal.decide(by=yoga, outcome="upheld", cause=CAUSE)
    assert appeal.letter().obstacle_for(anew(late)) != ""

    with travel(at(2026, 3, 4)):
        assert fresh(appeal).lacks == ""
        assert appeal.letter().obstacle_for(anew(late)) == ""


def test_where_nobody_is_left_the_admin_is_told(declined, sari, dewi):
    appeal = Appeal.objects.file(declined, by=sari, **TYPED)

    assert "Plh." in appeal.lacks
    assert mails("appeal_for_office") == ["dewi@bps.example.go.id"]


def test_who_decides_alone_does_not_sign(appeal, nadia, yoga):
    """Four eyes: the Plh. may decide, and then somebody else signs."""
    appeal.take(by=nadia)
    appeal.decide(by=nadia, outcome="upheld", cause=CAUSE)

    assert appeal.letter().obstacle_for(nadia) != ""


def test_reminded_once_for_each_due_date(appeal, yoga, nadia):
    appeal.take(by=yoga)
    with travel(at(2026, 3, 11)):
        tend_appeals()
    assert not Event.objects.filter(action="appeal.remind").exists()
    for day in (12, 13):
        with travel(at(2026, 3, day)):
            tend_appeals()

    assert Event.objects.filter(action="appeal.remind").count() == 1
    assert mails("appeal_for_office")[-1] == "yoga@bps.example.go.id"


def test_the_agency_reads_only_what_is_told_to_it(appeal, yoga, ratna, nadia, sari):
    appeal.take(by=yoga)
    appeal.ask_statement(by=yoga, text="Mengapa?")
    appeal.give_statement(by=ratna, text="Begini.")
    appeal.decide(by=yoga, outcome="upheld", cause=CAUSE)
    sign(appeal.letter(), nadia)

    told = [
        event.action
        for event in Event.objects.timeline(appeal.submission, sari)
        if event.action.startswith("appeal.")
    ]
    assert sorted(told) == ["appeal.file", "appeal.settle", "appeal.take"]


def test_a_stranger_sees_none(appeal, stranger, official_of_another_office, maya, sari, ratna):
    for person in (stranger, official_of_another_office, maya):
        assert not Appeal.objects.visible_to(person).exists()
    for person in (sari, ratna, make_member(agency=sari.agency)):
        assert Appeal.objects.visible_to(person).get() == appeal


def test_only_the_answer_to_its_letter_settles_it(appeal, sari, ratna, hasan, yoga, nadia):
    other = Appeal.objects.file(make_declined(sari, ratna, nadia), by=sari, **TYPED)
    appeal.take(by=yoga)
    appeal.decide(by=yoga, outcome="upheld", cause=CAUSE)
    sign(appeal.letter(), nadia)

    assert fresh(other).state == "filed"
