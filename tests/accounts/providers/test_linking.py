"""Linking after log-in, taking off, the second factor, and accounts that are closed."""

import pytest
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from django.urls import reverse
from time_machine import travel

from accounts.privacy.holdings import holdings
from accounts.providers.linking import has_other_way
from events.models import Event, Mail
from tests.accounts.providers.conftest import come_in, leave, listed, who
from tests.accounts.test_second_factor import log_in, set_up_app
from tests.pages import soup, words

PAGE = "socialaccount_connections"


@pytest.fixture
def hasan_there(bps):
    """Somebody whose mailbox at the provider is none that the portal knows."""
    return bps.knows("hasan-3", email="hasan@lain.example.com", email_verified=True)


@pytest.fixture
def linked(bps, budi, hasan_there):
    """Budi in a browser of his own, with that account linked."""
    client = Client()
    log_in(client, budi)
    come_in(client, bps, hasan_there)
    return client


def unlink(client):
    [link] = SocialAccount.objects.all()
    return client.post(reverse(PAGE), {"account": link.pk})


def test_who_is_logged_in_links_an_account_and_comes_in_by_it(
    client,
    bps,
    budi,
    hasan_there,
    lines,
):
    log_in(client, budi)
    lines()

    answer = come_in(client, bps, hasan_there)

    assert answer.url == reverse(PAGE)
    page = words(client.get(answer.url))
    assert "Akun SSO BPS tertaut" in page
    assert "hasan@lain.example.com" in page
    assert lines() == [f"account of provider sso-bps linked, person {budi.pk}, from 127.0.0.1"]
    event = Event.objects.get(action="user.link_provider")
    assert event.particulars["by_mailbox"] is False
    assert Mail.objects.filter(kind="account_notice", to=budi.email).count() == 1
    client.logout()
    come_in(client, bps, hasan_there)
    assert who(client) == budi.pk


def test_who_logged_in_long_ago_shows_first_that_it_is_he(client, bps, budi):
    with travel("2026-03-02 08:00+08:00", tick=False) as clock:
        log_in(client, budi)
        clock.shift(600)
        answer = leave(client)

    assert answer.url == f"{reverse('account_reauthenticate')}?next=%2Fakun%2Fmasuk-dengan%2F"


def test_the_same_account_opens_one_account_here_and_each_has_one(client, bps, ratna, linked):
    log_in(client, ratna)
    come_in(client, bps, "hasan-3")
    assert "sudah tertaut dengan akun portal yang lain" in words(client.get(reverse(PAGE)))

    come_in(linked, bps, bps.knows("hasan-4", email="x@lain.example.com"))
    assert "lain sudah tertaut dengan akun Anda" in words(linked.get(reverse(PAGE)))

    come_in(linked, bps, "hasan-3")  # once more changes nothing
    assert SocialAccount.objects.count() == 1


def test_a_link_is_begun_and_ended_by_the_same_person(client, bps, budi, ratna, hasan_there):
    log_in(client, budi)
    back = bps.signs_in(leave(client).url, hasan_there)
    log_in_again = client.session["socialaccount_states"]
    client.logout()
    log_in(client, ratna)
    session = client.session
    session["socialaccount_states"] = log_in_again
    session.save()

    assert client.get(back).status_code == 403
    assert SocialAccount.objects.count() == 0


def test_a_provider_for_others_is_not_offered_and_links_nothing(client, province, sari, bps):
    log_in(client, sari)

    headings = [each.text for each in soup(client.get(reverse(PAGE))).select("main h2")]
    assert "Masuk Kalsel" in headings
    assert "SSO BPS" not in headings
    come_in(client, bps, bps.knows("sari", email="x@lain.example.com"))
    assert SocialAccount.objects.count() == 0


def test_taking_it_off_ends_other_sessions_and_the_way_in(
    client,
    bps,
    budi,
    linked,
    lines,
):
    come_in(client, bps, "hasan-3")
    lines()

    assert unlink(linked).url == reverse(PAGE)

    assert "Akun SSO BPS dilepas" in words(linked.get(reverse(PAGE)))
    assert client.get(reverse("desk")).status_code == 302
    assert lines()[0] == (
        f"account of provider sso-bps taken off, person {budi.pk}, from 127.0.0.1"
    )
    assert Event.objects.filter(action="user.unlink_provider", by=budi).count() == 1
    assert come_in(client, bps, "hasan-3").status_code == 403


def test_the_only_way_in_stays_until_there_is_another(client, bps, budi, linked):
    budi.set_unusable_password()
    budi.save(update_fields=["password"])
    come_in(client, bps, "hasan-3")
    assert who(client) == budi.pk

    unlink(client)

    assert "Ini satu-satunya jalan Anda untuk masuk" in words(client.get(reverse(PAGE)))
    [link] = SocialAccount.objects.all()
    SocialAccount.objects.create(user=budi, provider="tidak-lagi-terdaftar", uid="x")
    assert not has_other_way(budi, link)
    SocialAccount.objects.filter(uid="x").update(provider="masuk-kalsel")  # not for staff
    assert not has_other_way(budi, link)
    budi.authenticator_set.create(
        type="webauthn",
        data={"credential": {"clientExtensionResults": {"credProps": {"rk": True}}}},
    )
    assert has_other_way(budi, link)


def test_nobody_takes_off_the_link_of_another(client, ratna, linked):
    log_in(client, ratna)

    assert unlink(client).status_code == 404
    assert SocialAccount.objects.count() == 1


def test_a_closed_account_is_refused_and_its_sessions_are_over(client, bps, budi, dewi, linked):
    come_in(client, bps, "hasan-3")
    budi.deactivate(by=dewi)

    assert client.get(reverse("desk")).url == "/masuk/?next=/meja/"
    fresh = Client()
    assert come_in(fresh, bps, "hasan-3").url == reverse("account_inactive")
    assert who(fresh) is None


def test_a_closed_account_is_not_linked_by_its_mailbox(client, bps, budi, dewi):
    budi.deactivate(by=dewi)

    answer = come_in(client, bps, bps.knows("b", email=budi.email, email_verified=True))

    assert (answer.url, who(client)) == (reverse("account_inactive"), None)
    assert SocialAccount.objects.count() == 0


def test_another_issuer_behind_the_same_key_knows_other_people(
    client, bps, province, settings, linked
):
    settings.SIGN_IN_PROVIDERS = (listed(province),)
    province.knows("hasan-3", email="lain@lain.example.com")

    assert come_in(client, province, "hasan-3").status_code == 403


# The second factor


@pytest.fixture
def strong(bps, settings):
    """BPS's provider, whose words for a second factor are listed."""
    settings.STAFF_NEEDS_SECOND_FACTOR = True
    settings.SIGN_IN_PROVIDERS = (listed(bps, acr=("urn:bps:dua",), amr=("otp", "hwk")),)
    return bps


def sees_desk(client, provider, person, **claims):
    """Whether he works at once, without a factor of the portal's own."""
    sub = provider.knows("s", email=person.email, email_verified=True, **claims)
    client.logout()
    come_in(client, provider, sub)
    assert who(client) == person.pk
    return client.get(reverse("desk")).status_code == 200


def test_the_providers_factor_counts_in_the_words_that_are_listed(client, strong, budi):
    assert "acr_values=urn%3Abps%3Adua" in leave(client).url
    told = {
        "acr": sees_desk(client, strong, budi, acr="urn:bps:dua"),
        "amr": sees_desk(client, strong, budi, amr=["pwd", "otp"]),
        "none": sees_desk(client, strong, budi),
        "another acr": sees_desk(client, strong, budi, acr="urn:bps:satu"),
        "another amr": sees_desk(client, strong, budi, amr=["pwd"]),
        "amr as one word": sees_desk(client, strong, budi, amr="otp"),
        "acr as a list": sees_desk(client, strong, budi, acr=["urn:bps:dua"]),
    }

    assert told == {each: each in {"acr", "amr"} for each in told}


def test_words_that_are_not_listed_do_not_count(client, bps, budi, settings):
    settings.STAFF_NEEDS_SECOND_FACTOR = True

    assert not sees_desk(client, bps, budi, acr="urn:bps:dua", amr=["otp", "mfa"])
    assert client.get(reverse("desk")).url == reverse("mfa_index")


def test_whose_own_factor_is_set_up_is_asked_for_it_unless_the_provider_did(client, strong, budi):
    log_in(client, budi)
    set_up_app(client)
    client.logout()
    sub = strong.knows("s", email=budi.email, email_verified=True)

    assert come_in(client, strong, sub).url == reverse("mfa_authenticate")
    assert who(client) is None
    wrong = client.post(reverse("mfa_authenticate"), {"code": "000000"})
    assert "Kode tidak cocok" in words(wrong)

    assert sees_desk(client, strong, budi, amr=["hwk"])


def test_it_counts_for_that_session_and_that_person_only(client, strong, budi, ratna):
    assert sees_desk(client, strong, budi, acr="urn:bps:dua")
    TOTP.activate(ratna, generate_totp_secret())
    client.logout()

    log_in(client, budi)
    assert client.get(reverse("desk")).url == reverse("mfa_index")
    client.logout()
    assert log_in(client, ratna).url == reverse("mfa_authenticate")


def test_the_log_says_by_what_he_came_in(client, strong, budi, lines):
    sees_desk(client, strong, budi, acr="urn:bps:dua")

    assert f"log-in of person {budi.pk} by provider sso-bps+provider, from 127.0.0.1" in lines()


def test_what_he_has_linked_stands_in_his_own_data(client, bps, budi, linked):
    [kind] = [one for one in holdings(budi) if one.title == "Akun lain untuk masuk"]

    assert [name for name, _ in kind.facts] == ["SSO BPS hasan@lain.example.com"]
    assert "SSO BPS hasan@lain.example.com" in words(linked.get(reverse("own_data")))


def test_the_page_costs_the_same_for_one_link_and_two(
    bps, linked, budi, settings, django_assert_num_queries
):
    linked.get(reverse(PAGE))
    with django_assert_num_queries(4):
        linked.get(reverse(PAGE))
    settings.SIGN_IN_PROVIDERS += (listed(bps, key="dua", name="Dua", people="all"),)
    SocialAccount.objects.create(user=budi, provider="dua", uid="x", extra_data={})
    with django_assert_num_queries(4):
        linked.get(reverse(PAGE))
