"""Nobody handles a complaint that concerns him, or one about a file he examines: triggers.

They reach over two apps, so they are taken down before any migration (SQLite cannot remake a table
that another table's trigger names) and stood up after it.
"""

# ruff: noqa: S608  (names of tables and fixed words only)

from django.db import connections, transaction

REFUSAL = "complaint: its handler is concerned"
PREFIX = "complaint_guard"


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


def _on_sqlite(complaint, concerned, submission):
    refuse = f"BEGIN SELECT RAISE(ABORT, '{REFUSAL}'); END"
    is_concerned = (
        f'EXISTS (SELECT 1 FROM "{concerned}" WHERE complaint_id = NEW.id '
        "AND person_id = NEW.handler_id) "
        f'OR EXISTS (SELECT 1 FROM "{submission}" WHERE id = NEW.submission_id '
        "AND examiner_id = NEW.handler_id)"
    )
    for verb in ("INSERT", "UPDATE"):
        yield (
            f'CREATE TRIGGER "{PREFIX}_handler_{verb.lower()}" BEFORE {verb} ON "{complaint}" '
            f"FOR EACH ROW WHEN NEW.handler_id IS NOT NULL AND ({is_concerned}) {refuse}"
        )
        yield (
            f'CREATE TRIGGER "{PREFIX}_concerned_{verb.lower()}" BEFORE {verb} ON "{concerned}" '
            f'FOR EACH ROW WHEN EXISTS (SELECT 1 FROM "{complaint}" '
            f"WHERE id = NEW.complaint_id AND handler_id = NEW.person_id) {refuse}"
        )
    yield (
        f'CREATE TRIGGER "{PREFIX}_examiner" AFTER UPDATE OF examiner_id ON "{submission}" '
        f'FOR EACH ROW BEGIN UPDATE "{complaint}" SET handler_id = NULL '
        "WHERE submission_id = NEW.id AND handler_id = NEW.examiner_id; END"
    )


def _on_postgresql(complaint, concerned, submission):
    """The locks let two who act at once wait for each other: who comes second sees the first."""
    refuse = f"RAISE EXCEPTION '{REFUSAL}' USING ERRCODE = 'integrity_constraint_violation'"
    yield _function(
        f"{PREFIX}_handler",
        f"""
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
    )
    yield _function(
        f"{PREFIX}_concerned",
        f"""
        PERFORM 1 FROM "{complaint}" WHERE id = NEW.complaint_id FOR SHARE;
        IF EXISTS (SELECT 1 FROM "{complaint}"
                   WHERE id = NEW.complaint_id AND handler_id = NEW.person_id)
        THEN {refuse}; END IF;
        RETURN NEW;
        """,
    )
    yield _function(
        f"{PREFIX}_examiner",
        f"""
        UPDATE "{complaint}" SET handler_id = NULL
        WHERE submission_id = NEW.id AND handler_id = NEW.examiner_id;
        RETURN NULL;
        """,
    )
    yield (
        f'CREATE TRIGGER "{PREFIX}_handler" BEFORE INSERT OR UPDATE ON "{complaint}" '
        f"FOR EACH ROW WHEN (NEW.handler_id IS NOT NULL) EXECUTE FUNCTION {PREFIX}_handler()"
    )
    yield (
        f'CREATE TRIGGER "{PREFIX}_concerned" BEFORE INSERT OR UPDATE ON "{concerned}" '
        f"FOR EACH ROW EXECUTE FUNCTION {PREFIX}_concerned()"
    )
    yield (
        f'CREATE TRIGGER "{PREFIX}_examiner" AFTER UPDATE OF examiner_id ON "{submission}" '
        "FOR EACH ROW WHEN (NEW.examiner_id IS NOT NULL) "
        f"EXECUTE FUNCTION {PREFIX}_examiner()"
    )


def _function(name, body):
    return (
        f"CREATE OR REPLACE FUNCTION {name}() RETURNS trigger LANGUAGE plpgsql AS "
        f"$$ BEGIN {body} END $$"
    )
