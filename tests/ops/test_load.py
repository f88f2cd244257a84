"""A crowd on one host, in short; `bin/load` has the long form and the figures."""

import shutil

import pytest

from tests.ops.faults.ground import Portal
from tests.ops.load.trial import behind_a_proxy, sent


@pytest.fixture
def portal(prepared, tmp_path):
    """On SQLite: the one that could say that it is locked."""
    shutil.copytree(prepared, tmp_path / "var")
    portal = behind_a_proxy(Portal(tmp_path / "var"))
    yield portal
    portal.end()


def test_ten_people_read_and_write_at_once_and_nobody_is_refused(portal, tmp_path):
    # It is over much sooner, but on a machine with much else to do.
    met, failures = sent(portal, tmp_path, people=10, seconds=240, think=0.2, enough=20)

    assert (failures, portal.said().count("database is locked")) == ([], 0)
    assert {name: (each.requests >= 20, each.failures) for name, each in met.items()} == {
        "reading": (True, 0),
        "writing": (True, 0),
    }
