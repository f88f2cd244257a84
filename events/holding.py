"""The locks that verbs take: on the row they change, and on what has no row."""

import hashlib

from django.db import connection


def hold(row):
    """Read the row anew and hold it until the transaction ends: of two clicks the second waits.

    No join: PostgreSQL loses a row whose key to the other table changed while it waited.
    """
    row.refresh_from_db(from_queryset=type(row).objects.select_for_update(of=("self",)))


def take_turn(name):
    """Of several that came at the same moment one goes on; SQLite has one writer anyway."""
    if connection.vendor == "postgresql":
        number = int(hashlib.sha256(name.encode()).hexdigest()[:15], 16)
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [number])
