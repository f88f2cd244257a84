"""A deed and a mail that only these tests know, reactions that end with the test, real threads."""

import copy
import sqlite3
import threading
from collections import defaultdict
from pathlib import Path

import pytest
from django.db import connection, connections, transaction
from kombu import pools

from events import recording
from events.recording import record
from romantik import celery

HERE = Path(__file__).parent


@pytest.fixture(autouse=True)
def words_for_the_tests(settings):
    """The sentence of office.move and the mail moving_day stand beside these tests."""
    templates = copy.deepcopy(settings.TEMPLATES)
    templates[0]["DIRS"] = [*templates[0]["DIRS"], HERE / "templates"]
    settings.TEMPLATES = templates


@pytest.fixture(autouse=True)
def reactions_end_with_the_test(monkeypatch):
    kept = {action: list(reactions) for action, reactions in recording.reactions.items()}
    monkeypatch.setattr(recording, "reactions", defaultdict(list, kept))


@pytest.fixture
def move():
    """Record that an office moved, in a transaction of its own."""

    def move(office, to="Jalan Veteran", by=None, **particulars):
        with transaction.atomic():
            return record(office, "office.move", by=by, to=to, **particulars)

    return move


@pytest.fixture
def in_threads(transactional_db, tmp_path):
    """Call a function in several threads at once, each with a database connection of its own.

    SQLite's database in memory cannot be shared so, hence the threads get a copy in a file.
    """
    there = connections.settings["default"]
    name = there["NAME"]
    if connection.vendor == "sqlite":
        file = tmp_path / "shared.sqlite3"
        copied = sqlite3.connect(file)
        connection.ensure_connection()
        connection.connection.backup(copied)
        copied.close()
        there["NAME"] = str(file)

    def in_threads(function, times):
        results, start = [], threading.Barrier(times)

        def run(n):
            try:
                start.wait()
                results.append(function(n))
            except Exception as error:
                results.append(error)
            finally:
                connection.close()

        threads = [threading.Thread(target=run, args=[n]) for n in range(times)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return results

    yield in_threads
    there["NAME"] = name


@pytest.fixture
def broker_at(settings):
    """Point the queue to another address, tasks no longer being done at once."""
    app = celery.app
    kept = app.conf.broker_url, app.conf.broker_write_url, app.conf.task_always_eager

    def forget_connections():
        pools.reset()
        app.amqp._producer_pool = app._pool = None

    def point_to(url):
        app.conf.broker_url = app.conf.broker_write_url = url
        app.conf.task_always_eager = False
        forget_connections()

    yield point_to
    app.conf.broker_url, app.conf.broker_write_url, app.conf.task_always_eager = kept
    forget_connections()
    celery.hanging.clear()
