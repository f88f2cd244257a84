"""The cast of the stories: who works at the office, who comes to it, and who sees nothing.

The functions make people quickly; the fixtures are the persons that every story knows.
"""

import itertools
from datetime import date

import pytest
from django.utils import timezone

from accounts.models import SIGNERS, Agency, Office, Region, Role, StaffRole, User
from letters.models import Mandate

PASSWORD = "rahasia-panjang-sekali"
SINCE = date(2020, 1, 1)
_numbers = itertools.count(1)


def make_region(code="6302", kind="kabupaten", name="Kotabaru"):
    """A regency and its province, without loading all 552 areas."""
    province_name = "Kalimantan Selatan" if code[:2] == "63" else f"Provinsi {code[:2]}"
    province, _ = Region.objects.get_or_create(
        code=code[:2], defaults={"kind": "provinsi", "name": province_name}
    )
    region, _ = Region.objects.get_or_create(
        code=code, defaults={"kind": kind, "name": name, "province": province}
    )
    return region


def make_office(code="6302", **facts):
    """The office of Kotabaru unless told otherwise."""
    region = make_region(code) if code == "6302" else make_region(code, name=f"Daerah {code}")
    defaults = {
        "name": f"BPS {region.full_name}",
        "head_title": f"Kepala BPS {region.full_name}",
        "region": region,
        "address": "Jalan Jamrud, Dirgahayu, Kotabaru, Kalimantan Selatan 72113",
        "city": region.name,
        "phone": "0856-1116-302",
        "email": f"bps{code}@bps.example.go.id",
        "ready_at": timezone.now(),
    }
    office, _ = Office.objects.get_or_create(code=code, defaults=defaults | facts)
    return office


def make_agency(name=None, *, office=None, state="approved", **facts):
    """An agency that the office has approved unless told otherwise."""
    office = office or make_office()
    now = timezone.now()
    defaults = {
        "name": name or f"Dinas Percontohan {next(_numbers)}",
        "address": "Jalan Pangeran Hidayat 1, Kotabaru",
        "region": office.region,
        "phone": "0518-000001",
        "email": "dinas@example.go.id",
        "office": office,
        "state": state,
        "confirmed_at": now,
        "decided_at": None if state == "pending" else now,
        "refusal_reason": "Bukan instansi pemerintah." if state == "refused" else "",
    }
    return Agency.objects.create(**defaults | facts)


def make_member(name=None, *, agency=None, **facts):
    """Somebody who speaks for an agency; its admin if he is the first one."""
    agency = agency or make_agency()
    facts.setdefault("is_agency_admin", not agency.members.exists())
    return _make_person(name, "example.go.id", agency=agency, **facts)


def make_staff(name=None, *roles, office=None, **facts):
    """Somebody who works at an office, with the roles given; a signer's since 2020."""
    user = _make_person(name, "bps.example.go.id", office=office or make_office(), **facts)
    for role in roles:
        StaffRole.objects.create(user=user, role=role, starts_on=SINCE if role in SIGNERS else None)
    return user


def appoint(person, kind="definitive", **facts):
    """Let a member of the staff sign for his office: its head for years, unless told otherwise."""
    office = person.office
    defaults = {
        "office": office,
        "post": office.head_title,
        "starts_on": SINCE,
        "deed": "Kep. 15/2020 tanggal 1 Januari 2020",
    }
    return Mandate.objects.appoint(by=None, person=person, kind=kind, **defaults | facts)


def anew(person):
    """As he is in his next request: what he may do is asked for once in each."""
    return User.objects.get(pk=person.pk)


def _make_person(name, host, **facts):
    number = next(_numbers)
    name = name or f"Orang {number}"
    email = facts.pop("email", f"{name.split()[0].lower()}{number}@{host}")
    password = facts.pop("password", PASSWORD)
    user = User.objects.create_user(email, password, name=name, **facts)
    user.emailaddress_set.create(email=user.email, verified=True, primary=True)
    return user


@pytest.fixture
def office(db):
    """BPS Kabupaten Kotabaru, 6302."""
    return make_office()


@pytest.fixture
def agency(office):
    """The agency that Sari works for."""
    return make_agency("Dinas Perikanan Kabupaten Kotabaru", office=office)


@pytest.fixture
def sari(agency):
    """Admin of the Dinas Perikanan: fills in forms and receives letters."""
    return make_member(
        "Sari Wulandari", agency=agency, email="sari@example.go.id", position="Kepala Bidang Data"
    )


@pytest.fixture
def budi(office):
    """Sits at the front desk."""
    return make_staff(
        "Budi Santoso", Role.FRONT_DESK, office=office, email="budi@bps.example.go.id"
    )


@pytest.fixture
def ratna(office):
    """Examines."""
    return make_staff(
        "Ratna Dewanti", Role.EXAMINER, office=office, email="ratna@bps.example.go.id"
    )


@pytest.fixture
def maya(office):
    """Handles complaints."""
    return make_staff(
        "Maya Lestari", Role.COMPLAINT_HANDLER, office=office, email="maya@bps.example.go.id"
    )


@pytest.fixture
def hasan(office):
    """Kepala BPS: signs."""
    head = make_staff(
        "Hasan Basri",
        Role.HEAD,
        office=office,
        email="hasan@bps.example.go.id",
        position="Kepala BPS Kabupaten Kotabaru",
    )
    appoint(head)
    return head


@pytest.fixture
def dewi(office):
    """Admin of the office."""
    return make_staff("Dewi Anggraini", Role.ADMIN, office=office, email="dewi@bps.example.go.id")


@pytest.fixture
def stranger(office):
    """An approved member of another agency, who has no business with Sari's files."""
    agency = make_agency("Dinas Perkebunan Kabupaten Kotabaru", office=office)
    return make_member("Joko Prasetyo", agency=agency, email="joko@example.go.id")


@pytest.fixture
def pending_member(office):
    """Somebody whose agency the office has not approved yet."""
    agency = make_agency("Dinas Pariwisata Kabupaten Kotabaru", office=office, state="pending")
    return make_member("Lina Marlina", agency=agency, email="lina@example.go.id")


@pytest.fixture
def official_of_another_office(db):
    """Examiner at 6301; the files of 6302 do not exist for him."""
    return make_staff("Rahmat Hidayat", Role.EXAMINER, office=make_office("6301"))
