"""/siap/ tells a balancer whether people may be sent here."""

import pytest
from django.db import OperationalError, connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

from romantik.running import migrated
from romantik.views import health


@pytest.fixture(autouse=True)
def not_seen_yet(monkeypatch):
    monkeypatch.setattr(health, "migrated", [])


def answer(client):
    told = client.get("/siap/")
    return told.status_code, told.json()


def test_with_all_tables_it_is_ready(client, db):
    assert answer(client) == (200, {"siap": True})


def test_with_a_migration_missing_it_is_alive_and_not_ready(client, db):
    newest = MigrationLoader(connection).graph.leaf_nodes("events")
    MigrationRecorder(connection).record_unapplied(*newest[0])

    assert answer(client) == (503, {"siap": False})
    assert client.get("/sehat/").status_code == 200


def test_once_ready_the_tables_are_not_asked_for_again(client, db, django_assert_max_num_queries):
    answer(client)
    with django_assert_max_num_queries(1):
        assert answer(client) == (200, {"siap": True})


def test_a_server_that_shall_end_is_not_ready_and_goes_on_answering(client, db, monkeypatch):
    monkeypatch.setattr(health, "is_draining", lambda: True)

    assert answer(client) == (503, {"siap": False})
    assert client.get("/sehat/").status_code == 200


def test_without_the_cache_that_all_hosts_share_people_are_sent_on(client, db, monkeypatch):
    monkeypatch.setattr(health, "cache_answers", lambda: False)

    assert answer(client) == (200, {"siap": True})
    assert client.get("/sehat/").status_code == 503


def test_with_a_migration_missing_nothing_starts(db, monkeypatch):
    monkeypatch.setattr(connection, "close", lambda: None)
    migrated.refuse_to_start()
    (app, name), *_ = MigrationLoader(connection).graph.leaf_nodes("events")
    MigrationRecorder(connection).record_unapplied(app, name)

    with pytest.raises(SystemExit) as told:
        migrated.refuse_to_start()
    assert str(told.value) == (
        "Romantik cannot start: the database lacks migrations of this version "
        f"(1, first events.{name}). Run `python manage.py migrate` once, then start again."
    )


def test_a_database_that_is_ahead_lacks_nothing(client, db):
    MigrationRecorder(connection).record_applied("events", "9999_of_the_next_version")

    assert migrated.missing() == []
    assert answer(client) == (200, {"siap": True})


def test_a_database_that_is_away_keeps_nobody_from_starting(monkeypatch):
    def away():
        raise OperationalError("away")

    monkeypatch.setattr(migrated, "missing", away)
    monkeypatch.setattr(connection, "close", lambda: None)
    assert migrated.refuse_to_start() is None


def test_nothing_is_loaded_where_all_is_well(db, monkeypatch, django_assert_max_num_queries):
    monkeypatch.setattr(migrated, "MigrationExecutor", None)

    with django_assert_max_num_queries(2):  # is there a table of migrations, and what is in it
        assert migrated.missing() == []
