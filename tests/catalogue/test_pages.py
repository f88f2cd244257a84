"""The catalogue as people read it."""

from datetime import date
from urllib.parse import urlencode

import pytest
from bs4 import BeautifulSoup
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from catalogue.asking import FACETS
from requests_app.models import Activity
from tests.catalogue.conftest import several

HOSTILE = [
    "<script>alert(1)</script>",
    "' OR 1=1; --",
    '" NEAR/2 ("',
    "a* AND (b OR NOT {c} : ^",
    "=1+1",
    "\x00\x07\u202egnp.exe",
    "a " * 50_000,
    "🐟" * 50,
    "V-99.9999.999",
    "-1",
    "9" * 30,
    "{{7*7}}",
]
LIST, ENTRY = reverse("catalogue"), reverse("catalogue_entry", args=["V-26.6302.001"])


def soup(response):
    return BeautifulSoup(response.content, "html.parser")


def headings(response):
    return [one.get_text(strip=True) for one in soup(response).select(".results h2")]


def queries(client, url):
    with CaptureQueriesContext(
        connection,
    ) as captured:
        assert client.get(url).status_code == 200
    return len(captured)


def test_an_empty_catalogue_says_what_belongs_here(client, office):
    assert "Belum ada kegiatan" in soup(client.get(LIST)).get_text()


def test_anybody_finds_an_activity_and_reads_it(client, published):
    found = client.get(LIST, {"cari": "biaya nelayn"})
    page = soup(client.get(soup(found).select_one(".results a")["href"]))

    assert headings(found) == [published.title]
    assert page.h1.get_text() == published.title
    assert "Biaya bahan bakar per trip" in page.get_text()
    assert page.select_one(".state-line .btn")["href"] == (
        f"{reverse('submission_new')}?dari=V-26.6302.001"
    )


def test_the_same_address_in_small_letters_is_the_same_entry(client, published):
    assert client.get(ENTRY.lower()).status_code == 200
    assert client.get(ENTRY.replace("001", "002")).status_code == 404


def test_a_withdrawn_letter_is_told_at_its_address_and_not_listed(
    client, published, hasan, stranger
):
    published.withdraw_letter(by=hasan, letter_number="B-9", dated_on=date(2026, 4, 1))

    entry = client.get(ENTRY)

    assert headings(client.get(LIST)) == []
    assert "dicabut pada 1 April 2026" in soup(entry).get_text()
    assert "Jadikan awal pengajuan" not in soup(entry).get_text()
    assert entry["X-Robots-Tag"] == "noindex"
    client.force_login(stranger)
    assert client.get(reverse("submission_new"), {"dari": "V-26.6302.001"}).status_code == 404


def test_pages_ask_the_same_few_queries_however_many_rows(client, published):
    addresses = [LIST, f"{LIST}?cari=survei", f"{LIST}?tahun=2026&jenis=survey", ENTRY]
    one = [queries(client, address) for address in addresses]
    several(published, 25)
    many = [queries(client, address) for address in addresses]

    assert max(many[:3]) <= 8
    assert many[3] <= 10
    assert [few <= most for few, most in zip(many, (7, 8, 8, 10), strict=True)] == [True] * 4
    assert one[3] == many[3]


HARD = {  # what the search does not find at once, and how many results it has in the end
    "biaya nelayn zebra": 20,
    "biaya nelayn operasional zebra kuda": 20,
    "pednapatan zebra": 0,
    "zebra kuda gajah": 0,
}


@pytest.mark.parametrize(("person", "besides"), [(None, 0), ("sari", 1), ("ratna", 3)])
def test_a_question_that_is_hard_to_answer_costs_no_more(
    client, published, person, besides, request
):
    """Who is logged in brings his name, his roles and his notices along."""
    several(published, 25)
    elsewhere = Activity.objects.order_by("-pk").first()
    elsewhere.facets += " provinsi:64 kabupaten:6401 instansi:bappeda"
    elsewhere.save()
    if person:
        client.force_login(request.getfixturevalue(person))

    for words, count in HARD.items():
        address = f"{LIST}?{urlencode({'cari': words})}"
        assert queries(client, address) <= 8 + besides
        assert len(headings(client.get(address))) == count


def test_the_newest_come_page_by_page_and_nothing_twice(client, published):
    several(published, 45)
    seen, address = [], LIST
    while address:
        response = client.get(address)
        seen += headings(response)
        following = soup(response).select_one("a[rel=next]")
        address = following and following["href"]

    assert len(seen) == len(set(seen)) == 46
    assert seen[-1] == published.title


def test_the_best_matches_come_page_by_page_too(client, published):
    several(published, 25)
    first = client.get(LIST, {"cari": "harga ikan"})
    second = client.get(soup(first).select_one("a[rel=next]")["href"])

    assert len(headings(first)) == 20
    assert len(headings(second)) == 5
    assert not set(headings(first)) & set(headings(second))


def test_facets_lead_on_and_back(client, published, sari, ratna, hasan):
    several(published, 2)
    Activity.objects.filter(title__contains="Nomor 1").update(
        facets="jenis:survey tahun:2025", search_stems="semua: jenis:survey tahun:2025"
    )
    page = soup(client.get(LIST))
    years = {a.get_text(): a["href"] for a in page.select("nav[aria-label=Tahun] a")}

    narrowed = client.get(years["2025"])

    assert list(years) == ["2026", "2025"]
    assert headings(narrowed) == ["Survei Harga Ikan Pasar Nomor 1"]
    assert soup(narrowed).select_one(".chosen a")["href"] == LIST


def test_only_the_beginning_and_single_facets_are_for_search_engines(client, published):
    kept = [LIST, f"{LIST}?tahun=2026"]
    left = [f"{LIST}?cari=ikan", f"{LIST}?tahun=2026&jenis=survey", f"{LIST}?sesudah=V-26.6302.001"]

    assert ["X-Robots-Tag" in client.get(address) for address in kept] == [False, False]
    assert {client.get(address)["X-Robots-Tag"] for address in left} == {"noindex, follow"}
    assert "Disallow: /katalog/?" in client.get("/robots.txt").content.decode()


def test_what_did_not_change_is_not_sent_again(client, published):
    for address in (LIST, ENTRY):
        etag = client.get(address)["ETag"]
        assert client.get(address, headers={"If-None-Match": etag}).status_code == 304
    several(published, 1)
    assert client.get(LIST, headers={"If-None-Match": etag}).status_code == 200


def test_too_many_questions_are_put_off(client, published, settings):
    settings.ACCOUNT_RATE_LIMITS = settings.ACCOUNT_RATE_LIMITS | {"catalogue": "2/m/ip"}

    assert [client.get(LIST).status_code for _ in range(3)] == [200, 200, 429]


def test_hostile_words_are_answered_plainly(client, published):
    for hostile in HOSTILE:
        for name in ("cari", *FACETS, "urut", "halaman", "sesudah"):
            response = client.get(LIST, {name: hostile})
            assert response.status_code == 200, (name, hostile[:20])
            assert b"<script>alert" not in response.content
    assert client.get(f"{LIST}?cari=%ff%fe%00&tahun=%c3%28").status_code == 200
