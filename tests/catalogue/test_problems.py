"""Whatever goes wrong below /api/ is told as a problem in JSON (RFC 9457)."""

import pytest
from django.test import Client
from django.urls import reverse

from catalogue.views import api
from tests.catalogue.conftest import asserted

API, ONE = reverse("api_activities"), reverse("api_activity", args=["V-26.6302.001"])
BELOW = [API, ONE, reverse("api_openapi"), "/api/v2/", "/api/v1/kegiatan", "/api/x", "/api/%00/"]
WRITING = ["POST", "PUT", "PATCH", "DELETE", "TRACE", "PROPFIND"]


def problem(response, status):
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert response["Access-Control-Allow-Origin"] == "*"
    facts = asserted(response.json(), "Galat")
    assert facts["status"] == status
    assert facts["type"] == "about:blank"
    return facts


@pytest.mark.parametrize("method", WRITING)
def test_every_other_method_is_answered_also_without_a_token(published, method):
    client = Client(enforce_csrf_checks=True)
    for address in BELOW:
        answer = client.generic(method, address)

        assert problem(answer, 405)["detail"] == "Alamat ini hanya dapat dibaca (GET)."
        assert answer["Allow"] == "GET, HEAD, OPTIONS"


@pytest.mark.parametrize("address", ["/api", "/api/", *BELOW[3:]])
def test_an_address_that_does_not_exist(client, db, address):
    assert "openapi.json" in problem(client.get(address), 404)["detail"]


@pytest.mark.parametrize("query", ["lain=1", "banyak=0", "banyak=x", "sesudah=V-26.6302.999"])
def test_a_wrong_parameter(client, published, query):
    assert "Parameter" in problem(client.get(f"{API}?{query}"), 400)["detail"]


def test_a_code_that_is_not_there(client, published):
    problem(client.get(reverse("api_activity", args=["V-26.6302.999"])), 404)


def test_too_many(client, published, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"catalogue_api": "1/m/ip"}
    client.get(API)
    busy = client.get(ONE)

    problem(busy, 429)
    assert busy["Retry-After"] == "60"


def test_a_mark_that_does_not_match(client, published):
    problem(client.get(API, headers={"If-Match": '"lain"'}), 412)


@pytest.mark.parametrize("address", [API, ONE])
def test_a_portal_in_trouble(published, monkeypatch, address):
    def broken(*args, **kwargs):
        raise RuntimeError("disk")

    monkeypatch.setattr(api, "records", broken)
    client = Client(raise_request_exception=False)

    facts = problem(client.get(address), 500)
    assert "disk" not in str(facts)


def test_a_host_that_is_not_ours(client, db):
    problem(client.get(API, headers={"Host": "lain.example.go.id"}), 400)


def test_people_still_get_pages(client, db):
    lost = client.get("/tidak-ada/")
    assert lost.status_code == 404
    assert lost["Content-Type"].startswith("text/html")
    assert client.get("/apiari/")["Content-Type"].startswith("text/html")
