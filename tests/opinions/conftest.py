"""People and the day of the stories about opinions."""

import pytest
from time_machine import travel

from accounts.models import Role
from tests.cast import make_staff


@pytest.fixture(autouse=True)
def clock():
    with travel("2026-03-02 02:00Z", tick=False) as clock:
        yield clock


@pytest.fixture
def yoga(office):
    return make_staff("Yoga Pratama", Role.EXAMINER, office=office, email="yoga@bps.example.go.id")


@pytest.fixture
def rahmat(official_of_another_office):
    return official_of_another_office
