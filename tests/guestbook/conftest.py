"""Visitors at the counter, quickly made."""

from uuid import uuid4

import pytest
from django.urls import reverse

from guestbook.models import Visit
from tests.cast import make_staff
from tests.letters.conftest import postgresql  # noqa: F401  a fixture

TYPED = {
    "service": "R",
    "name": "Yusuf Maulana",
    "organization": "Dinas Kesehatan Kabupaten Kotabaru",
    "purpose": "Survei kepuasan pasien",
    "contact": "0812-0000-0223",
}


@pytest.fixture
def arrive(office):
    """Let somebody come: `arrive()`, `arrive("K", name="Ani")`."""

    def arrive(service="R", **facts):
        visitor = {name: TYPED[name] for name in ("name", "organization", "purpose", "contact")}
        return Visit.objects.arrive(office=office, service=service, **visitor | facts)

    return arrive


@pytest.fixture
def wulan(office):
    """A second officer at the front desk."""
    return make_staff("Wulan Sari", "front_desk", office=office)


def fill_in(client, **typed):
    """Send the kiosk's page."""
    return client.post(reverse("guestbook"), {"once": uuid4()} | TYPED | typed)


def words(response):
    return " ".join(response.content.decode().split())


@pytest.fixture
def serving(arrive, budi):
    """Budi serves somebody."""
    arrive()
    visit = Visit.objects.call_next(by=budi)
    visit.serve(by=budi)
    return visit
