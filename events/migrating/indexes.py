"""Indexes on tables with rows: made and dropped while others read and write.

Use them alone in a migration with ``atomic = False``:

    AddIndexQuietly("Submission", models.Index(fields=["office", "state"], name="by_state"))
    RemoveIndexQuietly("Submission", "by_state")

PostgreSQL does so `CONCURRENTLY`, and leaves a broken index behind where it is interrupted: the
migration that is given again begins by taking that one away. SQLite knows one writer anyway.
"""

from contextlib import contextmanager
from functools import partial

from django.db import NotSupportedError
from django.db.migrations import AddIndex, RemoveIndex

BROKEN = """
    SELECT 1 FROM pg_index JOIN pg_class ON pg_class.oid = indexrelid
    WHERE relname = %s AND NOT indisvalid
"""


class Quietly:
    """What both have in common; the frame is Django's ``AddIndexConcurrently``."""

    atomic = False

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        with _quiet(schema_editor):
            super().database_forwards(app_label, schema_editor, from_state, to_state)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        with _quiet(schema_editor):
            super().database_backwards(app_label, schema_editor, from_state, to_state)


class AddIndexQuietly(Quietly, AddIndex):
    """Make an index."""


class RemoveIndexQuietly(Quietly, RemoveIndex):
    """Drop an index."""


@contextmanager
def _quiet(editor):
    """While it lasts, the editor makes and drops indexes without holding the table."""
    if editor.connection.vendor != "postgresql":
        yield
        return
    if editor.connection.in_atomic_block and not editor.collect_sql:
        raise NotSupportedError("An index is made quietly outside of a transaction only.")
    add, remove = editor.add_index, editor.remove_index

    def add_quietly(model, index):
        if not editor.collect_sql and _is_broken(editor.connection, index.name):
            remove(model, index, concurrently=True)
        add(model, index, concurrently=True)

    editor.add_index = add_quietly
    editor.remove_index = partial(remove, concurrently=True)
    try:
        yield
    finally:
        del editor.add_index, editor.remove_index


def _is_broken(connection, name):
    with connection.cursor() as cursor:
        cursor.execute(BROKEN, [name])
        return cursor.fetchone() is not None
