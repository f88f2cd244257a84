"""Eight windows send the same form at the same moment: it makes one."""

import pytest
from django.test import Client
from django.urls import reverse

from events.once import TOKEN
from requests_app.models import Submission
from requests_app.models.examining.remark import Remark
from tests.submissions import make_examined
from tests.threads import database_of_threads, together, whole_chain  # noqa: F401

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.mark.parametrize("key", ["page-1", "page-{}", ""])
def test_eight_presses_make_one_draft(sari, key):
    answers = together(*[pressing(sari, "submission_new", number, key) for number in range(8)])

    assert Submission.objects.count() == 1
    assert {answer.url for answer in answers} == {Submission.objects.get().get_absolute_url()}


@pytest.mark.parametrize("key", ["page-1", "page-{}"])
def test_eight_presses_say_one_thing(sari, ratna, key):
    code = make_examined(sari, ratna).code

    together(*[pressing(ratna, "remarks", number, key, code) for number in range(8)])

    assert Remark.objects.count() == 1


def pressing(person, address, number, key, *about):
    """A press of the button in a window of its own."""
    client = Client()
    client.force_login(person)
    typed = {"edition": "fs3_2021", "text": "Mirip.", TOKEN: key.format(number)}
    return lambda: client.post(reverse(address, args=about), typed)
