"""A first link used twice at the same moment: one password holds, and each is told how it went."""

from functools import partial
from threading import Barrier

import pytest
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from accounts.links import first_admin_link, welcome_link
from accounts.models import Role, User
from accounts.views import arrivals
from tests.cast import make_staff
from tests.threads import (
    PATIENCE,
    database_of_threads,  # noqa: F401  used by pytest
    together,
    whole_chain,  # noqa: F401  used by pytest
)

MINE, HERS = "udang-galah-di-muara-3", "kepiting-bakau-di-hulu-5"
NAMED = {"name": "Dewi Anggraini", "email": "dewi@bps.example.go.id"}


@pytest.fixture
def wahyu(office):
    """Taken on, and has not used his first link."""
    person = make_staff("Wahyu Nugroho", Role.EXAMINER, office=office)
    person.set_unusable_password()
    person.save()
    return person


@pytest.fixture(autouse=True)
def both_have_been_let_as_far(monkeypatch):
    """Each press has been looked at before the other one is done."""
    together = Barrier(2, timeout=PATIENCE)
    for name in ("_let_in", "_begin"):
        deed = getattr(arrivals, name)
        monkeypatch.setattr(
            arrivals, name, lambda *facts, deed=deed: together.wait() < 2 and deed(*facts)
        )


def presses(link, password, **named):
    """Somebody has the page of the link open, and sends it."""
    browser = Client()
    page = browser.get(link, follow=True).redirect_chain[-1][0]
    return partial(browser.post, page, {"password1": password, "password2": password, **named})


def outcomes(*presses):
    answers = together(*presses)
    return sorted((answer.status_code, answer.headers.get("Location")) for answer in answers)


IN, LATE = (302, reverse("account_login")), (410, None)


def test_of_two_with_one_first_link_the_second_is_told(wahyu):
    link = welcome_link(wahyu)

    assert outcomes(presses(link, MINE), presses(link, HERS)) == [IN, LATE]
    wahyu.refresh_from_db()
    assert [wahyu.check_password(each) for each in (MINE, HERS)].count(True) == 1


def test_who_presses_twice_is_let_in(wahyu):
    link = welcome_link(wahyu)

    assert outcomes(presses(link, MINE), presses(link, MINE)) == [IN, IN]


@pytest.fixture
def empty(transactional_db):
    """An installation without anybody."""
    call_command("reference", verbosity=0)
    return first_admin_link()


def test_an_installation_has_one_first_admin(empty):
    other = {"name": "Rudi", "email": "rudi@bps.example.go.id"}

    assert outcomes(presses(empty, MINE, **NAMED), presses(empty, HERS, **other)) == [IN, LATE]
    assert User.objects.count() == 1


def test_the_first_admin_who_presses_twice_is_told_of_his_account(empty):
    press = [presses(empty, MINE, **NAMED) for _ in range(2)]

    assert outcomes(*press) == [IN, IN]
    assert User.objects.get().email == NAMED["email"]
