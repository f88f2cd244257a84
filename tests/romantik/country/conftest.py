"""A country: the centre with Sinta, its admin, and offices beneath."""

import pytest

from accounts.models import Office, Role
from accounts.models.offices import CENTRE
from tests.cast import make_office, make_region, make_staff

CENTRE_FACTS = {
    "name": "Badan Pusat Statistik",
    "head_title": "Kepala Badan Pusat Statistik",
    "address": "Jalan dr. Sutomo 6–8",
    "city": "Jakarta",
    "time_zone": "Asia/Jakarta",
}


@pytest.fixture
def sinta(office):
    """Admin of the centre, on an installation where Kotabaru has been before."""
    centre = Office.objects.create(code=CENTRE, **CENTRE_FACTS)
    return make_staff("Sinta Maharani", Role.ADMIN, office=centre, email="sinta@bps.example.go.id")


@pytest.fixture
def banjar(sinta):
    """BPS of the province above Kotabaru."""
    make_region("6302")
    return make_office(
        "6300", region=None, name="BPS Provinsi Kalimantan Selatan", city="Banjarmasin"
    )
