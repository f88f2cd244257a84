"""/siap/ tells a balancer whether people may be sent here."""

import pytest
from django.db import connection
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.recorder import MigrationRecorder

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
