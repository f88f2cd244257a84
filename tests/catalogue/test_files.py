"""A search taken away: as a feed, as CSV and JSON, and as open data that portals gather."""

import csv
import io
from datetime import date
from xml.etree import ElementTree

import pytest
from django.urls import reverse

from catalogue.views import files
from tests.catalogue.conftest import several
from tests.pages import queries, soup, words
from tests.submissions import make_recommended

FEED, DCAT = reverse("catalogue_feed"), reverse("catalogue_dcat")
CSV, JSON = reverse("catalogue_csv"), reverse("catalogue_json")
ATOM = "{http://www.w3.org/2005/Atom}"


def rows(client, **asked):
    """The lines of the table, each {heading: cell}."""
    text = b"".join(client.get(CSV, asked)).decode("utf-8-sig")
    return list(csv.DictReader(io.StringIO(text), delimiter=";"))


def feed(client, **asked):
    return ElementTree.fromstring(client.get(FEED, asked).content)


def test_the_table_is_one_line_an_activity(client, published):
    response = client.get(CSV)

    assert response["Content-Type"] == "text/csv; charset=utf-8"
    assert response["Content-Disposition"] == 'attachment; filename="kegiatan-statistik.csv"'
    assert response["X-Robots-Tag"] == "noindex"
    assert b"".join(response).startswith(b"kode;judul;jenis;tahun;")
    (row,) = rows(client)
    assert row.pop("tujuan").startswith("Memperoleh rata-rata biaya")
    assert row == {
        "kode": "V-26.6302.001",
        "judul": published.title,
        "jenis": "Survei (FS3)",
        "tahun": "2026",
        "instansi": "Dinas Perikanan Kabupaten Kotabaru",
        "satuan_kerja": "BPS Kabupaten Kotabaru",
        "sektor": "Pertanian dan Perikanan",
        "wilayah_kode": "63; 6302",
        "wilayah": "Kalimantan Selatan; Kabupaten Kotabaru",
        "variabel": "Biaya bahan bakar per trip; Jumlah hari melaut",
        "metode": "Wawancara langsung; Pengamatan (observasi)",
        "mulai": "2026-05-04",
        "selesai": "2026-05-29",
        "nomor_surat": "B-001/63020/KS.000/03/2026",
        "tanggal_surat": "2026-03-16",
        "halaman": "http://127.0.0.1:8000/katalog/V-26.6302.001/",
        "arsip": "",
    }


def test_a_compilation_of_the_whole_country_is_told_as_one(client, sari, ratna, hasan):
    make_recommended(
        sari,
        ratna,
        hasan,
        edition="fpkpa_2021",
        activity_title="Kompilasi Data 2026",
        area_scope="all",
        areas=None,
    )
    (row,) = rows(client)

    assert (row["jenis"], row["metode"]) == (
        "Kompilasi data administrasi (FP-KPA)",
        "Dokumentasi",
    )
    assert (row["wilayah_kode"], row["wilayah"]) == ("00", "Seluruh Indonesia")


def test_the_table_is_what_was_searched_newest_first(client, published):
    several(published, 2)

    assert [row["kode"][-3:] for row in rows(client)] == ["501", "500", "001"]
    assert [row["kode"][-3:] for row in rows(client, cari="V-26.6302.001")] == ["001"]
    assert [row["kode"][-3:] for row in rows(client, cari="harga", urut="cocok")] == ["501", "500"]
    assert rows(client, tahun="2025") == []


def test_a_long_table_is_read_piece_by_piece_and_ends(client, published, monkeypatch):
    several(published, 4)
    whole = rows(client)
    monkeypatch.setattr(files, "AT_ONCE", 2)

    assert rows(client) == whole
    monkeypatch.setattr(files, "MOST_ROWS", 4)
    assert rows(client) == whole[:4]


def test_a_table_in_which_nothing_changed_is_not_sent_again(client, published):
    changed_at = client.get(CSV)["Last-Modified"]

    assert client.get(CSV, headers={"If-Modified-Since": changed_at}).status_code == 304
    assert client.get(CSV, {"tahun": "2026"}).status_code == 200


def test_json_holds_what_the_interface_for_machines_tells(client, published):
    several(published, 2)
    response = client.get(JSON, {"cari": "harga ikan"})

    assert response["Content-Type"] == "application/json"
    assert response["Content-Disposition"] == 'attachment; filename="kegiatan-statistik.json"'
    told = client.get(reverse("api_activities"), {"cari": "harga ikan"}).json()
    assert response.json() == {
        "jumlah": 2,
        "jumlah_terbatas": False,
        "kegiatan": told["kegiatan"],
    }


def test_one_row_and_three_cost_the_same_queries(client, published):
    addresses = (FEED, CSV, JSON, DCAT)
    one = [queries(client, address) for address in addresses]
    several(published, 2)

    assert [queries(client, address) for address in addresses] == one
    assert max(one) <= 5


@pytest.mark.parametrize("address", [FEED, CSV, JSON, DCAT])
def test_an_empty_catalogue_has_its_files_too(client, office, address):
    response = client.get(address)

    assert response.status_code == 200
    assert "Last-Modified" not in response
    assert b"V-26" not in b"".join(response)


def test_a_withdrawn_letter_leaves_every_file(client, published, hasan):
    published.withdraw_letter(by=hasan, letter_number="B-9", dated_on=date(2026, 4, 1))

    assert rows(client) == []
    assert client.get(JSON).json()["jumlah"] == 0
    assert feed(client).findall(f"{ATOM}entry") == []


def test_no_cell_of_a_table_is_calculated(client, sari, ratna, hasan):
    make_recommended(sari, ratna, hasan, survey_title='=HYPERLINK("http://x")', survey_purpose="@a")
    (row,) = rows(client)

    assert row["judul"] == '\'=HYPERLINK("http://x")'
    assert row["tujuan"] == "'@a"


def test_the_feed_tells_of_the_newest_of_a_search(client, published):
    several(published, 2)
    entries = feed(client, cari="harga ikan").findall(f"{ATOM}entry")

    assert [entry.find(f"{ATOM}title").text for entry in entries] == [
        "Survei Harga Ikan Pasar Nomor 1",
        "Survei Harga Ikan Pasar Nomor 0",
    ]


def test_open_data_are_described_with_their_addresses(client, published):
    (data_set,) = client.get(DCAT).json()["dcat:dataset"]

    for distribution in data_set["dcat:distribution"]:
        path = distribution["dcat:downloadURL"]["@id"].partition(":8000")[2]
        assert client.get(path).status_code == 200


def test_an_entry_of_the_feed_leads_to_the_activity(client, published):
    response = client.get(FEED, {"cari": "biaya", "tahun": "2026"})
    told = ElementTree.fromstring(response.content)
    entry = told.find(f"{ATOM}entry")
    here = "http://127.0.0.1:8000/katalog/"

    assert response["Content-Type"] == "application/atom+xml; charset=utf-8"
    assert told.find(f"{ATOM}title").text == "Katalog kegiatan statistik: biaya"
    assert [link.attrib["href"] for link in told.findall(f"{ATOM}link")] == [
        f"{here}?cari=biaya&tahun=2026&urut=terbaru",
        f"{here}umpan.atom?cari=biaya&tahun=2026&urut=terbaru",
    ]
    assert entry.find(f"{ATOM}title").text == published.title
    assert entry.find(f"{ATOM}link").attrib["href"] == f"{here}V-26.6302.001/"
    assert entry.find(f"{ATOM}published").text == "2026-03-16T00:00:00+08:00"
    assert entry.find(f"{ATOM}author/{ATOM}name").text == "BPS Kabupaten Kotabaru"


def test_what_an_agency_wrote_is_text_in_the_feed_and_no_markup(client, sari, ratna, hasan):
    make_recommended(sari, ratna, hasan, survey_purpose="Pendapatan < 5 juta <b>& lebih</b>")

    summary = feed(client).find(f"{ATOM}entry/{ATOM}summary")

    assert summary.attrib["type"] == "html"
    assert summary.text == (
        "Dinas Perikanan Kabupaten Kotabaru, 2026. "
        "Pendapatan &lt; 5 juta &lt;b&gt;&amp; lebih&lt;/b&gt;"
    )


def test_the_feed_tells_of_thirty_at_most(client, published, monkeypatch):
    monkeypatch.setattr(files, "FEED_ROWS", 2)
    several(published, 3)

    titles = [entry.find(f"{ATOM}title").text[-1] for entry in feed(client).findall(f"{ATOM}entry")]

    assert titles == ["2", "1"]


def test_the_office_publishes_its_open_data_in_dcat(client, published):
    response = client.get(DCAT)
    facts = response.json()
    (data_set,), (service,) = facts["dcat:dataset"], facts["dcat:service"]

    assert response["Content-Type"] == "application/ld+json"
    assert facts["dct:publisher"]["foaf:name"] == "BPS Kabupaten Kotabaru"
    assert facts["dct:license"]["@id"] == "https://creativecommons.org/licenses/by/4.0/"
    assert data_set["dct:modified"]["@value"] == published.activity.changed_at.isoformat()
    assert service["dcat:servesDataset"]["@id"] == data_set["@id"]


def test_people_are_told_which_ways_lead_to_the_data(client, published):
    page = client.get(reverse("catalogue_open_data"))
    ways = [link["href"] for link in soup(page).select("main dl a")]

    assert "boleh dipakai siapa pun dengan menyebut sumbernya (CC BY 4.0)" in words(page)
    assert ways == [CSV, JSON, FEED, reverse("api_openapi"), DCAT]
    assert {client.get(way).status_code for way in ways} == {200}
