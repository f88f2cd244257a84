"""A chain for each office: what is changed in one is named, and what concerns none has its own."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction

from accounts.models import Office
from events import chain
from events.chain import appending, verifying
from events.models import Chain, ChainHead, Event, Mail, digests
from events.recording import record
from events.write_once import lifted
from integrity import sealing
from integrity.models import Damage, Seal
from tests.cast import make_office
from tests.events.test_chain import tamper, verify

CODES = ("6301", "6302", "6303", "6304")


@pytest.fixture
def apart(settings):
    settings.CHAIN_PER_OFFICE = True


@pytest.fixture
def history(db, settings, move, monkeypatch):
    """Three events of the common chain, then three rounds at three offices, each with its own."""
    monkeypatch.setattr(appending, "_held", tuple)  # each deed a transaction of its own
    offices = [make_office(code) for code in CODES[:3]]
    for office in offices:
        move(office)
    settings.CHAIN_PER_OFFICE = True
    return [move(office, to=f"Ruang {n}") for n in range(3) for office in offices]


@pytest.fixture
def seal(django_capture_on_commit_callbacks):
    """Seal the chains as the hour does, their copy outside included."""

    def seal():
        with django_capture_on_commit_callbacks(execute=True):
            return sealing.seal()

    return seal


def refused(sql, *parameters):
    tamper(sql, *parameters)
    with pytest.raises(CommandError) as damage:
        verify()
    return str(damage.value)


def test_each_begins_where_the_common_one_stood_which_goes_on(history, settings, move):
    end = ChainHead.objects.get()
    assert [(one.name, one.base, one.count) for one in Chain.objects.order_by("pk")] == [
        (code, end.digest, 3) for code in CODES[:3]
    ]
    assert [event.chain for event in history] == [*CODES[:3]] * 3
    assert history[0].digest == history[0].digest_after(Chain.objects.get(pk="6301").beginning)

    settings.CHAIN_PER_OFFICE = False  # as the release before, which knows no other
    late = move(Office.objects.get(pk="6301"))

    assert (late.chain, late.digest) == (None, late.digest_after(end.digest))
    assert verify() == "semua 13 catatan utuh\n"


@pytest.mark.parametrize(
    ("sql", "first"),
    [
        ("UPDATE events_event SET action = 'office.stay' WHERE id = {4}", 4),
        ("DELETE FROM events_event WHERE id = {1}", 4),
        ("UPDATE events_event SET chain = '6302' WHERE id = {3}", 3),
        ("UPDATE events_event SET chain = NULL WHERE id = {0}", 0),
        ("UPDATE events_chain SET base = 'x' WHERE name = '6301'", 0),
    ],
)
@pytest.mark.parametrize("parts", [1, 5])
def test_the_first_row_that_is_not_as_it_was_is_named(history, monkeypatch, sql, first, parts):
    monkeypatch.setattr(
        verifying,
        "_portions",
        lambda until: [verifying.look_through(*part) for part in verifying.spans(until, parts)],
    )
    assert verify() == "semua 12 catatan utuh\n"
    numbers = [event.pk for event in history]

    said = refused(sql.format(*numbers))

    assert said.startswith(f"Catatan pertama yang rusak: nomor {numbers[first]}, office.")


def test_swapped_and_inserted_rows_are_named(history):
    one, other = history[1], history[4]
    with lifted(connection):
        for event, facts in ((one, other), (other, one)):
            Event.objects.filter(pk=event.pk).update(particulars=facts.particulars, at=facts.at)
    with pytest.raises(CommandError, match=f"rusak: nomor {one.pk}, "):
        verify()


def test_rows_taken_off_the_end_of_one_are_missed(history):
    said = refused("DELETE FROM events_event WHERE id = %s", history[-2].pk)

    assert said == (
        f"Catatan sesudah nomor {history[-1].pk} hilang: seharusnya ada 12 catatan, yang ada 11."
    )


def test_what_belongs_to_no_office_has_a_chain_too(apart, move, agency, sari):
    with transaction.atomic():
        mine = record(sari, "user.close_calendar", by=sari)
    assert (mine.chain, Chain.objects.get().name) == ("installation", "installation")


def test_the_seal_notices_a_cut_tail_of_one_with_its_end_set_back(history, dewi, hasan, seal):
    made = seal()
    assert (made.count, made.line.split()[0]) == (Event.objects.count(), "segel-romantik-2")
    assert seal() == made
    before, last = history[-6], history[-3]
    tail = Event.objects.filter(chain="6301").last()
    with lifted(connection):
        Mail.objects.filter(event=tail).update(event=None)
        tail.delete()
        previous = Event.objects.filter(chain="6301").last()
        Chain.objects.filter(pk="6301").update(digest=previous.digest, count=2)
    assert (before.chain, last.chain, previous.pk) == ("6301", "6301", before.pk)

    with pytest.raises(CommandError, match="seharusnya ada"):
        call_command("check_seal", made.line)
    assert seal() is None

    assert "ada yang dihapus atau disisipkan" in Damage.objects.last().words
    assert Seal.objects.count() == 1


def test_a_seal_of_before_is_checked_beside_chains_of_offices(db, settings, move, seal):
    move(make_office())
    first = seal()
    settings.CHAIN_PER_OFFICE = True
    move(make_office("6301"))
    assert seal().line.split()[0] == "segel-romantik-2"

    said = StringIO()
    call_command(
        "check_seal", first.line, *Seal.objects.values_list("line", flat=True), stdout=said
    )
    assert said.getvalue().count("masih utuh") == 3


def test_sealing_asks_the_same_few_questions_of_many_chains(history, django_assert_max_num_queries):
    with django_assert_max_num_queries(2):  # all who record wait meanwhile
        assert len(sealing.end_at(history[-1].pk).ends) == 3


def test_another_algorithm_leaves_chains_and_seals_whole(history, move, seal, monkeypatch):
    first = seal()
    monkeypatch.setattr(digests, "ALGORITHM", "sha3_256")

    call_command("check_seal", first.line, stdout=StringIO())
    assert verify() == "semua 12 catatan utuh\n"
    move(make_office(CODES[3]))  # begins under the newer one
    second = seal()
    monkeypatch.setattr(digests, "ALGORITHM", digests.FIRST)

    call_command("check_seal", first.line, second.line, stdout=StringIO())
    assert verify() == f"semua {Event.objects.count()} catatan utuh\n"
    assert not Damage.objects.exists()


@pytest.mark.django_db(transaction=True)
def test_many_offices_write_at_once(apart, in_threads, move):
    in_threads(lambda n: [make_office(code) for code in CODES], 1)

    def record_five(n):
        office = Office.objects.get(pk=CODES[n % 4])
        for _ in range(5):
            move(office, to=f"Ruang {n}")

    assert in_threads(record_five, 8) == [None] * 8
    assert in_threads(lambda n: chain.verify(), 1) == [(40, "")]
    assert in_threads(lambda n: {one.name: one.count for one in Chain.objects.all()}, 1) == [
        dict.fromkeys(CODES, 10)
    ]


@pytest.mark.django_db(transaction=True)
def test_deeds_that_touch_two_chains_never_wait_for_each_other(apart, in_threads, move):
    in_threads(lambda n: [make_office(code) for code in CODES], 1)

    def there_and_back(n):
        offices = list(Office.objects.order_by("-pk" if n % 2 else "pk"))
        for _ in range(5):
            with transaction.atomic():
                for office in offices:
                    move(office, to=f"Ruang {n}")

    assert in_threads(there_and_back, 4) == [None] * 4
    assert in_threads(lambda n: chain.verify(), 1) == [(80, "")]
