"""The catalogue as people search it."""

from urllib.parse import urlencode

import pytest
from django.urls import reverse

from catalogue.asking import FACETS
from requests_app.models import Activity
from tests.catalogue.conftest import several
from tests.pages import queries, soup, words

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


def headings(response):
    return [one.get_text(strip=True) for one in soup(response).select(".results h2")]


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

    for asked, count in HARD.items():
        address = f"{LIST}?{urlencode({'cari': asked})}"
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


def test_what_was_searched_instead_and_what_is_missing_is_said(client, published):
    corrected = words(client.get(LIST, {"cari": "biaya nelayn"}))
    nearly = words(client.get(LIST, {"cari": "biaya nelayan operasional zebra"}))
    vain = words(client.get(LIST, {"cari": "pednapatan zebra"}))

    assert "dengan kata “biaya nelayn”. Ini hasil untuk “biaya nelayan” ." in corrected
    assert "berikut yang memuat hampir semuanya." in nearly
    assert "Mungkin maksud Anda “pendapatan zebra”, tetapi itu pun tidak ada." in vain


def test_who_finds_nothing_keeps_the_words_and_is_shown_ways_on(client, published):
    page = soup(client.get(LIST, {"cari": "gajah terbang", "tahun": "2026", "jenis": "survey"}))
    ways = {link.get_text(strip=True): link["href"] for link in page.select(".empty a")}

    assert page.select_one("input[name=cari]")["value"] == "gajah terbang"
    assert page.select_one(".empty-title").get_text() == "Tidak ada kegiatan yang cocok"
    assert ways == {
        "Cari “gajah terbang” tanpa saringan": f"{LIST}?cari=gajah+terbang",
        "bps6302@bps.example.go.id": "mailto:bps6302@bps.example.go.id",
        "Lihat semua kegiatan": LIST,
    }


def test_facets_in_force_are_named_as_people_say_them(client, published):
    page = soup(
        client.get(
            LIST,
            {
                "provinsi": "63",
                "kabupaten": "6302",
                "instansi": "dinas-perikanan-kabupaten-kotabaru",
                "sektor": "1",
                "metode": "observation",
            },
        )
    )
    kept = {hidden["name"] for hidden in page.select(".catalogue-search input[type=hidden]")}

    assert [one.get_text(" ", strip=True) for one in page.select(".chosen a")] == [
        "Hapus saringan Provinsi Kalimantan Selatan",
        "Hapus saringan Kabupaten/kota Kabupaten Kotabaru",
        "Hapus saringan Instansi Dinas Perikanan Kabupaten Kotabaru",
        "Hapus saringan Sektor Pertanian dan Perikanan",
        "Hapus saringan Metode pengumpulan data Pengamatan (observasi)",
        "Hapus semua saringan",
    ]
    assert kept == {"provinsi", "kabupaten", "instansi", "sektor", "metode"}
    assert "saringan Kabupaten/kota 9999" in words(client.get(LIST, {"kabupaten": "9999"}))


def test_the_newest_or_the_best_come_first_as_one_chooses(client, published):
    several(published, 1)
    best = client.get(LIST, {"cari": "survei kotabaru"})
    newest = client.get(soup(best).select_one(".results-head p:last-child a")["href"])

    assert headings(best) == [published.title, "Survei Harga Ikan Pasar Nomor 0"]
    assert headings(newest) == headings(best)[::-1]
    assert soup(newest).select_one(".results-head [aria-current]").get_text() == "Terbaru"
    assert soup(newest).select_one(".results-head p:last-child a")["href"] == (
        f"{LIST}?cari=survei+kotabaru"
    )


def test_every_page_leads_back(client, published):
    several(published, 45)

    def back(**given):
        return soup(client.get(LIST, given)).select_one("a[rel=prev]")["href"]

    assert back(cari="harga ikan", halaman=3) == f"{LIST}?cari=harga+ikan&halaman=2"
    assert back(cari="harga ikan", halaman=2) == f"{LIST}?cari=harga+ikan"
    assert back(tahun=2026, sesudah="V-26.6302.525") == f"{LIST}?tahun=2026"


def test_a_search_is_followed_and_taken_away_as_it_was_asked(client, published):
    page = soup(client.get(LIST, {"tahun": "2026", "cari": "biaya"}))

    assert [link["href"] for link in page.select("main .actions a")] == [
        f"{reverse('catalogue_feed')}?cari=biaya&tahun=2026",
        f"{reverse('catalogue_csv')}?cari=biaya&tahun=2026",
        reverse("catalogue_open_data"),
        f"{reverse('catalogue_json')}?cari=biaya&tahun=2026",
    ]
    assert page.select_one("link[type='application/atom+xml']")["href"] == (
        f"{reverse('catalogue_feed')}?cari=biaya&tahun=2026"
    )


def test_the_catalogue_is_read_and_not_written(client, office):
    assert client.post(LIST).status_code == 405
    assert client.head(LIST).status_code == 200


def test_search_engines_are_told_what_to_leave_alone(client):
    told = client.get(reverse("robots"))
    lines = told.content.decode().splitlines()

    assert told["Content-Type"] == "text/plain; charset=utf-8"
    assert told["Cache-Control"] == "public, max-age=86400"
    assert lines[:4] == [
        "User-agent: *",
        "Allow: /katalog/$",
        "Allow: /katalog/?sesudah=",
        "Disallow: /katalog/?",
    ]
    assert {f"Disallow: /{place}/" for place in ("api", "pengajuan", "surat", "lacak")} < set(lines)
