import threading

import pytest
from django.db import connection, connections

from letters.models import Certificate
from letters.signing import demonstration
from tests.cast import make_member, make_staff
from tests.submissions import make_proposed

PASSPHRASE = demonstration.PASSPHRASE
_examined = {}


def equip(person):
    """Give a person a real key under the demonstration's root; made once a name and session."""
    if person.name not in _examined:
        container = demonstration.container_for(person)
        _examined[person.name] = Certificate.objects.examine(container, secret=PASSPHRASE)
    return _examined[person.name].keep_for(person)


@pytest.fixture
def key(hasan):
    """Hasan's own certificate, kept."""
    return equip(hasan)


@pytest.fixture
def letter(sari, ratna):
    """A letter that waits for the head: Ratna has proposed *layak*."""
    return make_proposed(sari, ratna).letters.get()


@pytest.fixture
def numbered(letter, hasan, key):
    """Hasan has read the draft and taken the letter up."""
    return letter.take_up(by=hasan)


@pytest.fixture
def signed(numbered, hasan):
    """Hasan has signed."""
    numbered.attempts.sign(
        by=hasan, passphrase=PASSPHRASE, unsigned_sha256=numbered.unsigned_sha256
    )
    return numbered


def another_letter(ratna, agency):
    """One more letter in the same office."""
    return make_proposed(make_member(agency=agency), ratna).letters.get()


@pytest.fixture
def postgresql(transactional_db):
    if connection.vendor != "postgresql":
        pytest.skip("The test database of SQLite lives in one process; PostgreSQL's run does this.")


def at_once(work, items):
    """Run `work` for every item in a thread of its own; return what went wrong."""
    wrong, gate = [], threading.Barrier(len(items))

    def run(item):
        gate.wait()
        try:
            work(item)
        except Exception as error:
            wrong.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[item]) for item in items]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return wrong


@pytest.fixture
def wati(office):
    """Head of the general affairs subdivision; has no role of her own."""
    return make_staff("Wati Lestari", office=office, nip="199001012015032001")
