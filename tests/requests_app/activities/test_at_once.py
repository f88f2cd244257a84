"""Published while others publish, and while the catalogue is made anew: nobody waits for ever."""

import pytest
from django.db import transaction

from requests_app.activities import publishing
from requests_app.models import Activity, Submission
from tests.submissions import make_recommended
from tests.threads import database_of_threads, together, whole_chain  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def test_publishing_and_making_anew_at_once(sari, ratna, hasan):
    files = [make_recommended(sari, ratna, hasan, identity=f"V-26.6302.00{n}") for n in (1, 2)]

    def publish(file):
        for _ in range(4):
            with transaction.atomic():
                publishing.publish(Submission.objects.get(pk=file.pk))

    outcomes = together(
        lambda: publish(files[0]), lambda: publish(files[1]), publishing.rebuild, publishing.rebuild
    )

    assert outcomes == [None, None, 2, 2]
    assert Activity.objects.count() == 2
    assert list(publishing.faults()) == []
