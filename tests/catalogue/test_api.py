"""What machines read: paged, limited, marked, described, and harmless."""

import csv
import io
import json
from datetime import date

from django.urls import reverse
from jsonschema import Draft202012Validator
from openapi_spec_validator import validate

from catalogue.openapi import specification
from tests.catalogue.conftest import several
from tests.submissions import make_recommended

API = reverse("api_activities")
ONE = reverse("api_activity", args=["V-26.6302.001"])


def asserted(answer, name):
    """The answer, which is what the description says it is."""
    spec = specification("https://romantik.example.go.id")
    schema = {"$ref": f"#/components/schemas/{name}", "components": spec["components"]}
    Draft202012Validator(schema).validate(answer)
    return answer


def test_the_description_is_a_valid_openapi_document(client, office):
    validate(client.get(reverse("api_openapi")).json())


def test_answers_are_as_described(client, published):
    page = asserted(client.get(API).json(), "Daftar")
    whole = asserted(client.get(ONE).json(), "KegiatanLengkap")
    lost = client.get(ONE.replace("001", "002"))

    assert page["jumlah"] == 1
    assert page["kegiatan"][0]["kode"] == "V-26.6302.001"
    assert page["kegiatan"][0]["wilayah"][1] == {"kode": "6302", "nama": "Kabupaten Kotabaru"}
    assert whole["isian"][0]["isian"] == published.title
    assert lost.status_code == 404
    asserted(lost.json(), "Galat")


def test_pages_follow_each_other_and_nothing_comes_twice(client, published):
    several(published, 24)
    codes, address, steps = [], f"{API}?banyak=10", 0
    while address:
        answer = client.get(address).json()
        codes += [one["kode"] for one in answer["kegiatan"]]
        address, steps = answer["berikutnya"], steps + 1

    assert (len(codes), len(set(codes)), steps) == (25, 25, 3)


def test_a_wrong_parameter_is_told(client, published):
    for query in ("banyak=0", "banyak=1000", "sesudah=X", "limit=5", "banyak=%ff"):
        answer = client.get(f"{API}?{query}")
        assert answer.status_code == 400
        asserted(answer.json(), "Galat")


def test_reading_from_other_sites_is_allowed_and_writing_from_nowhere(client, published):
    preflight, post = client.options(API), client.post(API)

    assert client.get(API)["Access-Control-Allow-Origin"] == "*"
    assert (preflight.status_code, preflight["Access-Control-Allow-Origin"]) == (204, "*")
    assert (post.status_code, post["Allow"]) == (405, "GET, HEAD, OPTIONS")


def test_what_did_not_change_is_not_sent_again(client, published):
    for address in (API, ONE, reverse("catalogue_feed"), reverse("catalogue_dcat")):
        first = client.get(address)
        again = client.get(address, headers={"If-None-Match": first["ETag"]})
        since = client.get(address, headers={"If-Modified-Since": first["Last-Modified"]})
        assert (again.status_code, since.status_code) == (304, 304), address


def test_the_limit_is_told_before_and_when_it_is_reached(client, published, settings):
    limits = settings.ACCOUNT_RATE_LIMITS
    settings.ACCOUNT_RATE_LIMITS = limits | {"catalogue_api": "2/m/ip", "catalogue_file": "1/m/ip"}
    answers = [client.get(API) for _ in range(3)]
    files = [client.get(reverse("catalogue_csv")) for _ in range(2)]

    assert [one["RateLimit-Remaining"] for one in answers] == ["1", "0", "0"]
    assert [one.status_code for one in answers] == [200, 200, 429]
    assert answers[2]["Retry-After"] == "60"
    asserted(answers[2].json(), "Galat")
    assert [one.status_code for one in files] == [200, 429]


def test_a_withdrawn_letter_is_told_and_no_longer_listed(client, published, hasan):
    published.withdraw_letter(by=hasan, letter_number="B-9", dated_on=date(2026, 4, 1))

    assert client.get(API).json()["jumlah"] == 0
    assert client.get(ONE).json()["surat"]["dicabut"] == "2026-04-01"


def test_no_cell_of_a_table_is_calculated(client, sari, ratna, hasan):
    make_recommended(sari, ratna, hasan, survey_title='=HYPERLINK("http://x")', survey_purpose="@a")
    text = b"".join(client.get(reverse("catalogue_csv"))).decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text), delimiter=";")

    assert row["judul"] == '\'=HYPERLINK("http://x")'
    assert row["tujuan"] == "'@a"


def test_the_feed_tells_of_the_newest_of_a_search(client, published):
    several(published, 2)
    feed = client.get(reverse("catalogue_feed"), {"cari": "harga ikan"}).content.decode()

    assert feed.count("<entry>") == 2
    assert "Survei Harga Ikan Pasar Nomor 1" in feed
    assert published.title not in feed


def test_open_data_are_described_with_their_addresses(client, published):
    facts = json.loads(client.get(reverse("catalogue_dcat")).content)
    (data_set,) = facts["dcat:dataset"]

    for distribution in data_set["dcat:distribution"]:
        path = distribution["dcat:downloadURL"]["@id"].partition(":8000")[2]
        assert client.get(path).status_code == 200


def test_hostile_parameters_are_answered_plainly(client, published):
    for name in ("catalogue_feed", "catalogue_csv", "catalogue_json", "api_activities"):
        for query in (
            "cari=%00%ff%22%29+OR",
            "tahun=%27%20OR%201",
            "cari=" + "a" * 5000,
            "cari=🐟",
        ):
            response = client.get(f"{reverse(name)}?{query}")
            assert response.status_code == 200
            b"".join(response)
