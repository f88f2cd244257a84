"""Whom a complaint concerns neither sees nor handles it: pages, querysets and the database."""

import pytest
from django.db import IntegrityError, connection, transaction
from django.urls import reverse

from accounts.models import Office, Role
from complaints.models import Complaint, Concerned
from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from tests.cast import make_office, make_staff
from tests.complaints.making import make_complaint, make_handled
from tests.submissions import make_examined, make_submitted


def sees(person, complaint):
    return Complaint.objects.visible_to(person).filter(pk=complaint.pk).exists()


def sql(statement, *values):
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement, values)


def test_only_handlers_of_the_office_read_a_complaint(
    office, maya, hasan, dewi, budi, ratna, sari, stranger, official_of_another_office
):
    there = make_staff("Tono", Role.COMPLAINT_HANDLER, office=official_of_another_office.office)
    complaint, _ = make_complaint(office=office)

    everybody = [maya, hasan, dewi, budi, ratna, sari, stranger, there]

    assert [person for person in everybody if sees(person, complaint)] == [maya]


def test_a_head_reads_what_is_late_and_what_nobody_else_may_handle(office, hasan, maya):
    late, alone, other = (make_complaint(office=office)[0] for _ in range(3))
    Complaint.objects.filter(pk=late.pk).update(escalated_at=late.received_at)
    Concerned.objects.create(complaint=alone, person=maya, why="named")

    assert [sees(hasan, one) for one in (late, alone, other)] == [True, True, False]


def test_the_examiner_of_a_file_does_not_learn_of_complaints_about_it(
    client, sari, ratna, galih, maya, office
):
    survey = make_submitted(sari)
    complaint, _ = make_complaint(office=office, submission=survey)
    assert (sees(galih, complaint), sees(maya, complaint)) == (True, True)
    complaint.verify(by=galih, kind="complaint", has_supervision=False)

    survey.begin_examination(by=galih)

    complaint.refresh_from_db()
    assert (sees(galih, complaint), complaint.handler) == (False, None)
    assert Event.objects.about(survey).filter(action__startswith="complaint").count() == 0
    assert not Mail.objects.about(survey).filter(kind__startswith="complaint").exists()
    client.force_login(galih)
    assert client.get(reverse("complaint_handling", args=[complaint.code])).status_code == 404
    assert complaint.code not in client.get(reverse("submission", args=[survey.code])).text
    assert complaint.code not in client.get(reverse("complaint_desk")).text
    with pytest.raises(NotAllowed, match="tidak boleh"):
        complaint.assign(by=maya, to=galih)


def test_who_has_examined_before_stays_shut_out(sari, galih, maya, ratna, office):
    survey = make_examined(sari, galih)
    survey.propose_decline(by=galih, reason="Termasuk statistik dasar.")
    survey.withdraw_proposal(by=galih)
    survey.assign(by=galih, to=ratna, reason="Cuti.")

    complaint, _ = make_complaint(office=office, submission=survey)

    assert (sees(galih, complaint), sees(maya, complaint)) == (False, True)


@pytest.mark.parametrize(
    "facts",
    [
        {"target": "officer", "accused": "bu MAYA"},
        {"target": "officer", "text": "Petugas Lestari tidak ramah kepada kami."},
        {"text": "Saya mengadukan maya."},
    ],
)
def test_who_is_named_neither_sees_it_nor_gets_a_mail(office, maya, hasan, facts):
    complaint, _ = make_complaint(office=office, **facts)

    assert (sees(maya, complaint), sees(hasan, complaint)) == (False, True)
    assert [mail.to for mail in Mail.objects.about(complaint)] == [hasan.email]


def test_a_complaint_about_the_head_is_never_his(office, maya, hasan):
    complaint, _ = make_complaint(office=office, target="head")
    Complaint.objects.filter(pk=complaint.pk).update(escalated_at=complaint.received_at)

    assert (sees(hasan, complaint), sees(maya, complaint)) == (False, True)
    with pytest.raises(NotAllowed):
        complaint.assign(by=maya, to=hasan)


def test_without_anybody_else_it_goes_to_the_province_or_is_refused_in_words(office, hasan):
    with pytest.raises(NotNow, match="SP4N-LAPOR!"):
        make_complaint(office=office, target="head")
    assert Complaint.objects.count() == 0

    make_office("6300")
    wati = make_staff("Wati", Role.COMPLAINT_HANDLER, office=Office.objects.get(code="6300"))
    complaint, _ = make_complaint(office=office, target="head")

    assert (complaint.desk_id, complaint.office_id) == ("6300", "6302")
    assert (sees(wati, complaint), sees(hasan, complaint)) == (True, False)


def test_a_colleague_who_turns_out_to_be_concerned_is_shut_out(office, maya, galih):
    complaint = make_handled(galih)

    complaint.concern(galih, by=maya)

    assert (sees(galih, complaint), complaint.handler) == (False, None)
    with pytest.raises(NotNow, match="tidak ada lagi"):
        complaint.concern(maya, by=maya)


def test_a_confidential_name_is_for_the_handler_alone(office, maya, galih):
    complaint = make_handled(maya, name="Rahmi", email="rahmi@example.go.id")
    anonymous, _ = make_complaint(office=office, privacy="anonymous")

    assert complaint.reporter_for(maya) == "Rahmi"
    assert complaint.reporter_for(galih) == "Dirahasiakan"
    assert anonymous.reporter_for(maya) == "Anonim"


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE complaints_complaint SET handler_id = %s WHERE id = %s",
        "UPDATE complaints_complaint SET state = 'handled', handler_id = %s WHERE id = %s",
    ],
)
def test_the_database_lets_nobody_handle_what_concerns_him(office, maya, galih, statement):
    complaint, _ = make_complaint(office=office, text="Galih kasar sekali.")

    with pytest.raises(IntegrityError, match="handler is concerned"):
        sql(statement, galih.pk, complaint.pk)
    sql(statement, maya.pk, complaint.pk)
    with pytest.raises(IntegrityError, match="handler is concerned"), transaction.atomic():
        Concerned.objects.create(complaint=complaint, person=maya, why="marked")

    complaint.refresh_from_db()
    assert complaint.handler == maya


def test_the_database_lets_no_examiner_handle_complaints_about_his_file(sari, galih, maya, office):
    survey = make_examined(sari, galih)
    complaint, _ = make_complaint(office=office, submission=survey)
    mine = make_handled(maya, submission=survey)

    with pytest.raises(IntegrityError, match="handler is concerned"):
        sql("UPDATE complaints_complaint SET handler_id = %s WHERE id = %s", galih.pk, complaint.pk)
    sql("UPDATE requests_app_submission SET examiner_id = %s WHERE id = %s", maya.pk, survey.pk)

    mine.refresh_from_db()
    assert mine.handler is None


def test_the_database_keeps_no_name_of_an_anonymous_reporter(office, maya):
    complaint, _ = make_complaint(office=office, privacy="anonymous")

    with pytest.raises(IntegrityError):
        sql("UPDATE complaints_complaint SET name = 'Rahmi' WHERE id = %s", complaint.pk)
