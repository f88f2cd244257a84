"""Who reads an event: an agency does not see the office's inner steps."""

import pytest

from events.models import Event
from events.readers import inside
from tests.submissions import make_submitted


@pytest.fixture
def office_moved(office, move, monkeypatch):
    """It moved twice; this once, that is the office's own business."""
    monkeypatch.setattr("events.models.event.inside", {"office.move"})
    move(office, to="Stagen")
    move(office, to="Kotabaru")


def test_what_is_kept_inside_is_read_by_the_offices_people_only(office, office_moved, budi, sari):
    assert [event.particulars["to"] for event in Event.objects.timeline(office, budi)] == [
        "Stagen",
        "Kotabaru",
    ]
    assert Event.objects.timeline(office, sari) == []


def test_a_timeline_asks_once(budi, sari, django_assert_num_queries):
    survey = make_submitted(sari)

    with django_assert_num_queries(1):
        told = [event.sentence for event in Event.objects.timeline(survey, budi)]

    assert len(told) == 2


def test_this_is_what_the_offices_keep_to_themselves():
    """What a file's page, its ZIP and its history leave out for the agency."""
    assert sorted(inside) == [
        "appeal.ask_statement",
        "appeal.decide",
        "appeal.give_statement",
        "appeal.remind",
        "appeal.send_back",
        *(f"earlier.{verb}" for verb in ("bring", "discard", "empty", "finish", "map")),
        *("earlier.start", "earlier.undo"),
        "letter.archive",
        "letter.give_act_up",
        "letter.propose_act",
        "letter.send_act_back",
        "letter.take_up",
        "letter.unstamped",
        "letter.void",
        "note.accepted",
        "note.advice",
        "note.reopened",
        "note.withdrawn",
        "opinion.answered",
        "opinion.asked",
        "opinion.reminded",
        "opinion.withdrawn",
        "submission.assign",
        "submission.classify",
        "submission.compare",
        "submission.give_back",
        "submission.hand_back",
        "submission.judge",
        "submission.press",
        "submission.propose_decline",
        "submission.propose_recommendation",
        "submission.remark",
        "submission.remind_examiner",
        "submission.second",
        "submission.send_back",
        "submission.withdraw_proposal",
        "walidata.take_over",
    ]
