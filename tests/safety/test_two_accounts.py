"""Two accounts of every role: what belongs to the one does not exist for the other.

The first table is about people who have no business with Sari's agency or its office: another
agency of the same office, one elsewhere, and every role of another office. Each address with a
part that names something is asked by GET and by POST, linked or not. The second is about a second
account of the same role at the same place: only what is done by one person alone is closed to it.
"""

import re

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from accounts.models import Role
from tests.addresses import addresses
from tests.cast import make_agency, make_member, make_office, make_staff
from tests.safety.world import World
from tests.test_docs import ROOT
from tests.test_urls import TABLE, wanted_by

pytestmark = pytest.mark.one_database
STAFF = {
    "front_desk": Role.FRONT_DESK,
    "examiner": Role.EXAMINER,
    "head": Role.HEAD,
    "handler": Role.COMPLAINT_HANDLER,
    "admin": Role.ADMIN,
}
NAMING = {pattern.name: pattern for pattern in addresses() if wanted_by(pattern)}
EXPECTED = ROOT / "tests" / "data" / "shut_out.txt"
WRITING = re.compile(r'^(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')


@pytest.fixture
def nur(agency, sari):
    return make_member("Nur Hidayah", agency=agency)


@pytest.fixture
def world(sari, nur, ratna, hasan, dewi, maya):
    return World(sari=sari, nur=nur, ratna=ratna, hasan=hasan, dewi=dewi, maya=maya)


@pytest.fixture
def shut_out(office):
    """Who has no business there."""
    elsewhere = make_office("6301")
    here = make_agency("Dinas Perkebunan Kabupaten Kotabaru", office=office)
    there = make_agency("Dinas Perikanan Kabupaten Tanah Laut", office=elsewhere)
    people = {"agency": make_member("Joko", agency=here), "agency2": make_member(agency=here)}
    people["elsewhere"] = make_member("Eko", agency=there)
    roles = {name: make_staff(f"Lain {name}", role, office=elsewhere) for name, role in STAFF.items()}
    return people | roles


def address_of(name, world):
    parts = {part: world.value(name, part) for part in wanted_by(NAMING[name])}
    return reverse(name, kwargs=parts)


def asked(browser, method, address):
    """(status, tables written to); taken back."""
    written = set()

    def look(execute, sql, params, many, context):
        if found := WRITING.match(sql):
            written.add(found[1])
        return execute(sql, params, many, context)

    cookies = browser.cookies.copy()
    with transaction.atomic(), connection.execute_wrapper(look):
        response = getattr(browser, method)(address)
        transaction.set_rollback(True)
    browser.cookies = cookies
    return response.status_code, written


def answers(people, world, methods=("get", "post")):
    """({address: {person: "GET POST"}}, [(address, person, tables)] of whatever was written)."""
    places = {name: address_of(name, world) for name in NAMING}
    told, written = {name: {} for name in NAMING}, []
    for who, person in people.items():
        browser = Client()
        browser.force_login(person)
        for name, place in places.items():
            statuses = []
            for method in methods:
                status, tables = asked(browser, method, place)
                statuses.append(str(status))
                if tables:
                    written.append((name, who, *sorted(tables)))
            told[name][who] = "/".join(statuses)
    return told, written


def lines(told):
    return [f"{name}: {' '.join(codes.values())}" for name, codes in sorted(told.items())]


def test_nobody_opens_what_belongs_to_another(world, shut_out):
    told, written = answers(shut_out, world)

    assert lines(told) == EXPECTED.read_text("utf-8").splitlines()[1:]
    assert written == []
