"""Whoever tries too often is braked, and told so in plain Indonesian."""

from datetime import UTC, datetime, timedelta

import pytest
from django.conf import settings as configured
from django.test import Client
from django.urls import reverse
from time_machine import travel

from accounts.models import Brake
from events.models import Mail
from norms.tasks import sweep_kept
from romantik.cache import Client as CacheClient
from tests.accounts.test_second_factor import log_in, set_up_app
from tests.cast import PASSWORD

TOLD = "Terlalu banyak percobaan"
HERE, ELSEWHERE = "10.1.1.1", "10.2.2.2"
WHOLE_MINUTE = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)


def try_to_log_in(client, email, password="salah-sekali", *, address=HERE):
    form = {"login": email, "password": password}
    return client.post(reverse("account_login"), form, REMOTE_ADDR=address)


def guess(email, times, *, address=HERE):
    """A stranger tries; what the last page says."""
    client = Client()
    pages = [try_to_log_in(client, email, address=address) for _ in range(times)]
    return pages[-1].content.decode()


def gets_in(client, person, *, address=HERE):
    try_to_log_in(client, person.email, PASSWORD, address=address)
    return client.session.get("_auth_user_id") == str(person.pk)


def known_device(person):
    """A browser in which the person has once logged in, and out again."""
    client = Client()
    assert gets_in(client, person, address="10.9.9.9")
    client.post(reverse("account_logout"))
    return client


@pytest.fixture
def cache_away(settings, tmp_path):
    address = f"unix://{tmp_path}/nobody.sock?db=1"
    settings.CACHES = {"default": {"BACKEND": "romantik.cache.Cache", "LOCATION": address}}
    CacheClient.rests_until = 0.0
    yield
    CacheClient.rests_until = 0.0


@pytest.mark.parametrize("others", [10, 11, 30])
def test_wrong_attempts_of_others_behind_the_same_address_shut_nobody_out(client, sari, others):
    for number in range(others):
        guess(f"orang{number}@example.go.id", 1)

    assert gets_in(client, sari)


@pytest.mark.parametrize("address", [HERE, ELSEWHERE])
@pytest.mark.parametrize("times", [5, 10])
def test_wrong_passwords_of_a_stranger_do_not_shut_the_head_out(client, hasan, times, address):
    assert TOLD not in guess(hasan.email, times, address=address)

    assert gets_in(client, hasan)


def test_who_is_braked_at_one_address_gets_in_at_another(hasan):
    assert TOLD in guess(hasan.email, 13)

    assert not gets_in(Client(), hasan)
    assert gets_in(Client(), hasan, address=ELSEWHERE)


def test_the_wait_told_is_the_wait_that_holds(hasan):
    with travel(WHOLE_MINUTE, tick=False) as clock:
        guess(hasan.email, 12)
        clock.shift(timedelta(minutes=4))
        assert "Tunggu 11 menit" in guess(hasan.email, 1)
        clock.shift(timedelta(minutes=10, seconds=59))
        assert "Tunggu 1 menit" in guess(hasan.email, 5)
        assert not gets_in(Client(), hasan)
        clock.shift(timedelta(seconds=1))

        assert gets_in(Client(), hasan)


def test_wrong_codes_are_braked_and_the_wait_is_told(hasan):
    first = Client()
    log_in(first, hasan)
    set_up_app(first)
    thief = Client()
    with travel(WHOLE_MINUTE, tick=False) as clock:
        log_in(thief, hasan)
        for _ in range(5):
            thief.post(reverse("mfa_authenticate"), {"code": "000000"})
        clock.shift(timedelta(seconds=90))
        page = thief.post(reverse("mfa_authenticate"), {"code": "000000"})

    assert "Tunggu 4 menit" in page.content.decode()


def test_keys_are_asked_however_often_strangers_behind_the_address_try(client, office):
    answers = [client.post(reverse("mfa_login_webauthn"), {"credential": "x"}) for _ in range(40)]

    assert 429 not in {answer.status_code for answer in answers}


def test_guessing_many_accounts_from_one_place_is_braked(hasan, sari):
    device = known_device(hasan)
    for number in range(61):
        page = guess(f"orang{number}@example.go.id", 1)

    assert TOLD in page
    assert not gets_in(Client(), sari)
    assert gets_in(device, hasan)
    assert gets_in(Client(), sari, address=ELSEWHERE)


def test_guessing_one_account_from_many_places_is_braked(hasan):
    device = known_device(hasan)
    for number in range(101):
        page = guess(hasan.email, 1, address=f"10.3.3.{number}")

    assert TOLD in page
    assert gets_in(device, hasan)


@pytest.mark.parametrize("spelling", ["HASAN@bps.example.go.id", "haſan@bps.example.go.id"])
def test_another_spelling_of_the_mailbox_is_the_same_mailbox(hasan, spelling):
    guess(hasan.email, 12)

    assert TOLD in guess(spelling, 1)


def test_nobody_learns_which_mailboxes_exist(hasan):
    unknown = "tidak-ada@example.go.id"
    with travel(WHOLE_MINUTE, tick=False):
        told = [
            Client().post(reverse("account_login"), {"login": email, "password": "salah"})
            for email in [hasan.email] * 14 + [unknown] * 14
        ]
    errors = [str(page.context["form"].non_field_errors()) for page in told]

    assert errors[:14] == errors[14:]


def test_a_new_password_from_the_mailbox_releases_the_brake(client, hasan):
    guess(hasan.email, 13)
    client.post(reverse("account_reset_password"), {"email": hasan.email}, REMOTE_ADDR=HERE)
    link = next(
        word
        for word in Mail.objects.get(kind="account_password_reset").text.split()
        if word.startswith("http")
    )
    page = client.get(link.removeprefix(configured.PORTAL_URL), follow=True)
    new = {"password1": "kata-sandi-baru-sekali", "password2": "kata-sandi-baru-sekali"}
    client.post(page.redirect_chain[-1][0], new, REMOTE_ADDR=HERE)

    fresh = Client()
    try_to_log_in(fresh, hasan.email, new["password1"])
    assert fresh.session.get("_auth_user_id") == str(hasan.pk)


def test_behind_a_proxy_nobody_chooses_his_address(settings, hasan):
    settings.ALLAUTH_TRUSTED_PROXY_COUNT = 1
    form = {"login": hasan.email, "password": "salah-sekali"}
    for number in range(13):
        seen = f"172.16.0.{number}, 10.5.5.5"  # the first by the stranger, the last by the proxy
        page = Client().post(reverse("account_login"), form, headers={"X-Forwarded-For": seen})

    assert TOLD in page.content.decode()


def test_brakes_count_while_the_cache_is_away(cache_away, hasan):
    pages = [try_to_log_in(Client(), hasan.email).content.decode() for _ in range(40)]

    assert sum("tidak cocok" in page for page in pages) == 12
    assert "Tunggu 15 menit" in pages[-1]
    assert gets_in(Client(), hasan, address=ELSEWHERE)


def test_while_the_cache_is_away_a_known_device_gets_in_and_sign_ups_are_braked(
    cache_away, hasan, office
):
    device = known_device(hasan)
    guess(hasan.email, 13)
    answers = [Client().post(reverse("account_signup"), {}) for _ in range(21)]

    assert gets_in(device, hasan)
    assert [answer.status_code for answer in answers[-2:]] == [200, 429]


def test_what_was_counted_meanwhile_is_forgotten_once_it_holds_nobody(cache_away, hasan):
    with travel(WHOLE_MINUTE, tick=False) as clock:
        guess(hasan.email, 3)
        assert Brake.objects.exists()
        clock.shift(timedelta(hours=2))
        sweep_kept()

    assert not Brake.objects.exists()


def test_many_sign_ups_from_one_place_are_braked(client, office):
    answers = [client.post(reverse("account_signup"), {}) for _ in range(21)]

    assert [answer.status_code for answer in answers[-2:]] == [200, 429]
    assert TOLD in answers[-1].content.decode()


def test_asking_again_and_again_for_a_new_password_is_braked(client, sari):
    answers = [
        client.post(reverse("account_reset_password"), {"email": sari.email}) for _ in range(4)
    ]

    assert Mail.objects.filter(kind="account_password_reset").count() == 3
    assert "Terlalu banyak" in answers[-1].content.decode()


def test_the_suggestions_of_areas_are_braked_far_above_typing_speed(client, settings, areas):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"region_suggestions": "3/m/ip"}

    answers = [client.get(reverse("region_suggestions"), {"q": "ko"}) for _ in range(4)]

    assert [answer.status_code for answer in answers] == [200, 200, 200, 429]


def test_inviting_is_braked_so_that_nobody_fishes_for_accounts(client, sari, stranger):
    client.force_login(sari)

    answers = [client.post(reverse("agency_members"), {"email": stranger.email}) for _ in range(31)]

    assert [answer.status_code for answer in answers[-2:]] == [200, 429]
