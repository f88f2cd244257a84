"""Migrations that the release before can live with, and that lock no table (docs/development.md).

Their SQL for PostgreSQL is read by django-migration-linter; what it does not know is below.
"""

import re

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django_migration_linter.sql_analyser import PostgresqlAnalyser
from django_migration_linter.sql_analyser.base import Check, CheckMode, CheckType

from romantik import settings as portal

pytestmark = pytest.mark.django_db


def looks_through_the_table(statements, **_):
    """A rule for a table that is there already is checked against all its rows, under lock."""
    text = "\n".join(statements)
    for table in re.findall(
        r'ALTER TABLE ("\w+") ADD CONSTRAINT "\w+" (?:CHECK|FOREIGN KEY)[^;]*;(?<!NOT VALID;)', text
    ):
        if f"CREATE TABLE {table}" not in text:
            return True
    return False


class Analyser(PostgresqlAnalyser):
    """The linter's, and a look for rules that are checked at once."""

    migration_checks = [
        *PostgresqlAnalyser.migration_checks,
        Check(
            "ADD_RULE",
            looks_through_the_table,
            "ADD CONSTRAINT looks through the table: NOT VALID first",
            CheckMode.TRANSACTION,
            CheckType.ERROR,
        ),
    ]


def faults(migration, state):
    """What is wrong with the migration, as codes of the linter; its warnings count, too."""
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(state, editor, collect_sql=True)
    analyser = Analyser(None)
    beginning = ["BEGIN;"] if migration.atomic else []
    analyser.analyse([*beginning, *editor.collected_sql])
    found = {issue.code for issue in (*analyser.errors, *analyser.warnings)}
    if migration.atomic and moves_rows(migration) and "ALTER TABLE" in str(editor.collected_sql):
        found.add("ROWS_UNDER_LOCK")
    return found


def moves_rows(migration):
    return any(isinstance(each, migrations.RunPython) for each in migration.operations)


def test_those_since_the_release_before_are_fit_for_it(previous):
    loader, known = MigrationLoader(connection), previous.migrations()
    ours = {key for key in loader.disk_migrations if key[0] in portal.INSTALLED_APPS}
    wrong = {}
    for app, name in sorted(ours - known):
        before = loader.project_state((app, name), at_end=False)
        if found := faults(loader.disk_migrations[app, name], before):
            wrong[app, name] = found
    assert wrong == {}


def before():
    """A table with a few rows' worth of columns."""
    state = ProjectState()
    fields = [("id", models.BigAutoField(primary_key=True)), ("name", models.TextField())]
    migrations.CreateModel("Thing", fields).state_forwards("files", state)
    return state


def nothing(apps, editor):
    """Stand for a look at every row."""


LENGTH = models.CheckConstraint(condition=models.Q(name__gt=""), name="named")
NUMBER = models.IntegerField(default=0)
OPERATIONS = {
    "NOT_NULL": [migrations.AddField("thing", "number", NUMBER)],
    "DROP_COLUMN": [migrations.RemoveField("thing", "name")],
    "RENAME_COLUMN": [migrations.RenameField("thing", "name", "title")],
    "ALTER_COLUMN": [migrations.AlterField("thing", "name", models.CharField(max_length=9))],
    "RENAME_TABLE": [migrations.AlterModelTable("thing", "thing")],
    "DROP_TABLE": [migrations.DeleteModel("Thing")],
    "CREATE_INDEX": [migrations.AddIndex("thing", models.Index(fields=["name"], name="names"))],
    "ADD_UNIQUE": [
        migrations.AddConstraint(
            "thing", models.UniqueConstraint(fields=["name"], name="one_of_a_name")
        )
    ],
    "ADD_RULE": [migrations.AddConstraint("thing", LENGTH)],
    "ROWS_UNDER_LOCK": [
        migrations.AddField("thing", "number", models.IntegerField(null=True)),
        migrations.RunPython(nothing, nothing),
    ],
}


@pytest.mark.parametrize("code", OPERATIONS)
def test_what_breaks_or_locks_is_refused(code):
    assert code in faults(made(OPERATIONS[code]), before())


@pytest.mark.parametrize(
    "operations",
    [
        [migrations.AddField("thing", "number", models.IntegerField(null=True))],
        [migrations.AddField("thing", "number", models.IntegerField(default=0, db_default=0))],
        [migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))])],
        [migrations.RunPython(nothing, nothing)],
    ],
)
def test_what_the_release_before_does_not_notice_is_let_be(operations):
    assert faults(made(operations), before()) == set()


def made(operations):
    migration = migrations.Migration("0002_made_up", "files")
    migration.operations = operations
    return migration
