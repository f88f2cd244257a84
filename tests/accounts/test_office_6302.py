"""Office 6302 carries the public facts of its service standard, SK 118/2023."""

from importlib import import_module

import pytest
from django.apps import apps

from accounts.management.commands.reference import KOTABARU
from accounts.models import Office
from tests.cast import make_office

LINE = (
    "Jalan Jamrud, Dirgahayu, Kecamatan Pulau Laut Utara, Kabupaten Kotabaru, "
    "Kalimantan Selatan 72113"
)


def migrate(name, verb):
    getattr(import_module(f"accounts.migrations.{name}"), verb)(apps, None)


@pytest.mark.django_db
def test_a_new_installation_has_them():
    office = Office(code="6302", **KOTABARU)

    assert office.whole_address == LINE
    assert (office.phones, office.email) == ("0856-1116-302", "bps6302@bps.go.id")
    assert office.website == "http://kotabarukab.bps.go.id"
    assert office.complaint_link == "https://s.bps.go.id/laporbpskotabaru"
    assert office.suggestion_box == "unit Pelayanan Statistik Terpadu"
    assert office.service_unit == "Pelayanan Statistik Terpadu (PST)"
    assert office.lacking() == []


@pytest.mark.parametrize("address", ["Jalan Raya Stagen, Kotabaru, Kalimantan Selatan", LINE])
def test_an_installation_from_before_gets_them(db, address):
    office = make_office(address=address)

    migrate("0007_where_kotabaru_is", "correct")
    migrate("0010_facts_of_kotabaru", "fill_in")

    office.refresh_from_db()
    assert (office.whole_address, office.postal_code) == (LINE, "72113")
    assert office.complaint_link == "https://s.bps.go.id/laporbpskotabaru"


def test_what_somebody_has_written_himself_stays(db):
    office = make_office(address="Jalan Baru 1", website="https://lain.example.go.id")
    other = make_office("6301", address=LINE)

    migrate("0010_facts_of_kotabaru", "fill_in")

    office.refresh_from_db(), other.refresh_from_db()
    assert (office.whole_address, office.website) == ("Jalan Baru 1", "https://lain.example.go.id")
    assert (other.address, other.website) == (LINE, "")
