"""A device from which somebody has logged in before keeps him a way in, and nobody else."""

import pytest
from django.core import signing
from django.test import Client
from django.urls import reverse

from accounts import devices
from tests.accounts.test_brakes import TOLD, gets_in, guess, known_device, try_to_log_in
from tests.accounts.test_second_factor import log_in, set_up_app


def test_a_known_device_keeps_a_way_in(hasan):
    device = known_device(hasan)
    assert TOLD in guess(hasan.email, 13)

    assert gets_in(device, hasan)


def test_a_known_device_has_guesses_of_its_own_and_no_more(hasan):
    device = known_device(hasan)

    pages = [try_to_log_in(device, hasan.email).content.decode() for _ in range(11)]

    assert [TOLD in page for page in pages[-2:]] == [False, True]
    assert not gets_in(device, hasan)
    assert gets_in(Client(), hasan)


def test_the_device_of_somebody_else_opens_nothing(hasan, sari):
    device = known_device(sari)
    guess(hasan.email, 13)

    assert not gets_in(device, hasan)


@pytest.mark.parametrize("salt", ["guessed", "accounts.links"])
def test_a_device_that_made_its_own_cookie_is_a_stranger(hasan, salt):
    device = Client()
    mark = devices.mark_of(hasan.email)
    device.cookies[devices.COOKIE] = signing.dumps({mark: "mine"}, salt=salt)
    guess(hasan.email, 13)

    assert not gets_in(device, hasan)


def test_several_people_share_a_device_and_each_stays_known(hasan, sari, budi):
    device = known_device(hasan)
    for person in (sari, budi, hasan):
        assert gets_in(device, person)
        device.post(reverse("account_logout"))
    for person in (hasan, sari, budi):
        guess(person.email, 13)

    for person in (hasan, sari, budi):
        assert gets_in(device, person)
        device.post(reverse("account_logout"))
    assert hasan.email not in device.cookies[devices.COOKIE].value


def test_the_cookie_of_a_device_is_kept_from_scripts_and_plain_lines(settings, hasan):
    settings.SESSION_COOKIE_SECURE = True

    cookie = known_device(hasan).cookies[devices.COOKIE]

    assert cookie["httponly"]
    assert cookie["secure"]
    assert cookie["samesite"] == "Lax"


def test_the_first_of_two_factors_makes_no_device_known(hasan):
    first = Client()
    log_in(first, hasan)
    set_up_app(first)
    thief = Client()

    assert log_in(thief, hasan).url == reverse("mfa_authenticate")

    assert devices.COOKIE not in thief.cookies
