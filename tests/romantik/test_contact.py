"""Who finds a hole in the portal is told whom to tell: security.txt (RFC 9116)."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.conf import settings
from django.urls import reverse

from accounts.models import Office
from tests.test_docs import ROOT

ADDRESS = "/.well-known/security.txt"


def fields(client):
    answer = client.get(ADDRESS)
    assert answer.headers["Content-Type"] == "text/plain; charset=utf-8"
    return [tuple(line.split(": ", 1)) for line in answer.text.splitlines()]


@time_machine.travel(datetime(2026, 3, 2, 23, 30, tzinfo=UTC), tick=False)
def test_it_names_the_office_and_the_ways_to_reach_it(client, office):
    portal = settings.PORTAL_URL

    assert fields(client) == [
        ("Contact", "mailto:bps6302@bps.example.go.id"),
        ("Contact", f"{portal}/pengaduan/"),
        ("Expires", "2026-08-29T00:00:00Z"),
        ("Preferred-Languages", "id, en"),
        ("Canonical", f"{portal}{ADDRESS}"),
        ("Policy", f"{portal}/panduan/melaporkan-celah-keamanan/"),
    ]


@pytest.mark.parametrize("year", [2027, 2040])
def test_it_never_runs_out_and_never_promises_more_than_a_year(client, office, year):
    with time_machine.travel(datetime(year, 1, 1, tzinfo=UTC), tick=False):
        ends = datetime.fromisoformat(dict(fields(client))["Expires"])

        assert 0 < (ends - datetime.now(UTC)).days < 366


def test_what_it_leads_to_is_there(client, office):
    for name, value in fields(client):
        if value.startswith(settings.PORTAL_URL):
            assert client.get(value.removeprefix(settings.PORTAL_URL)).status_code == 200, name


def test_a_portal_without_an_office_still_tells_a_way(client, db):
    Office.objects.all().delete()

    assert [value for name, value in fields(client) if name == "Contact"] == [
        settings.PORTAL_URL + reverse("complaint_new")
    ]


def test_the_repository_tells_the_same_in_short():
    told = (ROOT / "SECURITY.md").read_text("utf-8")

    assert ADDRESS in told
    assert "docs/security.md" in told
