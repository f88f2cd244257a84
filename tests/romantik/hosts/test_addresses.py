"""What the settings say of databases: several hosts, a pool, replicas; and what no pool bears."""

import re
from pathlib import Path

import pytest
from environs import ValidationError

from romantik.hosts import addresses
from romantik.hosts.postgresql.base import servers_of
from tests.test_house import APPS

ROOT = Path(__file__).parents[3]
# What a session keeps beyond its transaction: behind a pool it would be the next person's.
OF_A_SESSION = re.compile(
    r"pg_(try_)?advisory_(un)?lock|\bLISTEN [a-z]|\bNOTIFY [a-z]|\bpg_notify|CREATE TEMP|"
    r"\"SET (?!LOCAL |CONSTRAINTS )[a-z_]+ (=|TO)|set_config\([^)]*false|\bPREPARE [a-z]|WITH HOLD"
)
IN_A_SESSION_OF_THEIR_OWN = {"backups/database/moment.py"}  # past the pool (DATABASE_DIRECT_URL)


def test_several_hosts_are_asked_one_by_one_for_the_one_that_is_written_to():
    database = addresses.parsed("postgres://u:p%40@satu,dua:5433,[fd00::1]:5434/romantik")

    facts = {name: database[name] for name in ("ENGINE", "HOST", "PORT", "USER", "PASSWORD")}
    assert facts == {
        "ENGINE": "romantik.hosts.postgresql",
        "HOST": "satu,dua,fd00::1",
        "PORT": "5432,5433,5434",
        "USER": "u",
        "PASSWORD": "p@",
    }
    assert database["OPTIONS"] == {"target_session_attrs": "read-write"}
    assert servers_of({"host": database["HOST"], "port": database["PORT"]}) == [
        {"host": "satu", "port": "5432"},
        {"host": "dua", "port": "5433"},
        {"host": "fd00::1", "port": "5434"},
    ]


def test_one_host_stays_as_it_was():
    database = addresses.parsed("postgres://u:p@satu:5433/romantik?sslmode=require")

    assert (database["HOST"], database["PORT"]) == ("satu", 5433)
    assert database["OPTIONS"] == {"sslmode": "require"}
    assert servers_of({"host": "satu", "port": 5433}) == [{}]
    assert addresses.databases("", "file")["default"]["NAME"] == "file"
    assert addresses.direct("") is None


def test_each_replica_has_an_alias_of_its_own():
    databases = addresses.databases("postgres://u@satu/r", "", True, "postgres://u@dua,tiga:5433/r")

    assert {name: (one["HOST"], one["PORT"], one["POOLED"]) for name, one in databases.items()} == {
        "default": ("satu", "", True),
        "replica1": ("dua", "5432", True),
        "replica2": ("tiga", "5433", True),
    }
    assert databases["replica1"]["OPTIONS"] == {}


@pytest.mark.parametrize(
    ("validate", "value"),
    [
        (addresses.database_address, "mysql://u@h/n"),
        (addresses.database_address, "postgres://u@h:port/n"),
        (addresses.database_address, "postgres://u@h1:1,h2:x/n"),
        (addresses.replica_address, "sqlite:///a"),
        (addresses.some_seconds, 0),
    ],
)
def test_what_cannot_be_meant_is_refused(validate, value):
    with pytest.raises(ValidationError):
        validate(value)


def test_nothing_is_asked_that_a_pool_cannot_bear():
    files = (path for app in APPS for path in sorted((ROOT / app).rglob("*.py")))
    found = {
        path.relative_to(ROOT).as_posix(): match[0]
        for path in files
        if (match := OF_A_SESSION.search(path.read_text("utf-8")))
    }

    assert {
        path: words for path, words in found.items() if path not in IN_A_SESSION_OF_THEIR_OWN
    } == {}
    assert OF_A_SESSION.search("SELECT pg_advisory_lock(1)")
    assert not OF_A_SESSION.search("SELECT pg_advisory_xact_lock(1)")
