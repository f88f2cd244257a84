import pytest
from django.core.management import call_command

from accounts.models import Role
from tests.cast import make_office, make_staff


@pytest.fixture
def areas(db):
    """All areas of Indonesia and the office 6302, as a new installation has them."""
    call_command("reference", verbosity=0)


@pytest.fixture
def admin_elsewhere(db):
    """The admin of office 6301."""
    return make_staff("Slamet Riyadi", Role.ADMIN, office=make_office("6301"))
