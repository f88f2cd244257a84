"""Migrations that the release before can live with, and that lock no table (docs/development.md).

Their SQL for PostgreSQL is read by django-migration-linter; what it does not know is below.
"""

import re

import pytest
from django.db import connection, migrations, models
from django.db.migrations.loader import MigrationLoader
from django.db.migrations.state import ProjectState
from django_migration_linter.sql_analyser import PostgresqlAnalyser
from django_migration_linter.sql_analyser.base import Check, CheckMode, CheckType, has_add_unique

from events.migrating.indexes import AddIndexQuietly, RemoveIndexQuietly
from events.migrating.rules import AddCheckQuietly, AddUniqueQuietly, AllowNull
from events.write_once import WriteOnce
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


TABLES = (
    r'(?s)\bCREATE (?:OR REPLACE )?(?:CONSTRAINT )?TRIGGER\b.*?\bON "?(\w+)',
    r'(?s)\bCREATE (?:OR REPLACE )?RULE\b.*?\bTO "?(\w+)',
)


def meets_what_the_release_before_writes(statements, **_):
    """A trigger for a table that is there already, or other words of one that stands on it.

    Nobody can tell from SQL what it refuses or changes, so one that is fit is named in `LOOKED_AT`.
    """
    text = "\n".join(statements)
    tables = [table for pattern in TABLES for table in re.findall(pattern, text)]
    if any(f'CREATE TABLE "{table}"' not in text for table in tables):
        return True
    if re.search(r"\bENABLE (?:ALWAYS |REPLICA )?(?:TRIGGER|RULE)\b", text):
        return True
    return not tables and "RETURNS TRIGGER" in text


def found(pattern):
    """A look for SQL that the linter does not know."""
    return lambda statements, **_: bool(re.search(pattern, "\n".join(statements)))


# Each takes the whole table under lock, or makes it empty for a version that comes back.
IN_A_COLUMN = r"ALTER TABLE [^;]* ADD COLUMN [^;]*"
REWRITTEN = r"\b(STORED\b|DEFAULT [^;]*\b(RANDOM|\w*UUID\w*|CLOCK_TIMESTAMP|NEXTVAL)\()"


def makes_unique_under_lock(statements, **_):
    return has_add_unique([each for each in statements if "INDEX CONCURRENTLY" not in each])


class Analyser(PostgresqlAnalyser):
    """The linter's, and what it does not look for."""

    migration_checks = [
        *PostgresqlAnalyser.migration_checks,
        Check(  # in place of the linter's own
            "ADD_UNIQUE",
            makes_unique_under_lock,
            "unique under lock",
            CheckMode.TRANSACTION,
            CheckType.ERROR,
        ),
        Check(
            "ADD_RULE",
            looks_through_the_table,
            "ADD CONSTRAINT looks through the table: NOT VALID first",
            CheckMode.TRANSACTION,
            CheckType.ERROR,
        ),
        Check(
            "TRIGGER",
            meets_what_the_release_before_writes,
            "a trigger meets what the release before writes",
            CheckMode.TRANSACTION,
            CheckType.ERROR,
        ),
        *(
            Check(code, found(pattern), code, CheckMode.TRANSACTION, CheckType.ERROR)
            for code, pattern in (
                ("UNIQUE_COLUMN", rf"{IN_A_COLUMN}\bUNIQUE\b"),
                ("TABLE_REWRITE", IN_A_COLUMN + REWRITTEN),
                ("TRUNCATE", r"(?m)^\s*TRUNCATE\b"),
            )
        ),
    ]


def faults(migration, state):
    """What is wrong with the migration, as codes of the linter; its warnings count, too."""
    with connection.schema_editor(collect_sql=True, atomic=migration.atomic) as editor:
        migration.apply(state, editor, collect_sql=True)
    analyser = Analyser(None)
    beginning = ["BEGIN;"] if migration.atomic else []
    # The linter knows words in capitals only; whoever writes SQL himself may write it small.
    statements = [statement.upper() for statement in editor.collected_sql]
    analyser.analyse([*beginning, *statements])
    codes = {issue.code for issue in (*analyser.errors, *analyser.warnings)}
    alters = any("ALTER TABLE" in statement for statement in statements)
    if migration.atomic and alters and moves_rows(migration.operations, statements):
        codes.add("ROWS_UNDER_LOCK")
    return codes


def moves_rows(operations, statements):
    """By Python, also inside other operations, or by SQL."""
    inner = [each for one in operations for each in getattr(one, "database_operations", ())]
    return any(isinstance(each, migrations.RunPython) for each in (*operations, *inner)) or any(
        re.match(r"\s*(UPDATE|DELETE|INSERT)\b", statement) for statement in statements
    )


# What SQL cannot tell: (app, migration) -> codes, each with the reason why it is fit all the same.
LOOKED_AT = {
    # Both triggers let through what they refused before (when a file was scanned), and no less.
    ("requests_app", "0021_scanned_later"): {"TRIGGER"},
    # Offices are 553 rows at most, and the release before writes no host name, which is exempted.
    ("accounts", "0014_a_host_of_an_office"): {
        "ADD_UNIQUE",
        "CREATE_INDEX",
        "CREATE_INDEX_EXCLUSIVE",
    },
    # Standard notes are some dozens an office.
    ("requests_app", "0030_handed_down"): {"CREATE_INDEX", "CREATE_INDEX_EXCLUSIVE"},
}


def test_those_since_the_release_before_are_fit_for_it(previous):
    loader, known = MigrationLoader(connection), previous.migrations()
    ours = {key for key in loader.disk_migrations if key[0] in portal.INSTALLED_APPS}
    wrong = {}
    for app, name in sorted(ours - known):
        before = loader.project_state((app, name), at_end=False)
        codes = faults(loader.disk_migrations[app, name], before)
        if codes := codes - LOOKED_AT.get((app, name), set()):
            wrong[app, name] = codes
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


SMALL = {  # as somebody writes it by hand
    "RENAME_COLUMN": "alter table files_thing rename column name to title",
    "DROP_COLUMN": "alter table files_thing drop column name",
    "CREATE_INDEX": "create index names on files_thing (name)",
    "TABLE_REWRITE": "alter table files_thing add column number uuid default gen_random_uuid()",
    "TRUNCATE": "truncate files_thing",
    "TRIGGER": "create trigger shut before update on files_thing execute function no()",
}
TRIGGERS = (
    'CREATE OR REPLACE TRIGGER "shut" BEFORE UPDATE ON "files_thing" EXECUTE FUNCTION no()',
    "CREATE CONSTRAINT TRIGGER late AFTER INSERT\nON files_thing DEFERRABLE EXECUTE FUNCTION no()",
    "CREATE OR REPLACE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN END $$",
    "ALTER TABLE files_thing ENABLE ALWAYS TRIGGER shut",
    "CREATE RULE deaf AS ON UPDATE TO files_thing DO INSTEAD NOTHING",
)
LENGTHS = models.GeneratedField(
    expression=models.functions.Length("name"), output_field=NUMBER, db_persist=True
)
HIDDEN = {
    "UNIQUE_COLUMN": [
        migrations.AddField("thing", "number", models.IntegerField(null=True, unique=True))
    ],
    "TABLE_REWRITE": [migrations.AddField("thing", "length", LENGTHS)],
    "ROWS_UNDER_LOCK": [
        OPERATIONS["ROWS_UNDER_LOCK"][0],
        migrations.SeparateDatabaseAndState([migrations.RunPython(nothing, nothing)]),
    ],
}


@pytest.mark.parametrize("code", SMALL)
def test_sql_of_ones_own_is_read_in_small_letters_too(code):
    assert code in faults(made([migrations.RunSQL(SMALL[code])]), before())


@pytest.mark.parametrize("sql", TRIGGERS)
def test_a_trigger_on_a_table_that_is_there_already_is_refused(sql):
    assert faults(made([migrations.RunSQL(sql)]), before()) == {"TRIGGER"}


def test_a_rule_of_ones_own_is_judged_as_sql_is():
    assert faults(made([WriteOnce("Thing")]), before()) == {"TRIGGER"}


@pytest.mark.parametrize("code", HIDDEN)
def test_what_hides_in_an_operation_that_looks_harmless_is_refused(code):
    assert code in faults(made(HIDDEN[code]), before())


def test_rows_that_sql_moves_beside_a_change_of_the_table_are_refused():
    operations = [
        OPERATIONS["ROWS_UNDER_LOCK"][0],
        migrations.RunSQL("update files_thing set id=1"),
    ]
    assert "ROWS_UNDER_LOCK" in faults(made(operations), before())


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
        [
            migrations.CreateModel("Other", [("id", models.BigAutoField(primary_key=True))]),
            WriteOnce("Other"),
        ],
        [migrations.RunSQL("drop trigger if exists shut on files_thing")],
    ],
)
def test_what_the_release_before_does_not_notice_is_let_be(operations):
    assert faults(made(operations), before()) == set()


def test_an_index_that_is_made_quietly_is_let_be():
    names = models.Index(fields=["name"], name="names")
    migration = made([AddIndexQuietly("thing", names), RemoveIndexQuietly("thing", "names")])
    migration.atomic = False

    assert faults(migration, before()) == set()


def test_rules_that_are_made_quietly_are_let_be():
    once = models.UniqueConstraint(fields=["name"], name="once", condition=models.Q(name__gt=""))
    unique, check = (
        made([AddUniqueQuietly("thing", once)]),
        made([AddCheckQuietly("thing", LENGTH)]),
    )
    unique.atomic = False
    null = made([AllowNull("thing", "name", models.TextField(null=True))])

    assert [faults(each, before()) for each in (unique, check, null)] == [set()] * 3


def made(operations):
    migration = migrations.Migration("0002_made_up", "files")
    migration.operations = operations
    return migration
