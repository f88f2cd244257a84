"""The figures while many act at once: nobody waits for a counter, and no sum is lost."""

import pytest
from django.core.management import call_command

from requests_app.board import keeping
from requests_app.models import OpenFiles
from tests.submissions import make_examined, make_submitted
from tests.threads import database_of_threads, doing, together, whole_chain  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


def test_verbs_folding_and_checking_at_once_lose_no_figure(sari, ratna):
    waiting = [make_submitted(sari) for _ in range(4)]
    examined = [make_examined(sari, ratna) for _ in range(2)]

    outcomes = together(
        *[doing(file, "begin_examination", by=ratna) for file in waiting[:3]],
        doing(waiting[3], "cancel", by=sari),
        *[doing(file, "return_for_revision", by=ratna, note="Perbaiki.") for file in examined],
        *[keeping.restate, keeping.amend, keeping.amend],
        *[keeping.fold, keeping.fold],
    )

    assert outcomes[:6] == [None] * 6
    assert outcomes[6:9] == [0, {}, {}]
    assert dict(OpenFiles.objects.summed("state")) == {"under_examination": 3, "returned": 2}
    call_command("figures")


def test_two_who_set_the_same_figures_right_do_it_once(sari):
    make_submitted(sari)
    OpenFiles.objects.all().delete()

    outcomes = together(keeping.amend, keeping.amend)

    assert sorted(map(len, outcomes)) == [0, 1]
    assert dict(OpenFiles.objects.summed("state")) == {"submitted": 1}
