"""Two admins press *Cadangkan sekarang* at the same moment."""

import pytest

from backups.models import Backup
from events.models import Event
from tests.cast import make_staff
from tests.threads import database_of_threads, together, whole_chain  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def test_it_is_one_backup_and_both_see_it(place, office):
    admins = [make_staff(None, "admin", office=office) for _ in range(4)]

    asked = together(*[lambda by=by: Backup.objects.ask(by=by) for by in admins])

    assert asked == [Backup.objects.get()] * 4
    assert Event.objects.filter(action="backup.ask").count() == 1
