"""Signing in by a provider: who comes in, as whom, and what the portal keeps of it."""

import hashlib
from base64 import urlsafe_b64encode
from urllib.parse import parse_qs, urlsplit

import pytest
import requests
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialToken
from django.urls import reverse

from accounts.models import Role, User
from accounts.providers.meeting import Meeting
from accounts.providers.tokens import Untrue
from events.models import Event, Mail
from tests.accounts.providers.conftest import come_in, leave, who
from tests.accounts.providers.server import TOKEN
from tests.pages import words


@pytest.fixture
def known(bps, budi):
    """Budi as BPS knows him, by the mailbox that the portal knows, too."""
    return bps.knows("budi-17", email=budi.email, email_verified=True, roles=["admin"])


def link_of(person):
    return SocialAccount.objects.get(user=person)


def test_an_equal_mailbox_that_is_vouched_for_links_once_and_is_told(
    client, bps, budi, known, lines
):
    answer = come_in(client, bps, known)

    assert (answer.url, who(client)) == (reverse("desk"), budi.pk)
    event = Event.objects.get(action="user.link_provider")
    assert (event.by, event.particulars) == (
        budi,
        {"name": budi.name, "provider": "SSO BPS", "by_mailbox": True},
    )
    assert Mail.objects.get(kind="account_notice").to == budi.email
    assert lines() == [f"log-in of person {budi.pk} by provider sso-bps, from 127.0.0.1"]
    assert words(client.get(reverse("profile"))).count("menautkan akun SSO BPS") == 1


def test_roles_never_come_from_the_provider(client, bps, budi, known):
    come_in(client, bps, known)

    assert User.objects.get(pk=budi.pk).roles == {Role.FRONT_DESK}


def test_nothing_is_kept_but_a_digest_and_the_mailbox(client, bps, budi, known):
    come_in(client, bps, known)

    kept = link_of(budi)
    expected = hashlib.sha256(f"{bps.issuer}\0budi-17".encode()).hexdigest()
    assert (kept.provider, kept.uid, kept.extra_data) == (
        "sso-bps",
        expected,
        {"email": budi.email},
    )
    assert SocialToken.objects.count() == 0


def test_another_mailbox_there_later_changes_nothing_here(client, bps, budi, ratna, known):
    """Not even that of a colleague: the link holds by the number there."""
    come_in(client, bps, known)
    client.logout()
    bps.knows(known, email=ratna.email, email_verified=True)

    come_in(client, bps, known)

    assert who(client) == budi.pk
    assert User.objects.get(pk=budi.pk).email == budi.email
    assert link_of(budi).extra_data == {"email": ratna.email}


def test_the_way_there_carries_a_number_and_a_challenge_and_asks_for_little(client, bps, known):
    asked = {k: v[0] for k, v in parse_qs(urlsplit(leave(client).url).query).items()}
    assert (asked["response_type"], asked["client_id"]) == ("code", "romantik")
    assert sorted(asked["scope"].split()) == ["email", "openid"]
    assert asked["redirect_uri"] == "http://testserver/masuk/dengan/sso-bps/kembali/"
    assert asked["code_challenge_method"] == "S256"


def test_the_verifier_that_is_sent_answers_the_challenge(client, bps, known):
    address = leave(client).url
    client.get(bps.signs_in(address, known))

    [sent] = [body for path, body in bps.asked if path == TOKEN]
    digest = hashlib.sha256(sent["code_verifier"].encode()).digest()
    challenge = parse_qs(urlsplit(address).query)["code_challenge"]
    assert challenge == [urlsafe_b64encode(digest).decode().rstrip("=")]


def test_he_comes_to_the_page_that_he_wanted(client, bps, known):
    answer = come_in(client, bps, known, next=reverse("profile"))

    assert answer.url == reverse("profile")


def test_he_is_not_led_to_a_page_of_somebody_else(client, bps, known):
    answer = come_in(client, bps, known, next="https://jahat.example.com/")

    assert answer.url == reverse("desk")


def test_a_member_comes_by_the_provinces_provider(client, province, sari):
    sub = province.knows("sari", email=sari.email.upper(), email_verified=True)

    come_in(client, province, sub, "masuk-kalsel")

    assert who(client) == sari.pk


def test_the_mailbox_may_be_told_apart_from_the_token_of_the_same_person(client, bps, budi, known):
    back = bps.signs_in(leave(client).url, known)
    asked = {
        "grant_type": "authorization_code",
        "code": parse_qs(urlsplit(back).query)["code"][0],
        "redirect_uri": back.partition("?")[0],
        "client_id": "romantik",
        "client_secret": "rahasia-klien",
    }
    token = requests.post(bps.issuer + TOKEN, data=asked, timeout=20).json()["access_token"]
    meeting = Meeting(None, get_adapter().get_provider(None, "sso-bps"))

    assert meeting._mailbox(token, {"sub": known}) == {
        "email": budi.email,
        "email_verified": True,
    }
    with pytest.raises(Untrue, match="about somebody else"):
        meeting._mailbox(token, {"sub": "hasan"})


@pytest.mark.parametrize(
    "claims",
    [
        {"email_verified": False},
        {"email_verified": "true"},
        {},
        {"email": "budi@kab.example.com", "email_verified": True},
        {"email": None, "email_verified": True},
        {"email": ["budi@bps.example.go.id"], "email_verified": True},
    ],
)
def test_a_mailbox_that_is_not_vouched_for_links_nothing(client, bps, budi, claims):
    bps.knows("budi-18", **{"email": budi.email} | claims)

    answer = come_in(client, bps, "budi-18")

    assert (answer.status_code, who(client)) == (403, None)
    assert "Akun SSO BPS Anda belum dikenal di sini" in words(answer)
    assert SocialAccount.objects.count() == 0


def test_a_mailbox_that_is_not_confirmed_here_links_nothing(client, bps, budi, known):
    budi.emailaddress_set.update(verified=False)

    assert come_in(client, bps, known).status_code == 403
    assert (who(client), SocialAccount.objects.count()) == (None, 0)


def test_a_provider_of_agencies_opens_no_account_of_the_staff(client, province, budi):
    """Though it says that it vouches for mailboxes of BPS."""
    sub = province.knows("budi", email=budi.email, email_verified=True)

    answer = come_in(client, province, sub, "masuk-kalsel")

    assert (answer.status_code, who(client), SocialAccount.objects.count()) == (403, None, 0)
    assert "Masuk Kalsel bukan untuk akun Anda" in words(answer)


def test_who_has_no_account_is_told_what_to_do_and_none_is_made(client, bps, office):
    bps.knows("orang-baru", email="baru@bps.example.go.id", email_verified=True)

    page = words(come_in(client, bps, "orang-baru"))

    assert "Portal tidak membuat akun baru darinya" in page
    assert "minta admin kantor Anda menambahkan Anda sebagai petugas" in page
    assert User.objects.count() == 0
