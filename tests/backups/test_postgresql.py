"""What only PostgreSQL asks: programs of its version, a drill by the role of web and workers."""

import pytest
from django.core.management import call_command
from django.db import connection

from backups.database import postgresql as pg
from files.outside import Trouble
from integrity.management.commands.limit_role import SCRATCH
from tests.backups.portal import backed_up
from tests.letters.conftest import postgresql  # noqa: F401
from tests.submissions import make_submitted

ROLE = "romantik_web_of_backups"


@pytest.fixture
def as_web(postgresql, sari):  # noqa: F811
    """The portal's own connection is that of the limited role, as in compose."""
    make_submitted(sari)
    call_command("limit_role", ROLE, scratch=True, verbosity=0)
    owner = connection.settings_dict["USER"]
    connection.close()
    connection.settings_dict["USER"] = ROLE
    yield
    connection.close()
    connection.settings_dict["USER"] = owner
    with connection.cursor() as cursor:
        cursor.execute(f'DROP DATABASE "{connection.settings_dict["NAME"]}{SCRATCH}"')
        cursor.execute(f"DROP OWNED BY {ROLE}")
        cursor.execute(f"DROP ROLE {ROLE}")


def test_the_role_of_web_and_workers_backs_up_and_drills(as_web, place):
    backup = backed_up(with_drill=True)

    assert (backup.state, backup.error, backup.drill_fault) == ("good", "", "")
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        assert cursor.fetchone() == (ROLE,)


@pytest.mark.one_database
def test_programs_of_another_version_are_not_used(monkeypatch, tmp_path):
    other = tmp_path / "pg_dump"
    other.write_text("#!/bin/sh\necho 'pg_dump (PostgreSQL) 14.9 (Debian)'\n")
    other.chmod(0o755)
    monkeypatch.setattr(pg, "DEBIAN", tmp_path)
    monkeypatch.setenv("PATH", f"{tmp_path}:/usr/bin:/bin")

    assert pg.program("pg_dump", 14) == str(other)
    with pytest.raises(Trouble, match=r"pg_dump versi 99 tidak ada.*postgresql-client-99"):
        pg.program("pg_dump", 99)


@pytest.mark.one_database
def test_no_password_stands_on_a_command_line():
    facts = {"HOST": "db", "PORT": 5432, "USER": "web", "PASSWORD": "rahasia", "NAME": "romantik"}

    told = pg.environment(facts | {"OPTIONS": {"sslmode": "require"}})

    assert {name: told[name] for name in ("PGHOST", "PGPORT", "PGPASSWORD", "PGSSLMODE")} == {
        "PGHOST": "db",
        "PGPORT": "5432",
        "PGPASSWORD": "rahasia",
        "PGSSLMODE": "require",
    }
