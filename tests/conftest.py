"""What every test stands on; the cast itself is in tests/cast.py."""

from types import SimpleNamespace

import pytest
from hypothesis import settings

from romantik import memory

settings.register_profile("quick", deadline=None)  # a busy machine is no mistake of ours
settings.register_profile("thorough", max_examples=10_000, deadline=None)  # bench/due_dates.py
settings.load_profile("quick")

pytest_plugins = [
    "tests.migrated",
    "tests.cast",
    "tests.submissions",
    "tests.letters.holders",
    "tests.letters.stamped",
    "tests.stores",
]


# One stack of servers, one demonstration: whoever makes it is the worker for all that use it.
TOGETHER = ("tests/ops/test_production", "tests/romantik/demonstration/", "tests/ops/hosts/")
SLOW = (
    TOGETHER[1],
    "tests/test_urls.py",
    "tests/romantik/test_valid_html.py",
    "tests/safety/test_two_accounts.py",
    "tests/letters/test_archival.py",
    "tests/museum/test_museum.py",
    "tests/stories/test_online.py",
    "tests/editions/test_changes.py",
    "tests/requests_app/activities/test_similar.py",
    "tests/ops/test_faults.py",
    "tests/ops/upgrades/test_previous_release.py",
)


def pytest_xdist_make_scheduler(config, log):
    """With `--dist loadfile`, whatever is made once for a file is made by one worker only.

    Files of few and slow tests come first, so that no worker waits for another at the end.
    """
    if config.getoption("dist") != "loadfile":
        return None
    from xdist.scheduler import LoadFileScheduling

    class ByFile(LoadFileScheduling):
        def _split_scope(self, nodeid):
            shared = (name for name in TOGETHER if nodeid.startswith(name))
            return next(shared, super()._split_scope(nodeid))

        def _assign_work_unit(self, node):
            for file in self.workqueue.keys() & SLOW:
                self.workqueue.move_to_end(file, last=False)
            super()._assign_work_unit(node)

    return ByFile(config, log)


def pytest_collection_finish(session):
    """What is loaded by now stays, as in the processes of production."""
    memory.settle()


def pytest_collection_modifyitems(config, items):
    """PostgreSQL tries what touches a database; all else has been tried beside SQLite by then."""
    from django.db import connection

    if connection.vendor != "postgresql":
        return
    config.hook.pytest_deselected(items=[item for item in items if not needs_database(item)])
    items[:] = [item for item in items if needs_database(item)]


def needs_database(item):
    """Whether PostgreSQL could make a difference: rows are stored, or servers are started."""
    if "postgresql" in item.fixturenames:  # SQLite's run leaves it out, whatever its file says
        return True
    if item.get_closest_marker("one_database"):
        return False
    named = {"db", "transactional_db", "installation"} & set(item.fixturenames)
    return bool(named or item.get_closest_marker("django_db")) or "ops" in item.path.parts


@pytest.fixture(autouse=True)
def empty_cache():
    """Begin with an empty cache: brakes and counts of one test do not slow another."""
    from django.core.cache import cache

    cache.clear()


@pytest.fixture(scope="session")
def rows_of_law():
    """The rows of the file; to make them takes longer than most tests."""
    from norms import loading

    return loading.rows()


@pytest.fixture(autouse=True)
def law_of_the_file(rows_of_law):
    """Begin with the norms of the file, whatever rows another test has rolled back."""
    from norms import reading

    reading.remember(rows_of_law)


@pytest.fixture(autouse=True)
def private_files(settings, tmp_path):
    """Keep uploaded files and letters of a test in a folder of its own."""
    options = settings.STORAGES["default"]["OPTIONS"] | {"location": tmp_path / "private"}
    settings.PRIVATE_ROOT = tmp_path / "private"
    settings.SEAL_KEY, settings.SEALS_FILE = tmp_path / "seal-key.pem", tmp_path / "seals.txt"
    settings.STORAGES = settings.STORAGES | {
        "default": settings.STORAGES["default"] | {"OPTIONS": options}
    }


@pytest.fixture
def quick_refusals(monkeypatch):
    """Who is refused is told so by a page; thousands of them need not be drawn."""
    page = SimpleNamespace(render=lambda context, request=None: "")
    loader = SimpleNamespace(get_template=lambda name: page)
    monkeypatch.setattr("django.views.defaults.loader", loader)


@pytest.fixture(autouse=True, scope="session")
def emptying_write_once_tables():
    """Let the end of a `transaction=True` test empty tables whose rows are written once."""
    from django.db import connection
    from django.test import TransactionTestCase

    from events.write_once import lifted

    empty_database = TransactionTestCase._fixture_teardown

    def empty_in_spite_of_triggers(self):
        if may_overlook_triggers(connection):
            empty_filled_tables(connection)
        else:
            with lifted(connection):
                empty_database(self)

    TransactionTestCase._fixture_teardown = empty_in_spite_of_triggers
    yield
    TransactionTestCase._fixture_teardown = empty_database


def may_overlook_triggers(connection):
    """Whether this is PostgreSQL under a user who may switch triggers off for a moment."""
    if connection.vendor != "postgresql":
        return False
    with connection.cursor() as cursor:
        cursor.execute("SELECT usesuper FROM pg_user WHERE usename = current_user")
        return cursor.fetchone()[0]


def empty_filled_tables(connection):
    """Delete every row but those of Django's own lists: a tenth of the time that a flush takes."""
    from django.db import transaction

    kept = {"django_migrations", "django_content_type", "auth_permission"}
    tables = sorted(set(connection.introspection.table_names()) - kept)
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET LOCAL session_replication_role = 'replica'")
        cursor.execute("SELECT " + ", ".join(f'EXISTS (TABLE "{name}")' for name in tables))
        for name, filled in zip(tables, cursor.fetchone(), strict=True):
            if filled:
                cursor.execute(f'DELETE FROM "{name}"')
