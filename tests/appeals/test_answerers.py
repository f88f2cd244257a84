"""Who answers an objection, in which office, on which days, and who reads of it."""

from datetime import date

import pytest
from time_machine import travel

from appeals.models import Appeal
from appeals.tasks import tend_appeals
from events.models import Event, Mail
from events.refusals import NotAllowed
from requests_app.workflow import State
from tests.appeals.making import TYPED, fresh, make_declined, sign
from tests.cast import anew, appoint, make_member, make_staff
from tests.submissions import at

CAUSE = "Sampel yang baru memadai untuk estimasi kabupaten."


def mails(kind):
    return sorted(Mail.objects.filter(kind=kind).values_list("to", flat=True))


@pytest.fixture(autouse=True)
def spring():
    with travel(at(2026, 3, 2)):
        yield


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
