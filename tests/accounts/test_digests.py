"""One mail a working day for those who want one: late or doubled runs change nothing."""

import pytest
from time_machine import travel

from accounts.tasks import send_daily_mails
from events.models import Mail, Notice, NoticeChoice
from tests.cast import make_office
from tests.submissions import at, make_draft

FRIDAY, MONDAY = (2026, 3, 6), (2026, 3, 9)


@pytest.fixture
def daily(ratna):
    """Ratna wants her work told once a day."""
    NoticeChoice.objects.choose(ratna, {"work": "daily"})
    return ratna


def submit(sari, *moment):
    """A form that Ratna is told of at that moment."""
    with travel(at(*moment), tick=False):
        file = make_draft(sari)
        file.submit(by=sari)
    return file


def run(*moment):
    with travel(at(*moment), tick=False):
        send_daily_mails()


def digests():
    return list(Mail.objects.filter(kind="daily_digest").order_by("pk"))


def test_what_waits_is_told_in_one_mail_however_often_the_clock_strikes(daily, sari):
    files = [submit(sari, *FRIDAY, hour) for hour in (6, 7)]
    run(*FRIDAY, 7)  # too early: the morning's reminders are not told yet
    assert digests() == []
    for hour in (8, 9, 9, 17):
        run(*FRIDAY, hour)

    [mail] = digests()
    assert (mail.to, mail.subject) == (daily.email, "Ringkasan 6 Maret 2026: 2 pemberitahuan")
    assert all(f"/pengajuan/{file.code}/pemeriksaan/" in mail.text for file in files)
    assert [notice.mail for notice in Notice.objects.of(daily)] == [mail, mail]
    assert Mail.objects.filter(to=daily.email).count() == 1


def test_what_comes_later_waits_for_the_next_working_day(daily, sari):
    submit(sari, *FRIDAY, 6)
    run(*FRIDAY, 8)
    submit(sari, *FRIDAY, 10)
    for moment in ((*FRIDAY, 17), (2026, 3, 7, 9), (2026, 3, 8, 9)):
        run(*moment)
    assert len(digests()) == 1

    run(*MONDAY, 16)  # the morning was missed

    assert digests()[1].subject == "Ringkasan 9 Maret 2026: 1 pemberitahuan"


def test_days_without_a_run_and_a_clock_that_jumps_tell_each_thing_once(daily, sari):
    submit(sari, *FRIDAY, 6)
    run(2026, 4, 6, 8)  # a month later
    run(*MONDAY, 8)  # and the clock set right again
    submit(sari, *MONDAY, 9)
    run(2026, 3, 10, 8)
    run(2026, 4, 6, 8)

    assert [mail.subject.partition(": ")[2] for mail in digests()] == ["1 pemberitahuan"] * 2
    assert not Notice.objects.waiting().exists()


def test_a_file_that_went_elsewhere_is_not_told_of(daily, sari, hasan):
    file = submit(sari, *FRIDAY, 6)
    file.transfer(to=make_office("6301"), by=hasan, reason="Wilayahnya lain.")

    run(*FRIDAY, 8)

    assert digests() == []
    assert not Notice.objects.waiting().exists()


def test_whoever_left_is_mailed_nothing_more(daily, sari, dewi):
    submit(sari, *FRIDAY, 6)
    daily.deactivate(by=dewi)

    run(*FRIDAY, 8)

    assert digests() == []
