"""Rows that are written once: triggers in both databases refuse to change or delete them.

Use it in a migration, after the model was made:

    WriteOnce("Event")                                             # nothing may change, ever
    WriteOnce("Revision", columns=["answers"], when="OLD.frozen_at IS NOT NULL")

On SQLite a later migration that alters the table makes it anew, without its triggers: repeat the
operation there, or put the rules in place after each migration as `letters/guards.py` does. A
refusal reaches Django as IntegrityError.
"""

from contextlib import contextmanager

from django.db.migrations.operations.base import Operation, OperationCategory

PREFIX = "write_once"
STOOD_UP = []  # (app, rule) of those that an app puts in place after each migration

POSTGRESQL_REFUSAL = """
CREATE OR REPLACE FUNCTION write_once_refuse() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
    RAISE EXCEPTION 'write once: % of %', TG_OP, TG_TABLE_NAME
        USING ERRCODE = 'integrity_constraint_violation';
END $$
"""


class WriteOnce(Operation):
    """Refuse to change (and unless `allow_delete`, to delete) rows of a model.

    `columns` names the fields that may not change (default: the whole row), `when` is an SQL
    condition on OLD that both databases understand, `name` tells several rules of a table apart.
    """

    category = OperationCategory.SQL
    reversible = True

    def __init__(self, model_name, columns=None, when=None, allow_delete=False, name="row"):
        self.model_name = model_name
        self.columns = columns
        self.when = when
        self.allow_delete = allow_delete
        self.name = name

    def state_forwards(self, app_label, state):
        """Triggers are no part of Django's state."""

    def database_forwards(self, app_label, schema_editor, from_state, to_state):
        model = to_state.apps.get_model(app_label, self.model_name)
        if self.allow_migrate_model(schema_editor.connection.alias, model):
            for statement in self.statements(model, schema_editor.connection):
                schema_editor.execute(statement, params=None)

    def database_backwards(self, app_label, schema_editor, from_state, to_state):
        model = from_state.apps.get_model(app_label, self.model_name)
        for statement in self._without(model, schema_editor.connection):
            schema_editor.execute(statement, params=None)

    def statements(self, model, connection):
        """What puts the rule in place, also where it (or an older form of it) stands already."""
        is_sqlite = connection.vendor == "sqlite"
        make = self._on_sqlite if is_sqlite else self._on_postgresql
        yield from self._without(model, connection)
        yield from make(model._meta.db_table, self._condition(model, is_sqlite))

    def _without(self, model, connection):
        table = model._meta.db_table
        on_table = "" if connection.vendor == "sqlite" else f' ON "{table}"'
        for verb in ("update", "delete", "truncate"):
            yield f'DROP TRIGGER IF EXISTS "{self._trigger(table, verb)}"{on_table}'

    def describe(self):
        return f"Keep rows of {self.model_name} write-once"

    @property
    def migration_name_fragment(self):
        return f"write_once_{self.model_name.lower()}"

    def triggers(self, model, connection):
        """Names of the triggers that the rule puts up in that database."""
        verbs = ["update"] if self.allow_delete else ["update", "delete"]
        if connection.vendor == "postgresql" and not self.allow_delete:
            verbs.append("truncate")
        return {self._trigger(model._meta.db_table, verb) for verb in verbs}

    def _trigger(self, table, verb):
        return f"{PREFIX}_{table}_{self.name}_{verb}"

    def _condition(self, model, is_sqlite):
        """What makes a change forbidden, as SQL on OLD and NEW; the second for deletes."""
        old = self.when or ("1 = 1" if is_sqlite else "TRUE")
        differs = "IS NOT" if is_sqlite else "IS DISTINCT FROM"
        columns = [model._meta.get_field(name).column for name in self.columns or ()]
        changed = " OR ".join(f'OLD."{name}" {differs} NEW."{name}"' for name in columns)
        return (f"({old}) AND ({changed})" if changed else old), old

    def _on_sqlite(self, table, condition):
        for verb, when in self._verbs(condition):
            yield (
                f'CREATE TRIGGER "{self._trigger(table, verb)}" BEFORE {verb} ON "{table}" '
                f"FOR EACH ROW WHEN {when} "
                f"BEGIN SELECT RAISE(ABORT, 'write once: {verb} of {table}'); END"
            )

    def _on_postgresql(self, table, condition):
        yield POSTGRESQL_REFUSAL
        for verb, when in self._verbs(condition):
            yield (
                f'CREATE TRIGGER "{self._trigger(table, verb)}" BEFORE {verb} ON "{table}" '
                f"FOR EACH ROW WHEN ({when}) EXECUTE FUNCTION write_once_refuse()"
            )
        if not self.allow_delete:
            yield (
                f'CREATE TRIGGER "{self._trigger(table, "truncate")}" BEFORE TRUNCATE '
                f'ON "{table}" FOR EACH STATEMENT EXECUTE FUNCTION write_once_refuse()'
            )

    def _verbs(self, condition):
        update, delete = condition
        yield "update", update
        if not self.allow_delete:
            yield "delete", delete


def guarded(connection):
    """Names of the triggers that stand, and of the tables they guard."""
    with connection.cursor() as cursor:
        if connection.vendor == "sqlite":
            cursor.execute(
                "SELECT name, tbl_name FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
            )
        else:
            cursor.execute(
                "SELECT tgname, relname FROM pg_trigger JOIN pg_class ON pg_class.oid = tgrelid "
                "WHERE NOT tgisinternal AND pg_table_is_visible(tgrelid) ORDER BY tgname"
            )
        return {name: table for name, table in cursor.fetchall() if name.startswith(PREFIX)}


@contextmanager
def lifted(connection):
    """Let go of every write-once rule for a moment: for emptying a whole test database only."""
    triggers = guarded(connection)
    _finish_waiting_checks(connection)
    with connection.cursor() as cursor:
        restore = list(_lift(connection, cursor, triggers))
    try:
        yield
    finally:
        _finish_waiting_checks(connection)
        with connection.cursor() as cursor:
            for statement in restore:
                cursor.execute(statement)


def _finish_waiting_checks(connection):
    """PostgreSQL alters no table that still has checks waiting for the end of the transaction."""
    if connection.vendor == "postgresql" and connection.in_atomic_block:
        connection.check_constraints()


def _lift(connection, cursor, triggers):
    """Take the triggers away; give back the statements that bring them again."""
    for trigger, table in triggers.items():
        if connection.vendor == "sqlite":
            cursor.execute("SELECT sql FROM sqlite_master WHERE name = %s", [trigger])
            (statement,) = cursor.fetchone()
            yield statement.replace("CREATE TRIGGER", "CREATE TRIGGER IF NOT EXISTS", 1)
            cursor.execute(f'DROP TRIGGER "{trigger}"')
        else:
            cursor.execute(f'ALTER TABLE "{table}" DISABLE TRIGGER "{trigger}"')
            yield f'ALTER TABLE "{table}" ENABLE TRIGGER "{trigger}"'
