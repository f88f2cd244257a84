"""What is not the provider's word, or not for this log-in, lets nobody in."""

from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
import pytest
import requests
from allauth.socialaccount.models import SocialAccount
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from werkzeug.wrappers import Response

from accounts.providers.discovery import discover
from accounts.providers.lines import Away, Line
from accounts.providers.listed import Listed
from accounts.providers.tokens import Untrue
from tests.accounts.providers.conftest import come_in, leave, who
from tests.accounts.providers.server import DOCUMENT, TOKEN, json_answer, token_with
from tests.pages import words


@pytest.fixture
def known(bps, budi):
    return bps.knows("budi-17", email=budi.email, email_verified=True)


def refused(client, answer, status=403):
    assert (answer.status_code, who(client)) == (status, None)
    assert SocialAccount.objects.count() == 0
    page = words(answer)
    assert "masuk dengan surel dan kata sandi" in page
    return page


def unsigned(header, claims, signature):
    return {"alg": "none"}, claims, ""


def signed_by_what_all_know(header, claims, signature):
    """HMAC under a word that anybody could take for the public key's."""
    token = jwt.encode(
        claims,
        "kunci-umum-yang-dikenal-semua-orang",
        headers=header | {"alg": "HS256"},
        algorithm="HS256",
    )
    return tuple(token.split("."))


LIES = {
    "another person": lambda h, c, s: (h, c | {"sub": "hasan"}, s),
    "alg none": unsigned,
    "HMAC": signed_by_what_all_know,
    "a strange key": lambda h, c, s: (h | {"kid": "lain"}, c, s),
    "no signature": lambda h, c, s: (h, c, ""),
    "no token": lambda h, c, s: ("", "", ""),
}


@pytest.mark.parametrize("lie", LIES)
def test_a_token_that_the_provider_did_not_sign_so_is_not_believed(client, bps, known, lie):
    bps.changes[TOKEN] = token_with(LIES[lie])

    page = refused(client, come_in(client, bps, known))

    assert "Masuk dengan SSO BPS tidak berhasil" in page


def test_a_token_of_another_issuer_is_not_believed_though_it_is_signed(
    client,
    bps,
    known,
    monkeypatch,
    lines,
):
    """The same server under another name signs with the same key, for that name."""
    other = ("http", "localhost", bps.server.port)
    own = Listed.origins.fget
    monkeypatch.setattr(Listed, "origins", property(lambda self: own(self) | {other}))
    endpoint = f"http://localhost:{bps.server.port}{TOKEN}"
    bps.changes[DOCUMENT] = lambda told: told | {"token_endpoint": endpoint}

    refused(client, come_in(client, bps, known))

    assert "Untrue InvalidIssuerError" in lines()[0]


def test_a_token_for_another_client_is_not_believed(client, bps, known, settings, lines):
    back = bps.signs_in(leave(client).url, known)
    object.__setattr__(settings.SIGN_IN_PROVIDERS[0], "client_id", "lain")

    refused(client, client.get(back))

    assert TOKEN in [path for path, _ in bps.asked]


def test_a_document_of_another_issuer_is_not_believed(client, bps, lines):
    bps.changes[DOCUMENT] = lambda told: told | {"issuer": "https://lain.example.go.id"}

    refused(client, leave(client))

    assert "its document names another issuer" in lines()[0]


def test_a_provider_names_no_host_that_the_operator_did_not_name(client, bps, settings):
    provider = settings.SIGN_IN_PROVIDERS[0]
    for name in ("authorization_endpoint", "token_endpoint", "jwks_uri", "userinfo_endpoint"):
        for place in ("https://lain.example.go.id/x", "http://169.254.169.254/", "ftp:x", 7, None):
            bps.changes[DOCUMENT] = lambda told, name=name, place=place: told | {name: place}
            with pytest.raises(Untrue, match=f"{name} is at a host that is not named"):
                discover(provider)

    refused(client, leave(client))


def test_the_line_opens_to_hosts_of_providers_alone(bps):
    for url in ("http://127.0.0.1:1/", "https://lain.example.go.id/", "file:///etc/passwd", "x"):
        with pytest.raises(Away, match="not named"):
            Line().get(url)


def test_one_provider_cannot_collect_the_codes_of_another(client, bps, province, known):
    """It would send people to the other's page, and get the code at its own token endpoint."""
    province.changes[DOCUMENT] = lambda told: (
        told | {"authorization_endpoint": f"{bps.issuer}/oauth2/authorize"}
    )

    refused(client, leave(client, "masuk-kalsel"))


def test_the_answer_of_one_provider_is_none_of_another(client, bps, province, known):
    back = bps.signs_in(leave(client).url, known)
    there = reverse("openid_connect_callback", args=["masuk-kalsel"])
    leave(client, "masuk-kalsel")

    refused(client, client.get(f"{there}?{urlsplit(back).query}"))

    assert [path for path, _ in province.asked] == [DOCUMENT]


def test_an_answer_that_names_another_issuer_is_refused(client, bps, known):
    back = bps.signs_in(leave(client).url, known)

    refused(client, client.get(f"{back}&iss=https%3A%2F%2Flain.example.go.id"))


@pytest.mark.parametrize("state", ["", "x" * 16, None])
def test_an_answer_that_nobody_asked_for_is_refused(client, bps, known, state):
    back = urlsplit(bps.signs_in(leave(client).url, known))
    told = {k: v[0] for k, v in parse_qs(back.query).items()} | {"state": state}
    told = {k: v for k, v in told.items() if v is not None}

    refused(client, client.get(f"{back.path}?{urlencode(told)}"))

    assert TOKEN not in [path for path, _ in bps.asked]


def test_an_answer_in_the_browser_of_somebody_else_is_refused(client, bps, known):
    back, other = bps.signs_in(leave(client).url, known), Client()
    leave(other)

    refused(other, other.get(back))


def test_a_code_of_another_log_in_is_refused_by_its_number(client, bps, known, lines):
    """Somebody's own log-in, with the code of another person put in: its nonce is another."""
    stolen = parse_qs(urlsplit(bps.signs_in(leave(Client()).url, known)).query)["code"][0]
    state = parse_qs(urlsplit(leave(client).url).query)["state"][0]
    there = reverse("openid_connect_callback", args=["sso-bps"])
    lines()

    refused(client, client.get(there, {"code": stolen, "state": state}))

    assert "made for another log-in" in lines()[0]


def test_a_code_is_good_once(client, bps, known, lines):
    back = bps.signs_in(leave(client).url, known)
    client.get(back)
    client.logout()
    again = client.get(back)
    assert (again.status_code, who(client)) == (403, None)

    code = parse_qs(urlsplit(back).query)["code"][0]
    state = parse_qs(urlsplit(leave(client).url).query)["state"][0]
    path, before = urlsplit(back).path, len(bps.asked)
    lines()
    answer = client.get(path, {"code": code, "state": state})

    assert (answer.status_code, who(client)) == (403, None)
    assert "a code that was used before" in lines()[0]
    assert len(bps.asked) == before

    cache.clear()  # what we remember is gone: the provider does not take it either
    state = parse_qs(urlsplit(leave(client).url).query)["state"][0]
    assert client.get(path, {"code": code, "state": state}).status_code == 403


def test_who_goes_back_without_signing_in_is_told_so(client, bps):
    address = leave(client).url
    answer = requests.post(address, data={"action": "deny"}, allow_redirects=False, timeout=20)
    state = parse_qs(urlsplit(address).query)["state"][0]
    back = urlsplit(answer.headers["Location"])
    told = {k: v[0] for k, v in parse_qs(back.query).items()} | {"state": state}

    page = client.get(back.path, told, follow=True)

    assert page.redirect_chain == [(reverse("account_login"), 302)]
    assert "Anda kembali dari SSO BPS tanpa masuk di sana" in words(page)


def test_a_provider_that_is_away_is_said_to_be_and_the_password_opens_as_before(client, bps, budi):
    from tests.accounts.test_watching import log_in

    bps.changes[DOCUMENT] = lambda told: Response("", 502)
    page = refused(client, leave(client), 503)
    assert "SSO BPS tidak dapat dihubungi" in page
    bps.changes.clear()

    back = bps.signs_in(leave(client).url, "budi-17")
    bps.changes[TOKEN] = lambda told: Response("", 302, {"Location": "http://127.0.0.1:1/"})
    refused(client, client.get(back), 503)

    assert log_in(client, budi.email).status_code == 302
    assert who(client) == budi.pk


@pytest.mark.parametrize(
    "answer",
    [
        Response("<html>", 200, content_type="text/html"),
        json_answer([1]),
        json_answer({"access_token": "x"}),
        json_answer({"id_token": "isi-rahasia"}),
        json_answer({"access_token": "x", "id_token": 5}),
        Response(b" " * 1_000_001, 200, content_type="application/json"),
    ],
)
def test_rubbish_from_a_provider_breaks_nothing_and_is_not_logged(
    client, bps, known, answer, caplog
):
    bps.changes[TOKEN] = lambda told: answer
    back = bps.signs_in(leave(client).url, known)

    page = client.get(back)

    assert page.status_code in {403, 503}
    assert who(client) is None
    assert "isi-rahasia" not in caplog.text


def test_keys_that_are_none_break_nothing(client, bps, known):
    for keys in ({}, {"keys": []}, {"keys": 5}, {"keys": [{"kty": "RSA"}]}, {"keys": ["x"]}):
        bps.changes["/jwks"] = lambda told, keys=keys: keys
        refused(client, come_in(client, bps, known))


def test_who_tries_too_often_waits(client, bps, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"provider_login": "2/15m/ip"}
    assert [leave(client).status_code for _ in range(3)] == [302, 302, 429]


def test_a_provider_that_is_not_listed_is_not_there(client, bps):
    assert leave(client, "lain").status_code == 404
    back = reverse("openid_connect_callback", args=["lain"])
    assert client.get(back).status_code == 404
    assert client.get(reverse("openid_connect_login", args=["sso-bps"])).url == (
        reverse("account_login")
    )
