"""A small country: two offices of one province, one of another; nobody is the first."""

import pytest

from tests.cast import make_office


@pytest.fixture
def country(office):
    """(6302 Kotabaru, 6305 of the same province, 3273 of another)."""
    tapin = make_office("6305", name="BPS Kabupaten Tapin", allowance_days=20)
    bandung = make_office("3273", name="BPS Kota Bandung", phone="022-000001")
    return office, tapin, bandung
