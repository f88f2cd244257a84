"""Drafts that nobody touches: reminded of, warned about, and only then closed; each once."""

from datetime import timedelta

import pytest
from bs4 import BeautifulSoup
from time_machine import travel

from events.models import Event, Mail
from requests_app.deadlines.reminding import tend_drafts
from requests_app.workflow import State
from tests.submissions import at, make_draft, make_submitted

BEGUN = at(2026, 3, 2)


@pytest.fixture
def draft(sari):
    with travel(BEGUN, tick=False):
        return make_draft(sari)


def run(*days):
    for day in days:
        with travel(BEGUN + timedelta(days=day), tick=False):
            tend_drafts()


def told(draft):
    events = Event.objects.about(draft).filter(action="submission.remind_of_draft")
    return [event.particulars["stage"] for event in events]


def state(draft):
    draft.refresh_from_db()
    return draft.state


def test_a_draft_is_closed_only_thirty_days_after_its_warning(draft, sari):
    run(59)
    assert told(draft) == []
    run(60, 60, 61, 149)
    assert told(draft) == ["remind"]
    run(150, 150, 151, 179)
    assert (told(draft), state(draft)) == (["remind", "warn"], State.DRAFT)
    warning = Mail.objects.filter(kind="draft_forgotten").last()
    assert (warning.to, warning.subject[:28]) == (sari.email, "Akan ditutup 29 Agustus 2026")

    run(180, 181)

    assert state(draft) == State.CANCELLED
    cancelled = Mail.objects.get(kind="submission_cancelled")
    assert (cancelled.to, "Dibatalkan oleh: sistem" in cancelled.text) == (sari.email, True)
    assert "Sistem membatalkan pengajuan: “Draf tidak disentuh" in Event.objects.last().sentence


def test_who_waits_for_approval_is_told_so_and_led_to_the_draft(pending_member):
    with travel(BEGUN, tick=False):
        draft = make_draft(pending_member)
    run(60)
    mail = Mail.objects.get(kind="draft_forgotten")
    button = BeautifulSoup(mail.html, "html.parser").select_one("a.button")

    assert button["href"].endswith(draft.get_absolute_url())
    assert "menyetujui pendaftaran instansi Anda" in mail.text
    assert all(f"{words}:\nhttp" in mail.text for words in [button.get_text(), "Buka draf"])


def test_a_run_that_comes_late_costs_nobody_a_day(draft):
    run(400)
    assert (told(draft), state(draft)) == (["warn"], State.DRAFT)
    run(429)
    assert state(draft) == State.DRAFT
    run(430)
    assert state(draft) == State.CANCELLED


def test_a_clock_that_jumps_ahead_and_back_closes_nothing(draft):
    run(500, 10, 11)

    assert (told(draft), state(draft)) == (["warn"], State.DRAFT)


def test_whoever_touches_it_begins_all_anew(draft, sari):
    run(60, 150)
    with travel(BEGUN + timedelta(days=170), tick=False):
        draft.revision.store("cover", {"survey_title": "Survei Nelayan"}, by=sari)
    run(180, 229)
    assert (told(draft), state(draft)) == (["remind", "warn"], State.DRAFT)

    run(230)
    assert told(draft) == ["remind", "warn", "remind"]


def test_what_was_submitted_is_none_of_its_business(sari):
    with travel(BEGUN, tick=False):
        file = make_submitted(sari)
    run(400, 500)

    assert (told(file), state(file)) == ([], State.SUBMITTED)
