"""One at a time in the whole installation: the row decides, by the database's clock."""

import logging
import time

import pytest
from celery.exceptions import Retry
from django.db import connection, transaction
from django.utils import timezone

from events.models import Job, Lease, Mail
from events.recurring import leases
from events.recurring.leases import Hold, Lost, alone, in_turn
from events.sweeping import each
from romantik.celery import ELSEWHERE, app, note_recurring_work

pytestmark = pytest.mark.django_db


def test_one_holds_it_and_another_does_not_until_it_is_given_back():
    first, second = Hold("clock"), Hold("clock")

    assert (first.take(), second.take(), first.take()) == (True, False, True)
    assert (first.is_held, second.is_held) == (True, False)
    first.give_back()
    assert (first.is_held, second.take(), first.take()) == (False, True, False)


def test_whoever_dies_frees_it_by_the_database_clock():
    dead, next_one = Hold("clock", lasts=0.3), Hold("clock")
    dead.take()

    assert not next_one.take()
    time.sleep(0.31)
    assert next_one.take()
    assert Lease.objects.get().holder == next_one.holder


def taken_by_another(hold):
    """On this line, too, but not guarded by that hold."""
    hold.is_looking = True
    assert Hold(hold.name).take()
    hold.is_looking = False


@pytest.mark.django_db(transaction=True)
def test_whoever_was_stopped_asks_nothing_after_he_woke_up():
    told = pytest.raises(Lost, match="sweep")
    with told, alone("sweep") as hold:
        hold.lasts = 0.3
        assert hold.take()
        Job.objects.create(task="before")
        time.sleep(0.31)  # longer than any other would have waited
        taken_by_another(hold)
        Job.objects.filter(task="before").exists()


@pytest.mark.django_db(transaction=True)
def test_a_long_transaction_of_sqlite_does_not_lose_the_turn_that_it_keeps_from_renewing():
    if connection.vendor != "sqlite":
        pytest.skip("others renew it beside a transaction")
    with alone("sweep") as hold:
        hold.lasts = 0.3
        assert hold.take()
        with transaction.atomic():
            Job.objects.create(task="first")
            time.sleep(0.31)
            Job.objects.create(task="still in it")
        Job.objects.create(task="after it")
        assert hold.is_held

    assert Job.objects.count() == 3


@pytest.mark.django_db(transaction=True)
def test_whoever_was_stopped_after_his_last_statement_stores_nothing():
    if connection.vendor == "sqlite":
        pytest.skip("nobody else can take it until then")
    followed, told = [], pytest.raises(Lost, match="sweep")
    with told, alone("sweep") as hold:
        hold.lasts = 0.3
        assert hold.take()
        with transaction.atomic():
            Job.objects.create(task="too late")
            transaction.on_commit(lambda: followed.append(True))
            time.sleep(0.31)

    assert connection.before_commit == ()
    with transaction.atomic():
        assert not Job.objects.exists()
    assert followed == []


@pytest.mark.django_db(transaction=True)
def test_who_waited_for_his_transaction_while_another_took_his_turn_writes_nothing():
    told = pytest.raises(Lost, match="sweep")
    with told, alone("sweep") as hold:
        hold.lasts = 0.3
        assert hold.take()
        time.sleep(0.31)
        taken_by_another(hold)
        with transaction.atomic():
            Job.objects.create(task="too late")

    assert not Job.objects.exists()


def test_a_sweep_that_lost_its_turn_leaves_the_other_rows_alone(caplog):
    Job.objects.create(task="one")
    Job.objects.create(task="two")
    seen = []

    def verb(job):
        seen.append(job.task)
        raise Lost("sweep")

    with caplog.at_level(logging.ERROR), pytest.raises(Lost):
        each(Job.objects.order_by("task"), verb)
    assert (seen, caplog.records) == (["one"], [])


def test_what_is_asked_for_while_it_is_done_is_done_once_more():
    asked = []

    def work():
        asked.append(in_turn("rebuild", lambda: "too early"))
        return "done"

    assert in_turn("rebuild", work) == (True, "done", True)
    assert asked == [(False, None, False)]
    assert in_turn("rebuild", lambda: "again") == (True, "again", False)


def test_a_sweep_that_fails_gives_its_turn_back():
    with pytest.raises(ZeroDivisionError):
        in_turn("rebuild", lambda: 1 / 0)

    assert in_turn("rebuild", lambda: "done") == (True, "done", False)


@pytest.mark.django_db(transaction=True)
def test_a_hold_is_renewed_while_the_work_takes_long(monkeypatch):
    taken = []
    monkeypatch.setattr(leases, "RENEWED", 0.02)
    monkeypatch.setattr(Hold, "take", lambda self: taken.append(self.name) or True)
    monkeypatch.setattr(Hold, "is_held", True)

    with alone("backup"):
        time.sleep(0.2)
    renewed = len(taken)
    time.sleep(0.1)
    assert renewed > 3
    assert len(taken) == renewed


def test_inside_a_transaction_nothing_is_renewed_and_nobody_is_waited_for(monkeypatch):
    monkeypatch.setattr(Hold, "kept", None)  # it would wait for its own lock

    assert in_turn("sweep", lambda: "done") == (True, "done", False)


def test_holding_costs_two_statements(django_assert_num_queries):
    in_turn("sweep", lambda: None)

    with django_assert_num_queries(2):
        in_turn("sweep", lambda: None)


@pytest.fixture
def sweep():
    """The task as a worker calls it."""
    task = app.tasks["events.tasks.sweep_outbox"]
    task.push_request(called_directly=False, is_eager=False)
    yield task
    task.pop_request()


def test_recurring_work_that_another_is_at_is_not_begun_and_leaves_no_trace(sweep):
    with alone(sweep.name):
        answer = sweep()
        note_recurring_work(task=sweep, state="SUCCESS", retval=answer)

    assert (answer, Job.objects.count()) == (ELSEWHERE, 0)
    assert Lease.objects.get(name=sweep.name).until <= timezone.now()


def test_what_was_asked_for_meanwhile_is_queued_once(sweep, monkeypatch):
    queued = []
    monkeypatch.setattr(type(sweep), "delay", lambda task: queued.append(task.name))
    monkeypatch.setattr(
        type(Mail.objects.all()), "due", lambda mails: sweep() and sweep() and mails.none()
    )

    assert sweep() is None
    assert queued == [sweep.name]


def test_what_lost_its_turn_is_handed_out_again(sweep, monkeypatch):
    asked = []

    def lose(mails):
        raise Lost(sweep.name)

    def retry(task, exc, **facts):
        asked.append(type(exc))
        return Retry()

    monkeypatch.setattr(type(Mail.objects.all()), "due", lose)
    monkeypatch.setattr(type(sweep), "retry", retry)

    with pytest.raises(Retry):
        sweep()
    assert asked == [Lost]


def test_called_directly_or_at_once_it_takes_no_turn():
    task = app.tasks["events.tasks.sweep_outbox"]
    task()

    assert not Lease.objects.exists()
