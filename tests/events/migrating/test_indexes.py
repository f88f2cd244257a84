"""Indexes that are made and dropped while others work."""

import pytest
from django.db import NotSupportedError, connection, models, transaction
from django.db.migrations import Migration
from django.db.migrations.loader import MigrationLoader
from django.test.utils import CaptureQueriesContext

from events.migrating.indexes import AddIndexQuietly, RemoveIndexQuietly

NAME = "event_quietly"
ADD = AddIndexQuietly("event", models.Index(fields=["action", "at"], name=NAME))
DROP = RemoveIndexQuietly("event", NAME)


def migrate(operation, state=None):
    """Carry it out as a migration of its own would; what the state is then, and what was said."""
    state = state or MigrationLoader(connection).project_state()
    migration = Migration("0099_indexes", "events")
    migration.operations = [operation]
    with (
        CaptureQueriesContext(connection) as queries,
        connection.schema_editor(atomic=False) as editor,
    ):
        state = migration.apply(state, editor)
    said = [query["sql"] for query in queries if " INDEX " in query["sql"]]
    return state, [" ".join(sql.split()[:3]) for sql in said]


def is_there():
    with connection.cursor() as cursor:
        return NAME in connection.introspection.get_constraints(cursor, "events_event")


def execute(statement):
    with connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.mark.django_db(transaction=True)
def test_an_index_is_made_beside_the_work_of_others_and_dropped_again():
    is_quiet = connection.vendor == "postgresql"

    state, said = migrate(ADD)
    assert is_there()
    assert said == ["CREATE INDEX CONCURRENTLY" if is_quiet else 'CREATE INDEX "event_quietly"']

    _, said = migrate(DROP, state)
    assert not is_there()
    assert said == ["DROP INDEX CONCURRENTLY" if is_quiet else 'DROP INDEX "event_quietly"']


@pytest.mark.django_db(transaction=True)
def test_one_that_was_broken_off_is_taken_away_first():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite makes an index whole or not at all")
    state, _ = migrate(ADD)
    execute(f"UPDATE pg_index SET indisvalid = false WHERE indexrelid = '{NAME}'::regclass")

    _, said = migrate(ADD)

    assert said == ["DROP INDEX CONCURRENTLY", "CREATE INDEX CONCURRENTLY"]
    migrate(DROP, state)


@pytest.mark.django_db(transaction=True)
def test_inside_a_transaction_it_is_refused():
    if connection.vendor != "postgresql":
        pytest.skip("SQLite makes an index in a transaction")
    with pytest.raises(NotSupportedError), transaction.atomic():
        migrate(ADD)
    assert not is_there()
