"""People and the day of the stories about Walidata."""

import pytest
from time_machine import travel

from tests.walidata.making import make_kominfo, mark, switch_on


@pytest.fixture(autouse=True)
def clock():
    with travel("2026-03-02 02:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def kominfo(office):
    """Andi of the Dinas Kominfo, which nobody has marked yet."""
    return make_kominfo(office, email="andi@example.go.id")


@pytest.fixture
def andi(kominfo, dewi):
    """The same, Walidata of Kotabaru."""
    mark(kominfo, dewi)
    return kominfo


@pytest.fixture
def heard(office, dewi):
    """The office has the step switched on."""
    switch_on(office, dewi)
