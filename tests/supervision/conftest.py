import pytest

from tests.supervision.country import FAR, NEAR, OWN, Country, overdue


@pytest.fixture
def country(db):
    return Country()


@pytest.fixture
def busy(country):
    """An overdue file and one with its agency at 6302, one file each elsewhere."""
    country.late = country.file(OWN)
    overdue(country.late)
    country.away = country.file(OWN, "returned")
    country.near = country.file(NEAR, "submitted")
    country.far = country.file(FAR, "submitted")
    return country
