"""The index in the database: the one place of the search that knows which database it is.

PostgreSQL keeps a column of lexemes that it makes from ``search_stems`` by itself, under a GIN
index. SQLite keeps an FTS5 table beside the rows, brought up to date by triggers. Both are stood
up after every migration, because a migration that alters the table on SQLite makes it anew
without its triggers.
"""

from django.apps import apps as installed
from django.db import DEFAULT_DB_ALIAS, connection, connections, router, transaction
from django.db.migrations.executor import MigrationExecutor

TABLE = "requests_app_activity"
FTS = f"{TABLE}_fts"
VECTOR = "search_vector"
NEWEST = 2**62

ON_POSTGRESQL = (
    f'ALTER TABLE "{TABLE}" ADD COLUMN IF NOT EXISTS {VECTOR} tsvector GENERATED ALWAYS AS '
    "(array_to_tsvector(string_to_array(search_stems, ' '))) STORED",
    f'ALTER TABLE "{TABLE}" ALTER COLUMN {VECTOR} SET STATISTICS 1000',
    f'CREATE INDEX IF NOT EXISTS {TABLE}_{VECTOR} ON "{TABLE}" '
    f"USING gin ({VECTOR}) WITH (fastupdate = off)",
)
LEAVE = f"INSERT INTO {FTS}({FTS}, rowid, search_stems) VALUES ('delete', OLD.id, OLD.search_stems)"
JOIN = f"INSERT INTO {FTS}(rowid, search_stems) VALUES (NEW.id, NEW.search_stems)"
ON_SQLITE = (
    f"CREATE VIRTUAL TABLE IF NOT EXISTS {FTS} USING fts5(search_stems, content='{TABLE}', "
    "content_rowid='id', detail=none, tokenize=\"ascii tokenchars ':-_'\")",
    f'CREATE TRIGGER IF NOT EXISTS {FTS}_insert AFTER INSERT ON "{TABLE}" BEGIN {JOIN}; END',
    f'CREATE TRIGGER IF NOT EXISTS {FTS}_delete AFTER DELETE ON "{TABLE}" BEGIN {LEAVE}; END',
    f'CREATE TRIGGER IF NOT EXISTS {FTS}_update AFTER UPDATE OF id, search_stems ON "{TABLE}" '
    f"BEGIN {LEAVE}; {JOIN}; END",
)


def stand_up(using, apps=None, **kwargs):
    """Put the index in its place, whatever stood there before; called after migrations."""
    if apps is None or not _has_table(using):  # emptied only, or on the way through old migrations
        return
    statements = ON_SQLITE if connections[using].vendor == "sqlite" else ON_POSTGRESQL
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def newest(expression, *, columns, limit, before=NEWEST):
    """The newest rows that hold what the expression asks, as tuples of these columns."""
    names = ", ".join(f"a.{column}" for column in columns)
    if connection.vendor == "sqlite":
        asked = expression.for_sqlite()
        statement = (
            f"SELECT {names} FROM {FTS} CROSS JOIN {TABLE} a ON a.id = {FTS}.rowid "
            f"WHERE {FTS} MATCH %s AND {FTS}.rowid < %s ORDER BY {FTS}.rowid DESC LIMIT %s"
        )
    else:
        asked = expression.for_postgresql()
        statement = (
            f"SELECT {names} FROM {TABLE} a WHERE a.{VECTOR} @@ %s::tsquery "
            "AND a.id < %s ORDER BY a.id DESC LIMIT %s"
        )
    there = router.db_for_read(installed.get_model("requests_app", "Activity"))
    with connections[there].cursor() as cursor:
        cursor.execute(statement, [asked, before, limit])
        return cursor.fetchall()


def is_sound():
    """Does the index hold what the rows hold? PostgreSQL answers for itself."""
    if connection.vendor != "sqlite":
        return True
    with connection.cursor() as cursor:
        try:
            cursor.execute(f"INSERT INTO {FTS}({FTS}, rank) VALUES ('integrity-check', 1)")
        except connection.Database.DatabaseError:
            return False
    return True


def is_of_other_words(using, token):
    """Does the newest row that is found lack this token? Not on the way through old migrations."""
    if using != DEFAULT_DB_ALIAS or not _has_table(using):
        return False
    with connections[using].cursor() as cursor:
        cursor.execute(
            f"SELECT search_stems FROM {TABLE} WHERE search_stems <> '' ORDER BY id DESC LIMIT 1"
        )
        row = cursor.fetchone()
    if row is None or token in row[0].split():
        return False
    all_of_them = MigrationExecutor(connections[using])
    return not all_of_them.migration_plan(all_of_them.loader.graph.leaf_nodes())


def renew():
    """Make the index anew from the rows and let the database learn what is in it."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('rebuild')")
            cursor.execute(f"INSERT INTO {FTS}({FTS}) VALUES ('optimize')")
        else:
            cursor.execute(
                "SELECT pg_has_role(relowner, 'USAGE') FROM pg_class WHERE relname = %s",
                [f"{TABLE}_{VECTOR}"],
            )
            if cursor.fetchone()[0]:  # the owner alone may; PostgreSQL keeps the index right anyway
                cursor.execute(f"REINDEX INDEX {TABLE}_{VECTOR}")
                cursor.execute(f"ANALYZE {TABLE}")


def _has_table(using):
    with connections[using].cursor() as cursor:
        return TABLE in connections[using].introspection.table_names(cursor)
