"""Another office examines for one that cannot, for a time; its letters stay its own."""

from datetime import timedelta

import pytest
from django.urls import reverse

from accounts.models import Role
from events.models import Event, Mail, Notice
from events.refusals import NotAllowed, NotNow
from letters.models import Letter
from requests_app.models import StandIn, Standing, Submission
from requests_app.tasks import end_stand_ins
from requests_app.workflow import State
from tests.cast import anew, make_office, make_staff
from tests.submissions import make_draft, make_examined, make_proposed, make_submitted

DEED = {"deed_number": "B-7/63000/KP.000/2026", "reason": "Kedua pemeriksa cuti bersalin."}


@pytest.fixture
def province(office):
    return make_office("6300", name="BPS Provinsi Kalimantan Selatan")


@pytest.fixture
def neighbour(office):
    """The office that helps."""
    return make_office("6310", name="BPS Kabupaten Tanah Bumbu")


@pytest.fixture
def putri(province):
    """Admin of the province."""
    return make_staff("Putri Ayu", Role.ADMIN, office=province, email="putri@bps.example.go.id")


@pytest.fixture
def rini(neighbour):
    """Examines at the office that helps."""
    return make_staff("Rini Astuti", Role.EXAMINER, office=neighbour, email="rini@example.go.id")


@pytest.fixture
def lukman(neighbour):
    """Head of the office that helps."""
    return make_staff("Lukman Hakim", Role.HEAD, office=neighbour, email="lukman@example.go.id")


def days(office, first=0, last=9):
    today = office.today()
    facts = {"starts_on": today + timedelta(days=first), "ends_on": today + timedelta(days=last)}
    return facts | {"deed_on": today}


def help_out(by, office, helper, **facts):
    return StandIn.objects.ask(by=by, office=office, helper=helper, **DEED | days(helper) | facts)


def later(monkeypatch, helper, ahead):
    """The clock of every office is so many days on."""
    today = helper.today() + timedelta(days=ahead)
    monkeypatch.setattr("accounts.models.offices.Office.today", lambda self: today)
    monkeypatch.setattr("django.utils.timezone.localdate", lambda *args, **kwargs: today)


def seen(person):
    return set(Submission.objects.visible_to(anew(person)))


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


def test_the_pages_say_whose_file_it_is(client, putri, sari, rini, office, neighbour):
    survey = make_submitted(sari)
    help_out(putri, office, neighbour)
    client.force_login(rini)

    desk = client.get(reverse("desk")).content.decode()
    page = client.get(reverse("submission", args=[survey.code])).content.decode()
    client.post(reverse("examination", args=[survey.code]))
    examination = client.get(reverse("examination", args=[survey.code])).content.decode()

    assert "milik BPS Kabupaten Kotabaru" in desk
    for shown in (page, examination):
        assert "Pengajuan ini milik BPS Kabupaten Kotabaru" in shown
        assert "ditandatangani Kepala BPS Kabupaten Kotabaru" in shown
    survey.refresh_from_db()
    assert survey.examiner == rini
    export = b"".join(client.get(reverse("submissions_csv")).streaming_content).decode()
    assert survey.code not in export  # lists of a file's data stay with whose it is


def test_a_head_who_also_examines_signs_nothing_of_theirs(
    client, putri, sari, ratna, office, neighbour
):
    both = make_staff("Dian", Role.EXAMINER, Role.HEAD, office=neighbour)
    help_out(putri, office, neighbour)
    survey = make_proposed(sari, ratna)

    assert survey in seen(both)
    assert survey not in Submission.objects.waiting_for(anew(both))
    client.force_login(both)
    assert "surat menunggu tanda tangan" not in client.get(reverse("desk")).content.decode()


def test_by_the_pages_from_the_question_to_its_end(client, hasan, lukman, office, neighbour):
    client.force_login(hasan)
    facts = DEED | {name: str(day) for name, day in days(neighbour).items()}
    typed = facts | {"office": "6302", "helper": "6310"}
    wrong = client.post(reverse("office_stand_in_new"), typed | {"ends_on": "2020-01-01"})
    assert "lebih awal dari hari pertama" in wrong.content.decode()
    client.post(reverse("office_stand_in_new"), typed)
    client.post(reverse("office_stand_in_new"), typed)  # pressed twice
    stand_in = StandIn.objects.get()

    client.force_login(lukman)
    desk = client.get(reverse("desk")).content.decode()
    assert "bantuan pemeriksaan menunggu jawaban Anda" in desk
    page = client.get(stand_in.get_absolute_url()).content.decode()
    assert "Setujui" in page
    client.post(reverse("office_stand_in_agreement", args=[stand_in.pk]))
    stand_in.refresh_from_db()
    assert stand_in.agreed_by == lukman
    end = reverse("office_stand_in_end", args=[stand_in.pk])
    client.post(end, {"last_on": str(stand_in.earliest_end), "reason": "Cukup."})
    stand_in.refresh_from_db()
    assert stand_in.is_over


def test_a_stranger_does_not_learn_of_it(client, putri, office, neighbour):
    stand_in = help_out(putri, office, neighbour)
    elsewhere = make_staff("Umar", Role.HEAD, office=make_office("6271"))
    client.force_login(elsewhere)

    for name in ("", "_agreement", "_refusal", "_end"):
        address = reverse(f"office_stand_in{name}", args=[stand_in.pk])
        ask = client.post if name == "_agreement" else client.get
        assert ask(address).status_code == 404
    assert neighbour.name not in client.get(reverse("office_stand_ins")).content.decode()


def test_an_office_alone_sees_nothing_of_it(client, hasan, dewi):
    for person in (hasan, dewi):
        client.force_login(person)
        for name in ("office_stand_ins", "office_stand_in_new"):
            assert client.get(reverse(name)).status_code == 404
        for name in ("desk", "office") if person == dewi else ("desk",):
            assert "antuan pemeriksaan" not in client.get(reverse(name)).content.decode()


@pytest.mark.parametrize("rows", [1, 3])
def test_however_many_there_are_the_list_asks_the_same(
    client, putri, office, neighbour, rows, django_assert_num_queries
):
    for n in range(rows):
        help_out(putri, office, neighbour, **days(neighbour, 10 * n, 10 * n + 5))
    client.force_login(putri)
    client.get(reverse("office_stand_ins"))
    with django_assert_num_queries(5):
        client.get(reverse("office_stand_ins"))


@pytest.mark.parametrize("rows", [1, 3])
def test_the_desk_of_who_helps_asks_what_that_of_the_office_asks(
    client, putri, sari, ratna, rini, office, neighbour, rows, django_assert_num_queries
):
    for _ in range(rows):
        make_submitted(sari)
    help_out(putri, office, neighbour)
    for person in (ratna, rini):
        client.force_login(person)
        client.get(reverse("desk"))
        with django_assert_num_queries(12):
            client.get(reverse("desk"))


def test_the_figures_of_the_office_follow_what_comes_back(
    putri, sari, rini, office, neighbour, monkeypatch
):
    help_out(putri, office, neighbour)
    survey = make_examined(sari, anew(rini))
    later(monkeypatch, neighbour, 10)
    end_stand_ins()
    assert Standing.objects.get(submission=survey).examiner is None
