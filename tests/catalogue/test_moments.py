"""The moments of the feed: those of the office that signed, and published before changed."""

from datetime import UTC, date, datetime, timedelta
from xml.etree import ElementTree

import pytest
from django.urls import reverse
from django.utils.dateparse import parse_datetime

from accounts.models import Office
from requests_app.models import Activity
from tests.catalogue.conftest import several

ATOM = "{http://www.w3.org/2005/Atom}"
FEED = reverse("catalogue_feed")


def moments(client):
    """The feed's own `updated`, and (published, updated) of each entry."""
    told = ElementTree.fromstring(client.get(FEED).content)
    of_entries = [
        tuple(parse_datetime(entry.find(f"{ATOM}{name}").text) for name in ("published", "updated"))
        for entry in told.findall(f"{ATOM}entry")
    ]
    return parse_datetime(told.find(f"{ATOM}updated").text), of_entries


@pytest.mark.parametrize(
    ("zone", "hours"), [("Asia/Makassar", 8), ("Asia/Jakarta", 7), ("Asia/Jayapura", 9)]
)
def test_moments_carry_the_offset_of_the_office(client, published, zone, hours):
    Office.objects.update(time_zone=zone)
    Activity.objects.update(
        letter_dated_on=date(2026, 3, 9), changed_at=datetime(2026, 3, 9, 1, 30, tzinfo=UTC)
    )

    newest, [(published_at, updated_at)] = moments(client)

    assert published_at.isoformat() == f"2026-03-09T00:00:00+0{hours}:00"
    assert updated_at.isoformat() == f"2026-03-09T{1 + hours:02}:30:00+0{hours}:00"
    assert newest == updated_at
    assert newest.utcoffset() == timedelta(hours=hours)


@pytest.mark.parametrize("changed", ["2026-03-08 15:59Z", "2026-03-08 00:00Z"])
def test_nothing_is_published_after_it_was_changed(client, published, changed):
    """An activity that was brought over may say an earlier moment than its letter's day."""
    changed_at = datetime.fromisoformat(changed)
    Activity.objects.update(letter_dated_on=date(2026, 3, 9), changed_at=changed_at)

    _, [(published_at, updated_at)] = moments(client)

    assert published_at <= updated_at


def test_the_feed_is_as_new_as_its_newest_change(client, published):
    several(published, 2)
    oldest = Activity.objects.order_by("pk").first()
    late = datetime(2027, 5, 1, 3, tzinfo=UTC)
    Activity.objects.filter(pk=oldest.pk).update(changed_at=late)

    newest, entries = moments(client)

    assert newest == late == max(updated for _, updated in entries)


def test_an_empty_feed_has_a_moment_of_the_office_too(client, office):
    newest, entries = moments(client)

    assert entries == []
    assert newest.utcoffset() == timedelta(hours=8)
