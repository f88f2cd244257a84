"""Whoever tries too often is braked, and told so in plain Indonesian."""

from django.urls import reverse

from events.models import Mail
from tests.cast import PASSWORD

TOLD = "Terlalu banyak percobaan"


def try_to_log_in(client, email, password="salah-sekali"):
    return client.post(reverse("account_login"), {"login": email, "password": password})


def test_guessing_the_password_of_one_account_is_braked(client, sari):
    for _ in range(5):
        page = try_to_log_in(client, sari.email).content.decode()
        assert "tidak cocok" in page

    page = try_to_log_in(client, sari.email, PASSWORD).content.decode()

    assert "Terlalu banyak percobaan masuk yang gagal. Tunggu 5 menit" in page
    assert "_auth_user_id" not in client.session


def test_guessing_many_accounts_from_one_place_is_braked(client, office):
    answers = [try_to_log_in(client, f"orang{number}@example.go.id") for number in range(11)]

    assert TOLD in answers[-1].content.decode()


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
