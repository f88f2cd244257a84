"""The database role of web and workers has no rights over what is written once."""

import pytest
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction

from events.models import Event

FORBIDDEN = (
    "UPDATE events_event SET action = 'lain'",
    "DELETE FROM events_event",
    "TRUNCATE events_event CASCADE",
    "ALTER TABLE events_event DISABLE TRIGGER ALL",
    "DROP TRIGGER write_once_events_event_row_update ON events_event",
    "CREATE OR REPLACE FUNCTION write_once_refuse() RETURNS trigger LANGUAGE plpgsql AS "
    "$$ BEGIN RETURN NEW; END $$",
    "DELETE FROM integrity_seal",
    "SET LOCAL session_replication_role = 'replica'",
)


@pytest.fixture
def as_web(postgresql):
    """Everything below is done as the limited role."""
    call_command("limit_role", "romantik_web_of_tests", verbosity=0)
    with connection.cursor() as cursor:
        cursor.execute("SET ROLE romantik_web_of_tests")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("DROP OWNED BY romantik_web_of_tests")
        cursor.execute("DROP ROLE romantik_web_of_tests")


def test_it_does_the_work_of_the_portal(as_web, draft, sari):
    draft.submit(by=sari)

    assert Event.objects.filter(action="submission.submit").count() == 1


@pytest.mark.parametrize("statement", FORBIDDEN)
def test_it_changes_neither_events_nor_their_rules(as_web, statement):
    refusal = pytest.raises(ProgrammingError, match=r"permission denied|must be owner")
    with refusal, transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(statement)


@pytest.fixture
def as_owner(postgresql):
    """Everything below is done as an owner of the tables who is no superuser."""
    with connection.cursor() as cursor:
        cursor.execute("CREATE ROLE romantik_owner_of_tests")
        cursor.execute("CREATE ROLE romantik_web_of_tests LOGIN")
        for table in connection.introspection.table_names(cursor):
            cursor.execute(f"ALTER TABLE {table} OWNER TO romantik_owner_of_tests")
        cursor.execute("ALTER SCHEMA public OWNER TO romantik_owner_of_tests")
        cursor.execute("SET ROLE romantik_owner_of_tests")
    yield
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
        cursor.execute("REASSIGN OWNED BY romantik_owner_of_tests TO CURRENT_USER")
        for role in ("romantik_owner_of_tests", "romantik_web_of_tests"):
            cursor.execute(f"DROP OWNED BY {role}")
            cursor.execute(f"DROP ROLE {role}")


def test_an_owner_without_a_superusers_rights_gives_a_made_role_its_rights(as_owner):
    call_command("limit_role", "romantik_web_of_tests", verbosity=0)

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT privilege_type FROM information_schema.role_table_grants"
            " WHERE grantee = 'romantik_web_of_tests' AND table_name = 'events_event' ORDER BY 1"
        )
        assert [row for (row,) in cursor.fetchall()] == ["INSERT", "SELECT"]
