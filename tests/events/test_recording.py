"""What is written down about a deed, and who hears of it."""

from datetime import UTC, date, datetime

import pytest
import time_machine
from django.db import transaction
from django.template import TemplateDoesNotExist

from events.models import Event
from events.recording import on, record
from tests.cast import make_office

NOON = datetime(2026, 3, 2, 4, 0, tzinfo=UTC)


def test_an_event_says_who_on_whose_behalf_when_and_what(office, agency, budi):
    with time_machine.travel(NOON, tick=False), transaction.atomic():
        event = record(
            office, "office.move", by=budi, on_behalf_of=agency, to="Stagen", on=date(2026, 4, 1)
        )

    event.refresh_from_db()
    assert (event.subject, event.action, event.by, event.on_behalf_of, event.at) == (
        office,
        "office.move",
        budi,
        agency,
        NOON,
    )
    assert event.particulars == {"to": "Stagen", "on": "2026-04-01"}
    assert len(event.digest) == 64


def test_what_the_portal_does_by_itself_has_no_person(office, move):
    assert move(office).by is None


@pytest.mark.django_db(transaction=True)
def test_a_deed_is_recorded_inside_the_transaction_of_its_verb():
    with pytest.raises(transaction.TransactionManagementError, match=r"office\.move inside"):
        record(make_office(), "office.move", by=None)

    assert Event.objects.count() == 0


def test_a_deed_that_has_no_sentence_is_refused(office):
    with pytest.raises(TemplateDoesNotExist, match=r"events/office\.paint\.html"):
        record(office, "office.paint", by=None)


def test_fractions_are_refused_because_databases_write_them_differently(office, move):
    with pytest.raises(TypeError, match=r"Record 0\.5 as text"):
        move(office, share=0.5)


def test_nul_characters_are_left_out(office, move):
    event = move(office, to="Sta\0gen", rows=[{"k\0": "\\u0000"}])

    event.refresh_from_db()
    assert event.particulars == {"to": "Stagen", "rows": [{"k": "\\u0000"}]}


def test_others_hear_of_it_within_the_transaction(office, budi, move):
    heard = []
    on("office.move")(heard.append)

    event = move(office, by=budi)

    assert heard == [event]
    assert heard[0].subject is office


def test_a_reaction_registered_twice_reacts_once(office, move):
    heard = []
    on("office.move", "office.paint")(heard.append)
    on("office.move")(heard.append)

    move(office)

    assert len(heard) == 1


def test_an_error_in_a_reaction_takes_the_verb_back(office, move):
    @on("office.move")
    def stumble(event):
        raise LookupError("the mover is ill")

    @transaction.atomic
    def rename_and_move():
        office.name = "BPS Baru"
        office.save()
        move(office)

    with pytest.raises(LookupError):
        rename_and_move()

    office.refresh_from_db()
    assert office.name == "BPS Kabupaten Kotabaru"
    assert Event.objects.count() == 0


def test_the_sentence_is_indonesian_and_safe(office, budi, move):
    event = move(office, to="<script>", by=budi)

    assert event.sentence == (
        "Budi Santoso memindahkan BPS Kabupaten Kotabaru ke &lt;script&gt;.\n"
    )


@pytest.mark.parametrize("events", [1, 5])
def test_a_timeline_costs_the_same_whatever_its_length(
    office, budi, move, events, django_assert_num_queries
):
    for n in range(events):
        move(office, to=f"Ruang {n}", by=budi)
    move(make_office("6301"))

    with django_assert_num_queries(2):
        sentences = [event.sentence for event in Event.objects.about(office)]

    assert sentences == [
        f"Budi Santoso memindahkan BPS Kabupaten Kotabaru ke Ruang {n}.\n" for n in range(events)
    ]
