"""Nobody handles a complaint that concerns him, or one about a file he examines: triggers.

They reach over two apps, so they are taken down before any migration (SQLite cannot remake a table
that another table's trigger names) and stood up after it.
"""

# ruff: noqa: S608  (names of tables and fixed words only)

from django.db import connections, transaction

REFUSAL = "complaint: its handler is concerned"
PREFIX = "complaint_guard"
REFUSED_BEFORE_INSERT_AND_UPDATE = {  # on SQLite: the table, and when
    "handler": (
        '"{complaint}"',
        "NEW.handler_id IS NOT NULL AND ("
        'EXISTS (SELECT 1 FROM "{concerned}" WHERE complaint_id = NEW.id '
        "AND person_id = NEW.handler_id) "
        'OR EXISTS (SELECT 1 FROM "{submission}" WHERE id = NEW.submission_id '
        "AND examiner_id = NEW.handler_id))",
    ),
    "concerned": (
        '"{concerned}"',
        'EXISTS (SELECT 1 FROM "{complaint}" '
        "WHERE id = NEW.complaint_id AND handler_id = NEW.person_id)",
    ),
}
# On PostgreSQL, what a trigger does and when. Its locks let two who act at once wait for each
# other: who comes second sees the first.
FUNCTIONS = {
    "handler": (
        """
        IF NEW.submission_id IS NOT NULL THEN
            PERFORM 1 FROM "{submission}" WHERE id = NEW.submission_id FOR SHARE;
        END IF;
        IF EXISTS (SELECT 1 FROM "{concerned}"
                   WHERE complaint_id = NEW.id AND person_id = NEW.handler_id)
           OR EXISTS (SELECT 1 FROM "{submission}"
                      WHERE id = NEW.submission_id AND examiner_id = NEW.handler_id)
        THEN {refuse}; END IF;
        RETURN NEW;
        """,
        'BEFORE INSERT OR UPDATE ON "{complaint}" FOR EACH ROW WHEN (NEW.handler_id IS NOT NULL)',
    ),
    "concerned": (
        """
        PERFORM 1 FROM "{complaint}" WHERE id = NEW.complaint_id FOR SHARE;
        IF EXISTS (SELECT 1 FROM "{complaint}"
                   WHERE id = NEW.complaint_id AND handler_id = NEW.person_id)
        THEN {refuse}; END IF;
        RETURN NEW;
        """,
        'BEFORE INSERT OR UPDATE ON "{concerned}" FOR EACH ROW',
    ),
    "examiner": (
        """
        UPDATE "{complaint}" SET handler_id = NULL
        WHERE submission_id = NEW.id AND handler_id = NEW.examiner_id;
        RETURN NULL;
        """,
        'AFTER UPDATE OF examiner_id ON "{submission}" '
        "FOR EACH ROW WHEN (NEW.examiner_id IS NOT NULL)",
    ),
}


def take_down(using, **kwargs):
    """Before a migration: nothing stands in its way."""
    _execute(using, _without(connections[using]))


def stand_up(using, apps=None, **kwargs):
    """After a migration: the rules as they are written here, if their tables are there."""
    connection = connections[using]
    tables = _tables(apps)
    if tables is None or not set(tables.values()) <= set(connection.introspection.table_names()):
        return
    make = _on_sqlite if connection.vendor == "sqlite" else _on_postgresql
    _execute(using, [*_without(connection), *make(**tables)])


def _execute(using, statements):
    connection = connections[using]
    with transaction.atomic(using=using), connection.cursor() as cursor:
        for statement in statements:
            cursor.execute(statement)


def _tables(apps):
    if apps is None:  # a database was emptied, and no table altered
        return None
    try:
        return {
            "complaint": apps.get_model("complaints", "Complaint")._meta.db_table,
            "concerned": apps.get_model("complaints", "Concerned")._meta.db_table,
            "submission": apps.get_model("requests_app", "Submission")._meta.db_table,
        }
    except LookupError:
        return None


def _without(connection):
    """What takes every guard away, whichever stands."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'")
            return [
                f'DROP TRIGGER "{name}"' for (name,) in cursor.fetchall() if name.startswith(PREFIX)
            ]
        cursor.execute(
            "SELECT tgname, tgrelid::regclass::text FROM pg_trigger WHERE NOT tgisinternal"
        )
        return [
            f'DROP TRIGGER "{name}" ON {table}'
            for name, table in cursor.fetchall()
            if name.startswith(PREFIX)
        ]


def _on_sqlite(**tables):
    for name, (table, when) in REFUSED_BEFORE_INSERT_AND_UPDATE.items():
        for verb in ("INSERT", "UPDATE"):
            yield (
                f'CREATE TRIGGER "{PREFIX}_{name}_{verb.lower()}" BEFORE {verb} ON {table} '
                f"FOR EACH ROW WHEN {when} BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
            ).format(**tables)
    yield (
        f'CREATE TRIGGER "{PREFIX}_examiner" AFTER UPDATE OF examiner_id ON "{{submission}}" '
        'FOR EACH ROW BEGIN UPDATE "{complaint}" SET handler_id = NULL '
        "WHERE submission_id = NEW.id AND handler_id = NEW.examiner_id; END"
    ).format(**tables)


def _on_postgresql(**tables):
    refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'"
    for name, (body, when) in FUNCTIONS.items():
        function = f"{PREFIX}_{name}"
        yield (
            f"CREATE OR REPLACE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS "
            f"$$ BEGIN {body} END $$"
        ).format(refuse=refuse, **tables)
        yield f'CREATE TRIGGER "{function}" {when} EXECUTE FUNCTION {function}()'.format(**tables)
