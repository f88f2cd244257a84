"""A search to take away: as a feed, as CSV or JSON, and as open data described by DCAT."""

from datetime import datetime, time
from zoneinfo import ZoneInfo

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.utils.feedgenerator import Atom1Feed
from django.utils.html import escape
from django.views.decorators.cache import cache_control
from django.views.decorators.http import conditional_page, require_safe

from accounts.models import Office
from catalogue.asking import Asked
from catalogue.dcat import description
from catalogue.limits import limited
from catalogue.records import COLUMNS, address, lines, records
from catalogue.results import results
from catalogue.views.machines import dated, for_machines, json
from files.cells import Table
from files.tables import csv_response
from requests_app.models import Activity

FEED_ROWS = 30
USUAL_ZONE = settings.TIME_ZONE
LONG_AGO = datetime(2020, 1, 1, tzinfo=ZoneInfo(USUAL_ZONE))  # of a search that finds nothing
AT_ONCE = 500
MOST_ROWS = 10_000  # of a file; the interface for machines goes on without end


@for_machines("catalogue_api")
def feed(request):
    """The newest activities of a search, for a reader of news (Atom)."""
    asked = Asked.of(request.GET).newest_first()
    page = results(asked, FEED_ROWS)
    atom = Atom1Feed(
        title=f"Katalog kegiatan statistik: {asked.words}" if asked.words else "Katalog kegiatan",
        link=asked.href(address("catalogue")),
        feed_url=asked.href(address("catalogue_feed")),
        description="Kegiatan statistik yang mendapat rekomendasi BPS",
        language="id",
        feed_guid=asked.href(address("catalogue_feed")),
    )
    zones = dict(Office.objects.values_list("name", "time_zone"))
    items = [_item(row, ZoneInfo(zones.get(row.office_name, USUAL_ZONE))) for row in page.rows]
    for item in items:
        atom.add_item(**item)
    latest = max((item["updateddate"] for item in items), default=LONG_AGO)
    atom.latest_post_date = lambda: latest
    response = HttpResponse(content_type="application/atom+xml; charset=utf-8")
    atom.write(response, "utf-8")
    return dated(response)


@login_not_required
@require_safe
@limited("catalogue_file")
@conditional_page
@cache_control(no_cache=True)
def as_csv(request):
    """A search as a table for spreadsheets, sent while it is read: at most 10,000 newest rows."""
    asked = Asked.of(request.GET).newest_first()
    table = Table("Kegiatan statistik", COLUMNS, _lines(asked))
    response = csv_response(table, "kegiatan-statistik")
    response["X-Robots-Tag"] = "noindex"
    return dated(response)


@for_machines("catalogue_file")
def as_json(request):
    """A search as JSON: its thousand newest rows at most, and whether there are more."""
    found = Activity.objects.search(*Asked.of(request.GET).search)
    rows = Activity.objects.in_bulk([pk for pk, _, _ in found.heads[: found.count]])
    newest_first = [rows[pk] for pk in sorted(rows, reverse=True)]
    facts = {"jumlah": found.count, "jumlah_terbatas": found.is_capped}
    response = json(facts | {"kegiatan": records(newest_first)})
    response["Content-Disposition"] = 'attachment; filename="kegiatan-statistik.json"'
    return dated(response)


@for_machines("catalogue_api")
def dcat(request):
    """What there is as open data, for portals that gather such descriptions."""
    office = Office.objects.speaks_for_all()
    facts = description(office, Activity.objects.last_change())
    return dated(json(facts, content_type="application/ld+json"))


@login_not_required
@require_safe
@limited("catalogue")
@conditional_page
@cache_control(no_cache=True)
def open_data(request):
    """Tell people which ways lead to the data."""
    return render(request, "catalogue/open_data.html")


def _item(row, zone):
    """The letter's day began at midnight where it was signed; nothing is changed before that."""
    changed = row.changed_at.astimezone(zone)
    href = address("catalogue_entry", row.code)
    return {
        "title": row.title,
        "link": href,
        "unique_id": href,
        "description": escape(f"{row.agency_name}, {row.year}. {row.purpose}".strip()),  # as HTML
        "author_name": row.office_name,
        "pubdate": min(datetime.combine(row.letter_dated_on, time(), zone), changed),
        "updateddate": changed,
    }


def _lines(asked):
    given, found, before = 0, Activity.objects.search(*asked.search), None
    while given < MOST_ROWS:
        numbers = Activity.objects.beyond(found, before=before, limit=AT_ONCE)
        rows = Activity.objects.in_bulk(numbers)
        yield from lines([rows[pk] for pk in numbers if pk in rows])
        given += len(numbers)
        if len(numbers) < AT_ONCE:
            return
        before = numbers[-1]
