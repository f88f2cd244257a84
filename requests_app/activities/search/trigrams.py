"""Parts of words in titles and names, found by PostgreSQL through its trigrams (`pg_trgm`).

The extension comes with the server (Debian, the official image) and is trusted since PostgreSQL 13:
the owner of the database may switch it on. Where it is missing everything is found as well, by
reading every title. SQLite reads every title: it serves one office.
"""

import logging

from django.db import DatabaseError, connections

TEXTS = (
    ("requests_app_submission", "title"),
    ("requests_app_submission", "identity"),
    ("requests_app_submission", "letter_number"),
    ("accounts_agency", "name"),
)
STATISTICS = 1000  # a word in one title of a thousand is known to be rare
PENDING = 256  # kB of new titles that a search looks through one by one

READY = """
    SELECT to_regclass(%s) IS NULL
        OR EXISTS (SELECT FROM pg_index WHERE indexrelid = to_regclass(%s) AND indisvalid)
"""
MADE = (
    "DROP INDEX CONCURRENTLY IF EXISTS {index}",  # a broken one, where the making was cut off
    "CREATE INDEX CONCURRENTLY {index} ON {table} USING gin (upper({column}::text) gin_trgm_ops) "
    f"WITH (gin_pending_list_limit = {PENDING})",
    f"ALTER INDEX {{index}} ALTER COLUMN 1 SET STATISTICS {STATISTICS}",
    "ANALYZE {table}",
)

# An administrator may have put it where this database's names are not looked for.
HERE = "SELECT FROM pg_opclass WHERE opcname = 'gin_trgm_ops' AND pg_opclass_is_visible(oid)"

log = logging.getLogger(__name__)


def stand_up(using, apps=None, **kwargs):
    """Put the indexes in their place where they are missing; called after migrations."""
    line = connections[using]
    if apps is None or line.vendor != "postgresql" or line.in_atomic_block:
        return
    with line.cursor() as cursor:
        for table, column in TEXTS:
            index = name_of(table, column)
            cursor.execute(READY, [table, index])
            if not cursor.fetchone()[0] and _knows_trigrams(cursor):
                for statement in MADE:
                    cursor.execute(statement.format(index=index, table=table, column=column))


def name_of(table, column):
    return f"{table}_{column}_trigrams"


def _knows_trigrams(cursor):
    try:
        cursor.execute("CREATE EXTENSION IF NOT EXISTS pg_trgm")
    except DatabaseError as error:
        return _goes_without(str(error).strip())
    cursor.execute(HERE)
    return bool(cursor.rowcount) or _goes_without("its schema is not in the search_path")


def _goes_without(reason):
    log.warning("pg_trgm: titles are searched without an index (%s)", reason)
    return False
