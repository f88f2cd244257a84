"""Another office examines for one that cannot, for a time; its letters stay its own."""

from datetime import timedelta

import pytest
from django.utils import timezone

from accounts.models import Office, Role
from events.models import Event, Mail, Notice
from events.refusals import NotAllowed, NotNow
from letters.models import Letter
from requests_app.forms.stand_ins import StandInForm
from requests_app.models import Standing
from requests_app.tasks import end_stand_ins
from requests_app.workflow import State
from tests.cast import anew, make_office, make_staff
from tests.requests_app.helping import days, help_out, later, seen
from tests.submissions import make_draft, make_examined, make_proposed, make_submitted


def test_the_province_orders_it_and_the_neighbour_examines_at_once(
    putri, sari, ratna, rini, office, neighbour, lukman
):
    survey, draft = make_submitted(sari), make_draft(sari)
    assert seen(rini) == set()

    stand_in = help_out(putri, office, neighbour)

    assert (stand_in.told.words, stand_in.agreed_by) == ("berjalan", putri)
    assert seen(rini) == {survey}
    assert seen(lukman) == set()  # who does not examine sees nothing of theirs
    survey.begin_examination(by=anew(rini))
    assert (survey.examiner, survey.state) == (rini, State.UNDER_EXAMINATION)
    event = Event.objects.about(survey).get(action="submission.begin_examination")
    assert event.sentence.startswith("Rini Astuti (BPS Kabupaten Tanah Bumbu)")
    survey.notes.write(by=anew(rini), text="Jelaskan.").close_as_advice(by=anew(rini))
    told = Event.objects.about(survey).get(action="note.advice").sentence
    assert "Rini Astuti (BPS Kabupaten Tanah Bumbu)" in told
    assert draft not in seen(rini)
    mails = Mail.objects.filter(kind="stand_in_told").values_list("to", flat=True)
    assert sorted(mails) == ["lukman@example.go.id", "rini@example.go.id"]


def test_each_side_may_ask_and_the_other_agrees(hasan, lukman, rini, sari, office, neighbour):
    survey = make_submitted(sari)

    stand_in = help_out(hasan, office, neighbour)

    assert (stand_in.waits, stand_in.asked_of) == (True, neighbour)
    assert seen(rini) == set()
    with pytest.raises(NotAllowed):
        stand_in.agree(by=hasan)  # who asks does not agree with himself
    stand_in.agree(by=lukman)
    assert seen(rini) == {survey}
    with pytest.raises(NotNow):
        stand_in.agree(by=lukman)


def test_what_is_turned_down_gives_nothing(hasan, lukman, rini, survey, office, neighbour):
    stand_in = help_out(lukman, office, neighbour)
    assert stand_in.asked_of == office

    stand_in.refuse(by=hasan, reason="Ratna masuk kembali besok.")

    assert (stand_in.was_refused, seen(rini)) == (True, set())
    with pytest.raises(NotNow):
        stand_in.agree(by=hasan)


def test_a_stranger_arranges_nothing(ratna, dewi, province, office, neighbour):
    elsewhere = make_staff("Umar", Role.HEAD, office=make_office("6271"))
    other_province = make_staff("Wati", Role.ADMIN, office=make_office("6200"))
    for person in (elsewhere, other_province, ratna):
        with pytest.raises(NotAllowed):
            help_out(person, office, neighbour)


def test_days_and_deed_have_to_make_sense(putri, office, neighbour):
    today = neighbour.today()
    for wrong in (
        {"starts_on": today - timedelta(days=1)},
        {"ends_on": today - timedelta(days=1)},
        {"deed_on": today + timedelta(days=1)},
        {"reason": " "},
        {"helper": office},
    ):
        with pytest.raises(NotNow):
            help_out(putri, **{"office": office, "helper": neighbour} | wrong)
    help_out(putri, office, neighbour)
    with pytest.raises(NotNow, match="sudah tercatat membantu"):
        help_out(putri, office, neighbour, **days(neighbour, 9, 12))
    help_out(putri, office, neighbour, **days(neighbour, 10, 12))


def test_days_that_were_called_off_are_free_again(putri, office, neighbour):
    first = help_out(putri, office, neighbour, **days(neighbour, 5, 10))
    first.end(by=putri, last_on=first.earliest_end, reason="Sudah ada pemeriksa.")
    help_out(putri, office, neighbour, **days(neighbour, 2, 7))


def test_what_has_closed_helps_nobody_and_is_helped_by_nobody(hasan, lukman, office, neighbour):
    stand_in = help_out(hasan, office, neighbour)
    assert [kept.codes for kept in neighbour.hindrances()] == [
        [f"{neighbour.name} untuk {office.name}"]
    ]
    closed = Office.objects.filter(pk=neighbour.pk)
    closed.update(closed_at=timezone.now(), successor=office)

    with pytest.raises(NotNow, match="sudah ditutup"):
        stand_in.agree(by=lukman)
    stand_in.refuse(by=hasan, reason="Tanah Bumbu sudah ditutup.")
    assert neighbour.hindrances() == []
    for pair in ((office, neighbour), (neighbour, office)):
        with pytest.raises(NotNow, match="sudah ditutup"):
            help_out(hasan, *pair)
    assert not StandInForm().fields["helper"].queryset.filter(pk="6310").exists()


def test_the_letter_is_of_the_office_whose_file_it_is(
    putri, sari, rini, hasan, lukman, office, neighbour
):
    help_out(putri, office, neighbour)
    survey = make_proposed(sari, anew(rini))

    letter = Letter.objects.get(submission=survey)
    assert (letter.office, letter.content["office"]["name"]) == (office, office.name)
    assert survey.may("recommend", hasan)
    assert not survey.may("recommend", anew(lukman))
    assert not survey.may("recommend", anew(rini))
    assert "letter_to_sign" in Mail.objects.filter(to=hasan.email).values_list("kind", flat=True)
    assert not Mail.objects.filter(to=lukman.email, kind="letter_to_sign").exists()


def test_after_the_last_day_they_see_nothing_and_files_come_back(
    putri, sari, rini, ratna, office, neighbour, monkeypatch
):
    stand_in = help_out(putri, office, neighbour)
    survey, kept = make_examined(sari, anew(rini)), make_examined(sari, ratna)
    later(monkeypatch, neighbour, 10)

    assert seen(rini) == set()
    with pytest.raises(NotAllowed):
        survey.return_for_revision(by=anew(rini), note="Terlambat.")
    end_stand_ins()
    end_stand_ins()  # told once

    survey.refresh_from_db()
    kept.refresh_from_db()
    stand_in.refresh_from_db()
    neighbour.refresh_from_db()
    assert (survey.state, survey.examiner) == (State.SUBMITTED, None)
    assert (kept.state, kept.examiner) == (State.UNDER_EXAMINATION, ratna)
    assert neighbour.examines_for is None
    back = Event.objects.about(survey).filter(action="submission.hand_back")
    assert [event.particulars["helper"] for event in back] == [neighbour.name]
    told = Event.objects.about(stand_in).filter(action="stand_in.give_back").get()
    assert told.particulars["codes"] == [survey.code]
    assert Notice.objects.filter(person=ratna, kind="stand_in_told").count() == 1


def test_what_the_head_sends_back_later_waits_for_his_own(
    putri, sari, rini, ratna, hasan, office, neighbour, monkeypatch
):
    help_out(putri, office, neighbour)
    survey = make_proposed(sari, anew(rini))
    later(monkeypatch, neighbour, 10)
    end_stand_ins()
    survey.refresh_from_db()
    assert (survey.state, survey.examiner) == (State.AWAITING_SIGNATURE, rini)

    survey.send_back(by=hasan, note="Jelaskan lagi.")

    assert (survey.state, survey.examiner) == (State.SUBMITTED, None)
    mails = Mail.objects.filter(kind="submission_sent_back").values_list("to", flat=True)
    assert list(mails) == [ratna.email]


def test_it_ends_early_for_both_sides_at_once(
    putri, hasan, sari, rini, office, neighbour, monkeypatch
):
    stand_in = help_out(putri, office, neighbour)
    later(monkeypatch, neighbour, 2)
    survey = make_examined(sari, anew(rini))
    with pytest.raises(NotNow, match="paling awal"):
        stand_in.end(by=hasan, last_on=stand_in.starts_on, reason="Sudah cukup.")

    stand_in.end(by=hasan, last_on=stand_in.earliest_end, reason="Pemeriksa sudah masuk.")
    end_stand_ins()

    survey.refresh_from_db()
    assert (seen(rini), survey.examiner) == (set(), None)


def test_what_has_not_begun_is_called_off(putri, rini, survey, office, neighbour, lukman):
    stand_in = help_out(putri, office, neighbour, **days(neighbour, 3, 9))
    assert (stand_in.told.words, seen(rini)) == ("akan mulai", set())

    stand_in.end(by=lukman, last_on=stand_in.earliest_end, reason="Tidak jadi cuti.")

    assert (stand_in.told.words, stand_in.is_over) == ("dibatalkan", True)


def test_a_new_deed_in_time_leaves_files_where_they_are(
    putri, sari, rini, office, neighbour, monkeypatch
):
    help_out(putri, office, neighbour)
    help_out(putri, office, neighbour, **days(neighbour, 10, 20))
    survey = make_examined(sari, anew(rini))
    later(monkeypatch, neighbour, 10)

    end_stand_ins()

    survey.refresh_from_db()
    assert (survey.examiner, seen(rini)) == (rini, {survey})


def test_decided_files_of_others_stay_theirs(putri, sari, rini, office, neighbour):
    mine, theirs = make_submitted(sari), make_submitted(sari)
    theirs.cancel(by=sari)
    help_out(putri, office, neighbour)
    assert seen(rini) == {mine}


def test_the_figures_of_the_office_follow_what_comes_back(
    putri, sari, rini, office, neighbour, monkeypatch
):
    help_out(putri, office, neighbour)
    survey = make_examined(sari, anew(rini))
    later(monkeypatch, neighbour, 10)
    end_stand_ins()
    assert Standing.objects.get(submission=survey).examiner is None
