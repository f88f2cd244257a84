"""Which replica is near enough, by what it has; and what is read first hand all the same."""

import pytest
from django.db import DEFAULT_DB_ALIAS, OperationalError

from romantik import status
from romantik.cache import meanwhile
from romantik.hosts import replicas
from romantik.hosts.routing import Replicas, reading_from


class Said:
    """Places in the log: of the one that leads, and of the one that follows."""

    leader, follower = 0, 0
    started = {}  # by alias
    is_following = True

    def ask(self, alias, question):
        if question == replicas.STARTED:
            return (self.started.get(alias),)
        if alias == DEFAULT_DB_ALIAS:
            return (f"0/{self.leader:X}",)
        return self.is_following, f"0/{self.follower:X}", None

    def look(self, watch, leader, follower):
        """How old the rows are then at most."""
        self.leader, self.follower, watch.look_at = leader, follower, 0
        watch.look()
        return watch.lag("replica1")


@pytest.fixture
def watch(monkeypatch):
    monkeypatch.setattr(replicas, "aliases", lambda: ["replica1"])
    monkeypatch.setattr(replicas, "watch", replicas.Watch())
    return replicas.watch


@pytest.fixture
def said(watch, monkeypatch):
    said = Said()
    monkeypatch.setattr(watch, "_ask", said.ask)
    return said


def test_one_that_follows_is_near(watch, said):
    assert said.look(watch, 10, 10) < 1
    assert said.look(watch, 20, 25) < 1  # a little came between both questions
    assert said.look(watch, 30, 30) < 1


def test_one_with_words_of_a_dead_leader_is_never_near_the_next_leader(watch, said):
    said.look(watch, 100, 120)
    watch.fresh_at["replica1"] -= 60

    assert said.look(watch, 90, 120) > 59  # who was made leader had less
    assert said.look(watch, 110, 120) > 59
    assert said.look(watch, 112, 112) > 59  # it was put back on the way: seen once more
    assert said.look(watch, 115, 115) < 1


@pytest.mark.parametrize(
    ("started", "lag"),
    [({DEFAULT_DB_ALIAS: 7, "replica1": 7}, 0), ({DEFAULT_DB_ALIAS: 7, "replica1": 5}, None)],
)
def test_one_that_was_promoted_is_told_apart_from_one_that_follows_nobody(
    watch, said, started, lag
):
    said.look(watch, 10, 10)
    said.is_following, said.started = False, started

    assert said.look(watch, 20, 20) is None  # nobody reads it as a replica any more
    assert replicas.known_lag("replica1") == lag


class DeadLine:
    """It said nothing; whoever asks it next would be told that it is closed."""

    in_atomic_block, is_closed = False, False

    def cursor(self):
        raise OperationalError("the database says nothing")

    def close_if_unusable_or_obsolete(self):
        self.is_closed = True


def test_who_looks_leaves_no_dead_line_to_the_page(watch, monkeypatch):
    line = DeadLine()
    monkeypatch.setattr(replicas, "connections", {DEFAULT_DB_ALIAS: line})

    assert watch._ask(DEFAULT_DB_ALIAS, replicas.MARK) is None
    assert (line.is_closed, watch.is_away()) == (True, False)


def test_counts_of_brakes_are_read_where_they_are_written():
    with reading_from("replica1"):
        assert Replicas().db_for_read(meanwhile.cache_model_class) == DEFAULT_DB_ALIAS


@pytest.mark.parametrize(
    ("lag", "words"),
    [(None, "tidak menjawab"), (15.2, "tertinggal 16 detik"), (180, "tertinggal 3 menit")],
)
def test_the_status_page_says_how_far_behind_a_replica_is(monkeypatch, lag, words):
    monkeypatch.setattr(status.replicas, "aliases", lambda: ["replica1"])
    monkeypatch.setattr(status.replicas, "known_lag", lambda alias: lag)

    (found,) = status.copies()

    assert f"Nomor 1 {words};" in found.words
