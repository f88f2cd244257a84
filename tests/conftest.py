"""What every test stands on; the cast itself is in tests/cast.py."""

import pytest

pytest_plugins = ["tests.cast", "tests.files", "tests.letters.holders", "tests.letters.stamped"]


def pytest_collection_modifyitems(config, items):
    """PostgreSQL tries what touches a database; all else has been tried beside SQLite by then."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    config.hook.pytest_deselected(items=[item for item in items if not needs_database(item)])
    items[:] = [item for item in items if needs_database(item)]


def needs_database(item):
    """Whether PostgreSQL could make a difference: rows are stored, or servers are started."""
    if item.get_closest_marker("one_database"):
        return False
    named = {"db", "transactional_db"} & set(item.fixturenames)
    return bool(named or item.get_closest_marker("django_db")) or "ops" in item.path.parts


@pytest.fixture(autouse=True)
def empty_cache():
    """Begin with an empty cache: brakes and counts of one test do not slow another."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Keep uploaded files and letters of a test in a folder of its own."""
    options = settings.STORAGES["default"]["OPTIONS"] | {"location": tmp_path / "private"}
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": options}
    }


@pytest.fixture(autouse=True, scope="session")
def emptying_write_once_tables():
    """Let the end of a `transaction=True` test empty tables whose rows are written once."""
    from django.db import connection
    from django.test import TransactionTestCase

    from events.write_once import lifted

    empty_database = TransactionTestCase._fixture_teardown

    def empty_in_spite_of_triggers(self):
        with lifted(connection):
            empty_database(self)

    TransactionTestCase._fixture_teardown = empty_in_spite_of_triggers
    yield
    TransactionTestCase._fixture_teardown = empty_database
