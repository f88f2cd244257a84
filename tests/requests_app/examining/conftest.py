"""The offices around Kotabaru, and who arranges that one examines for another."""

import pytest

from accounts.models import Role
from tests.cast import make_office, make_staff


@pytest.fixture
def province(office):
    return make_office("6300", name="BPS Provinsi Kalimantan Selatan")


@pytest.fixture
def neighbour(office):
    """The office that helps."""
    return make_office("6310", name="BPS Kabupaten Tanah Bumbu")


@pytest.fixture
def putri(province):
    """Admin of the province."""
    return make_staff("Putri Ayu", Role.ADMIN, office=province, email="putri@bps.example.go.id")


@pytest.fixture
def rini(neighbour):
    """Examines at the office that helps."""
    return make_staff("Rini Astuti", Role.EXAMINER, office=neighbour, email="rini@example.go.id")


@pytest.fixture
def lukman(neighbour):
    """Head of the office that helps."""
    return make_staff("Lukman Hakim", Role.HEAD, office=neighbour, email="lukman@example.go.id")
