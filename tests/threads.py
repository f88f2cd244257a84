"""Deeds done at the same moment: real threads, each with a database connection of its own.

A test module imports `database_of_threads` and `whole_chain`, which pytest then uses by itself.
"""

import sqlite3
from concurrent.futures import ThreadPoolExecutor
from contextlib import closing
from operator import attrgetter
from threading import Barrier

import pytest
from django.db import connection, connections

from accounts.models import User
from events.chain import verify
from events.models import Event
from events.refusals import Refused
from requests_app.models import Submission

PATIENCE = 20  # seconds until a thread that waits for the others gives up


@pytest.fixture(autouse=True)
def database_of_threads(transactional_db, tmp_path):
    """On SQLite a copy of the test database in a file, since that in memory knows no waiting."""
    if connection.vendor != "sqlite":
        yield
        return
    memory, facts = connections["default"], connections.settings["default"]
    memory.ensure_connection()
    with closing(sqlite3.connect(tmp_path / "threads.sqlite3")) as file:
        memory.connection.backup(file)
    name, facts["NAME"] = facts["NAME"], str(tmp_path / "threads.sqlite3")
    connections["default"] = connections.create_connection("default")
    yield
    connections["default"].close()
    connections["default"], facts["NAME"] = memory, name


@pytest.fixture(autouse=True)
def whole_chain(database_of_threads):
    """Whatever a story does at once, its events follow one another in one unbroken chain."""
    yield
    count, damage = verify()
    assert (count, damage) == (Event.objects.count(), "")


def together(*deeds):
    """Do them all at the same moment; what each gave back, or the refusal it met, in that order."""
    starting = Barrier(len(deeds), timeout=PATIENCE)

    def run(deed):
        try:
            connection.ensure_connection()
            starting.wait()
            return deed()
        except Refused as refusal:
            return refusal
        finally:
            connection.close()

    with ThreadPoolExecutor(len(deeds)) as threads:
        return list(threads.map(run, deeds))


def doing(submission, verb, *, by, **facts):
    """A deed of somebody who has the file open in a browser: ``cancel``, ``remarks.write``."""
    person, mine = User.objects.get(pk=by.pk), Submission.objects.get(pk=submission.pk)
    return lambda: attrgetter(verb)(mine)(by=person, **facts)


def refused(outcomes):
    return [outcome for outcome in outcomes if isinstance(outcome, Refused)]


def count(submission, action):
    return Event.objects.about(submission).filter(action=action).count()
