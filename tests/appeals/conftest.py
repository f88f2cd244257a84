import pytest

from accounts.models import Role
from appeals.models import Appeal
from tests.appeals.making import make_declined
from tests.cast import appoint, make_office, make_staff


@pytest.fixture
def declined(sari, ratna, hasan):
    """Sari's survey, declined by a letter that Hasan has signed."""
    return make_declined(sari, ratna, hasan)


@pytest.fixture
def yoga(office):
    """Examines, too, and had no part in it."""
    return make_staff("Yoga Pratama", Role.EXAMINER, office=office, email="yoga@bps.example.go.id")


@pytest.fixture
def nadia(office, hasan):
    """Plh. these days, while Hasan is away."""
    person = make_staff("Nadia Safitri", office=office, email="nadia@bps.example.go.id")
    appoint(person, kind="plh", post=office.head_title)
    return person


@pytest.fixture
def appeal(declined, sari):
    """Sari has objected."""
    return Appeal.objects.file(
        declined, by=sari, reasons="Sampel sudah dihitung ulang.", wanted="Periksa kembali."
    )


@pytest.fixture
def province(db):
    """BPS Provinsi."""
    return make_office("6300", name="BPS Provinsi Kalimantan Selatan")


@pytest.fixture
def indra(province):
    """Examines there."""
    return make_staff(
        "Indra Lesmana", Role.EXAMINER, office=province, email="indra@bps.example.go.id"
    )


@pytest.fixture
def wahyu(province):
    """Head there."""
    head = make_staff("Wahyu Hidayat", office=province, email="wahyu@bps.example.go.id")
    appoint(head)
    return head
