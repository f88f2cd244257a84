"""An office that lets its staff in by one provider, and its agencies by another."""

import pytest
from django.urls import reverse

import romantik.urls  # noqa: F401  read as without providers
from accounts.providers.listed import Listed
from tests.accounts.providers.server import provider
from tests.accounts.test_watching import lines  # noqa: F401  a fixture

HOST = "http://testserver"


def listed(provider, key="sso-bps", **facts):
    defaults = {
        "name": "SSO BPS",
        "client_id": "romantik",
        "secret": "rahasia-klien",
        "people": "staff",
        "vouches_for": ("bps.example.go.id",),
        "acr": (),
        "amr": (),
        "hosts": (),
    }
    return Listed(key=key, issuer=provider.issuer, **defaults | facts)


@pytest.fixture(autouse=True)
def plain_line(monkeypatch):
    """The provider of the tests speaks http, which its library refuses otherwise."""
    monkeypatch.setenv("AUTHLIB_INSECURE_TRANSPORT", "1")


@pytest.fixture(scope="module")
def servers():
    with provider() as bps, provider() as province:
        yield bps, province


@pytest.fixture
def bps(servers, settings, db):
    """BPS's own, for staff: it vouches for mailboxes of BPS."""
    bps, province = servers
    for each in servers:
        each.changes.clear()
        each.asked.clear()
    settings.ROOT_URLCONF = "tests.accounts.providers.urls"
    settings.PORTAL_URL = HOST
    settings.SIGN_IN_PROVIDERS = (
        listed(bps),
        listed(
            province,
            key="masuk-kalsel",
            name="Masuk Kalsel",
            people="agencies",
            vouches_for=("example.go.id", "bps.example.go.id"),
        ),
    )
    return bps


@pytest.fixture
def province(servers, bps):
    """A province's, for agencies: it claims to vouch for mailboxes of BPS, too."""
    return servers[1]


def leave(client, key="sso-bps", **sent):
    """Press the button: gives where it leads."""
    return client.post(reverse("openid_connect_login", args=[key]), sent)


def come_in(client, provider, sub, key="sso-bps", **sent):
    """There and back: gives what the portal answers."""
    return client.get(provider.signs_in(leave(client, key, **sent).url, sub))


def who(client):
    """The number of who is logged in, or None."""
    return int(client.session["_auth_user_id"]) if "_auth_user_id" in client.session else None
