"""The chain of digests: whatever was changed or taken out of the events is noticed."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection

from accounts.models import Office
from events import chain
from events.models import ChainHead, Event, digests
from events.write_once import lifted
from tests.cast import make_office


def verify():
    said = StringIO()
    call_command("verify_events", stdout=said)
    return said.getvalue()


@pytest.fixture
def five_moves(office, budi, agency, move):
    return [move(office, to=f"Ruang {n}", by=budi) for n in range(1, 6)]


def tamper(sql, *parameters):
    """What only somebody with the database's own tools can do."""
    with lifted(connection), connection.cursor() as cursor:
        cursor.execute(sql, parameters)


def test_a_whole_chain_is_found_whole(five_moves):
    assert verify() == "semua 5 catatan utuh\n"


def test_an_empty_chain_is_whole(db):
    assert verify() == "semua 0 catatan utuh\n"


def test_it_is_walked_in_steps(five_moves, monkeypatch):
    monkeypatch.setattr(chain.walking, "A_STEP", 2)

    assert verify() == "semua 5 catatan utuh\n"


@pytest.mark.parametrize(
    "change",
    [
        "action = 'office.stay'",
        "by_id = NULL",
        "subject_id = '6301'",
        "at = '2026-01-01 00:00:00+00:00'",
        'particulars = \'{"to": "Ruang 9"}\'',
        "digest = 'x'",
    ],
)
def test_the_first_changed_row_is_named(five_moves, change):
    tamper(f"UPDATE events_event SET {change} WHERE id = %s", five_moves[2].pk)

    with pytest.raises(CommandError, match=f"rusak: nomor {five_moves[2].pk}, office"):
        verify()


def test_a_row_taken_out_of_the_middle_is_missed(five_moves):
    tamper("DELETE FROM events_event WHERE id = %s", five_moves[1].pk)

    with pytest.raises(CommandError, match=rf"nomor {five_moves[2].pk}, office\.move, 20"):
        verify()


def test_rows_taken_off_the_end_are_missed(five_moves):
    tamper("DELETE FROM events_event WHERE id >= %s", five_moves[3].pk)

    with pytest.raises(CommandError) as damage:
        verify()

    assert str(damage.value) == (
        f"Catatan sesudah nomor {five_moves[2].pk} hilang: seharusnya ada 5 catatan, yang ada 3."
    )


def test_rows_that_were_added_past_the_chain_are_noticed(five_moves):
    last = five_moves[-1]
    Event.objects.create(
        subject=last.subject, action="office.move", by=None, at=last.at, digest="0" * 64
    )

    with pytest.raises(CommandError, match="yang rusak"):
        verify()


def test_many_at_once_never_fork_the_chain(in_threads, move):
    in_threads(lambda n: make_office(), 1)

    def record_five(n):
        office = Office.objects.get()
        for _ in range(5):
            move(office, to=f"Ruang {n}")

    assert in_threads(record_five, 8) == [None] * 8
    assert in_threads(lambda n: chain.verify(), 1) == [(40, "")]
    assert in_threads(lambda n: ChainHead.objects.get().count, 1) == [40]


@pytest.mark.parametrize("newer", ["sha3_256", "blake2s"])
def test_another_algorithm_follows_in_the_same_chain(five_moves, office, monkeypatch, move, newer):
    monkeypatch.setattr(digests, "ALGORITHM", newer)
    six = move(office, to="Ruang 6")
    move(office, to="Ruang 7")
    monkeypatch.setattr(digests, "ALGORITHM", "sha256")
    move(office, to="Ruang 8")

    kept = list(Event.objects.order_by("pk").values_list("digest", flat=True))
    assert [digest.partition(":")[0] if ":" in digest else "" for digest in kept] == [
        *[""] * 5,
        *[newer] * 2,
        "",
    ]
    assert all(digests.is_whole(digest) for digest in kept)
    assert not any(digests.is_whole(digest[:-1]) for digest in kept)
    assert verify() == "semua 8 catatan utuh\n"
    tamper("UPDATE events_event SET action = 'office.stay' WHERE id = %s", six.pk)
    with pytest.raises(CommandError, match=f"rusak: nomor {six.pk}, office"):
        verify()
