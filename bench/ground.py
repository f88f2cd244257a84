"""What every measurement stands on: the test settings, an own database, the machine's load."""

import os
import statistics
import sys
import time
from contextlib import contextmanager
from pathlib import Path

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "tests.settings")
os.environ.setdefault("LOG_LEVEL", "ERROR")  # measurements only
sys.path.insert(0, str(Path(__file__).resolve().parent.parent))

import django

django.setup()

from django.db import connection  # noqa: E402  after django.setup()
from django.db.backends.base.base import BaseDatabaseWrapper  # noqa: E402
from django.test.utils import (  # noqa: E402
    setup_test_environment,
    teardown_test_environment,
)


@contextmanager
def fresh_database():
    """An empty, migrated database of the kind that TEST_DATABASE_URL names (default SQLite)."""
    setup_test_environment()
    name = connection.creation.create_test_db(verbosity=0, autoclobber=True)
    try:
        load = ", ".join(f"{part:.2f}" for part in os.getloadavg())
        print(f"{connection.vendor}, load average {load}, {os.cpu_count()} cores")
        yield
    finally:
        connection.creation.destroy_test_db(name, verbosity=0)
        if connection.vendor == "sqlite":
            BaseDatabaseWrapper.close(connection)  # Django's own leaves one in memory open
        teardown_test_environment()


def cpu_milliseconds(work, times=5):
    """The median of the process's own CPU time over some calls, in milliseconds."""
    spent = []
    for _ in range(times):
        before = time.process_time()
        work()
        spent.append((time.process_time() - before) * 1000)
    return statistics.median(spent)


def verdict(name, reached, limit, unit):
    """One line: what was reached against the goal."""
    word = "ok" if reached <= limit else "MISSED"
    print(f"{name:<44} {reached:>9.2f} {unit:<8} goal {limit} {unit}: {word}")
    return reached <= limit
