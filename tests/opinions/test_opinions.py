"""Asking others about a file: who may, until when, who hears of it, and that the clock goes on."""

from datetime import date, timedelta

import pytest
from django.db import IntegrityError, transaction

from accounts.models import Role
from events.models import Event, Mail
from events.refusals import NotAllowed, NotNow
from opinions.models import Opinion
from opinions.tasks import remind_of_opinions
from tests.cast import make_office, make_staff
from tests.opinions.making import SAID, make_opinion, make_units
from tests.submissions import make_examined, make_proposed, make_recommended, make_submitted


def mails(kind):
    return list(Mail.objects.filter(kind=kind).order_by("pk").values_list("to", "subject"))


def actions(submission):
    found = Event.objects.about(submission).filter(action__startswith="opinion.")
    return [event.action for event in found]


def test_a_colleague_is_asked_and_answers_while_the_clock_goes_on(examined, ratna, yoga, clock):
    due_on, title = examined.due_on, examined.spoken_title
    opinion = make_opinion(examined, ratna, yoga, question="sampling.sampling_frame")
    assert mails("opinion_asked") == [
        (yoga.email, f"Beri pendapat paling lambat 5 Maret 2026: {title}")
    ]

    clock.shift(timedelta(days=1))
    opinion.answer(by=yoga, text=f"  {SAID}\n")

    opinion.refresh_from_db()
    assert (opinion.state, opinion.answer_text, opinion.answerer) == ("answered", SAID, yoga.name)
    assert mails("opinion_answered") == [(ratna.email, f"Baca pendapat Yoga Pratama: {title}")]
    examined.refresh_from_db()
    assert (examined.state, examined.due_on) == ("under_examination", due_on)
    assert actions(examined) == ["opinion.asked", "opinion.answered"]


def test_who_examines_asks_and_the_head_and_nobody_else(
    examined, ratna, hasan, yoga, budi, dewi, sari, rahmat
):
    assert [
        examined.opinions.may_be_asked_by(person)
        for person in (ratna, hasan, yoga, budi, dewi, sari, rahmat)
    ] == [True, True, False, False, False, False, False]

    for person in (yoga, sari, rahmat):
        with pytest.raises(NotAllowed):
            make_opinion(examined, person, budi)


def test_nobody_is_asked_about_a_draft_or_a_closed_file(sari, ratna, hasan, draft, yoga):
    closed = make_recommended(sari, ratna, hasan)
    waiting = make_submitted(sari)

    assert not draft.opinions.may_be_asked_by(hasan)
    assert not closed.opinions.may_be_asked_by(ratna)
    assert waiting.opinions.may_be_asked_by(hasan)
    assert not waiting.opinions.may_be_asked_by(ratna)
    assert make_proposed(sari, ratna).opinions.may_be_asked_by(ratna)


def test_it_is_asked_in_words_for_a_day_to_come(examined, ratna, yoga):
    with pytest.raises(NotNow):
        make_opinion(examined, ratna, yoga, text="  ")
    with pytest.raises(NotNow):
        make_opinion(examined, ratna, yoga, due_on=date(2026, 3, 1))

    assert make_opinion(examined, ratna, yoga, due_on=date(2026, 3, 2)).is_open


def test_a_request_has_one_addressee(examined, ratna, yoga):
    with pytest.raises(IntegrityError), transaction.atomic():
        make_opinion(examined, ratna, yoga, unit="Tim", email="tim@example.go.id")
    with pytest.raises(IntegrityError), transaction.atomic():
        make_opinion(examined, ratna)


def test_only_who_is_asked_answers_and_only_once(examined, ratna, yoga, budi, hasan):
    opinion = make_opinion(examined, ratna, yoga)
    for person in (ratna, budi, hasan):
        with pytest.raises(NotAllowed):
            opinion.answer(by=person, text=SAID)

    opinion.answer(by=yoga, text=SAID)

    with pytest.raises(NotNow):
        opinion.answer(by=yoga, text="Lain.")
    with pytest.raises(NotNow):
        opinion.withdraw(by=ratna)


def test_another_offices_freest_examiner_is_told_and_any_of_them_answers(
    sari, examined, ratna, rahmat, yoga
):
    there = rahmat.office
    busy = make_staff("Salim", Role.EXAMINER, office=there)
    make_staff("Tono", Role.FRONT_DESK, office=there)
    make_examined(sari, ratna)
    opinion = make_opinion(examined, ratna, office=there)
    assert [to for to, _ in mails("opinion_asked")] == [rahmat.email]
    assert [opinion.may_answer(person) for person in (rahmat, busy, yoga)] == [True, True, False]

    opinion.answer(by=busy, text=SAID)

    assert [to for to, _ in mails("opinion_answered")] == [ratna.email]


def test_who_sees_a_request_and_its_answer(examined, ratna, yoga, budi, hasan, sari, stranger):
    rahmat = make_staff("Rahmat", Role.EXAMINER, office=make_office("6301"))
    counter = make_staff("Tono", Role.FRONT_DESK, office=rahmat.office)
    opinion = make_opinion(examined, ratna, office=rahmat.office)

    def seen_by(*people):
        return [Opinion.objects.visible_to(person).exists() for person in people]

    assert seen_by(ratna, yoga, budi, hasan, rahmat) == [True] * 5
    assert seen_by(sari, stranger, counter) == [False] * 3
    opinion.answer(by=rahmat, text=SAID)
    assert seen_by(rahmat, counter, sari) == [True, False, False]
    make_opinion(examined, ratna, yoga)
    assert Opinion.objects.visible_to(rahmat).get() == opinion


def test_a_withdrawn_request_is_gone_for_another_office(examined, ratna, rahmat):
    opinion = make_opinion(examined, ratna, office=rahmat.office)

    opinion.withdraw(by=ratna)

    assert not Opinion.objects.visible_to(rahmat).exists()
    assert Opinion.objects.visible_to(ratna).get().state == "withdrawn"
    title = f"Pendapat tidak diperlukan lagi: {examined.spoken_title}"
    assert mails("opinion_withdrawn") == [(rahmat.email, title)]
    assert actions(examined) == ["opinion.asked", "opinion.withdrawn"]


def test_who_asked_withdraws_and_who_examines_now_and_nobody_else(examined, ratna, hasan, yoga):
    opinion = make_opinion(examined, hasan, yoga)
    with pytest.raises(NotAllowed):
        opinion.withdraw(by=yoga)

    examined.assign(to=yoga, by=ratna, reason="Cuti.")
    with pytest.raises(NotAllowed):
        Opinion.objects.get().withdraw(by=ratna)
    Opinion.objects.get().withdraw(by=hasan)

    assert Opinion.objects.get().state == "withdrawn"


def test_of_a_file_that_went_to_a_colleague_both_are_told(examined, ratna, yoga, budi):
    opinion = make_opinion(examined, ratna, budi)
    examined.assign(to=yoga, by=ratna, reason="Cuti.")

    opinion.answer(by=budi, text=SAID)

    assert [to for to, _ in mails("opinion_answered")] == [ratna.email, yoga.email]


@pytest.mark.parametrize("end", ["cancel", "transfer", "recommend"])
def test_requests_end_with_the_file(sari, ratna, hasan, yoga, end):
    file = make_proposed(sari, ratna) if end == "recommend" else make_submitted(sari)
    opinion = make_opinion(file, hasan, yoga)
    if end == "cancel":
        file.cancel(by=sari)
    elif end == "transfer":
        file.transfer(to=make_office("6301"), by=hasan, reason="Wilayahnya Tanah Laut.")
    else:
        number = "B-001/63020/KS.000/03/2026"
        file.recommend(
            by=hasan, identity="V-26.6302.001", letter_number=number, dated_on=date(2026, 3, 2)
        )

    opinion.refresh_from_db()
    assert opinion.state == "withdrawn"
    assert [to for to, _ in mails("opinion_withdrawn")] == [yoga.email]


def test_the_portal_reminds_the_working_day_before_and_after_the_day_each_once(
    examined, ratna, yoga, clock
):
    make_opinion(examined, ratna, yoga, due_on=date(2026, 3, 6))  # a Friday
    told = []
    for _ in range(10):  # to Wednesday of the next week
        remind_of_opinions()
        remind_of_opinions()
        told.append(Mail.objects.filter(kind="opinion_due").count())
        clock.shift(timedelta(days=1))

    assert told == [0, 0, 0, 1, 1, 1, 1, 2, 2, 2]  # on Thursday, and on Monday
    assert [subject.partition(":")[0] for _, subject in mails("opinion_due")] == [
        "Sisa 1 hari kerja",
        "Lewat 1 hari kerja",
    ]


def test_who_answered_or_is_not_asked_any_more_is_not_reminded(examined, ratna, yoga, clock):
    make_opinion(examined, ratna, yoga).answer(by=yoga, text=SAID)
    make_opinion(examined, ratna, yoga).withdraw(by=ratna)
    clock.shift(timedelta(days=7))

    remind_of_opinions()

    assert mails("opinion_due") == []


def test_who_asked_reminds_once_a_day(examined, ratna, yoga, clock):
    opinion = make_opinion(examined, ratna, yoga)
    opinion.press(by=ratna)
    with pytest.raises(NotNow):
        opinion.press(by=ratna)
    with pytest.raises(NotAllowed):
        opinion.press(by=yoga)

    clock.shift(timedelta(days=1))
    opinion.press(by=ratna)

    assert [to for to, _ in mails("opinion_due")] == [yoga.email] * 2
    assert actions(examined) == ["opinion.asked", "opinion.reminded", "opinion.reminded"]


def test_a_mail_to_a_unit_that_is_lost_is_seen_at_the_file(examined, ratna, yoga):
    make_units(examined, ratna)
    make_opinion(examined, ratna, yoga)

    assert [mail.to for mail in Mail.objects.about(examined) if "opinion" in mail.kind] == [
        "tim@example.go.id"
    ]


def test_what_was_written_by_hand_stands_in_no_event(examined, ratna, yoga):
    make_opinion(examined, ratna, yoga).answer(by=yoga, text=SAID)

    told = str([event.particulars for event in Event.objects.filter(action__startswith="opinion.")])
    assert SAID not in told
    assert "kerangka sampelnya" not in told
