"""The read API: described, paged, whole, and plain about what is wrong."""

from datetime import date

from django.urls import reverse
from openapi_spec_validator import validate

from tests.catalogue.conftest import asserted, several
from tests.pages import queries

API = reverse("api_activities")
ONE = reverse("api_activity", args=["V-26.6302.001"])


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


def test_a_withdrawn_letter_is_told_and_no_longer_listed(client, published, hasan):
    published.withdraw_letter(by=hasan, letter_number="B-9", dated_on=date(2026, 4, 1))

    assert client.get(API).json()["jumlah"] == 0
    assert client.get(ONE).json()["surat"]["dicabut"] == "2026-04-01"


def test_the_next_page_is_told_in_the_answer_and_beside_it(client, published):
    several(published, 2)
    first = client.get(API, {"cari": "survei", "banyak": 2})
    following = "http://127.0.0.1:8000/api/v1/kegiatan/?cari=survei&sesudah=V-26.6302.500&banyak=2"

    assert first.json()["berikutnya"] == following
    assert first["Link"] == f'<{following}>; rel="next"'
    last = client.get(following)
    assert [one["kode"] for one in last.json()["kegiatan"]] == ["V-26.6302.001"]
    assert last.json()["berikutnya"] is None
    assert "Link" not in last


def test_a_search_is_narrowed_as_on_the_page_and_says_what_was_put_right(client, published):
    several(published, 2)

    def found(**asked):
        answer = asserted(client.get(API, asked).json(), "Daftar")
        return answer["jumlah"], answer["kata_dibetulkan"]

    assert found(sektor="1", kabupaten="6302", metode="observation") == (3, None)
    assert found(cari="hagra ikan") == (2, "harga ikan")
    assert found(jenis="compilation") == (0, None)


def test_what_is_wrong_is_said_in_words(client, published):
    def told(**asked):
        return client.get(API, asked).json()["galat"]["pesan"]

    assert told(limit="5").startswith("Parameter “limit” tidak dikenal. Yang ada: asal, banyak, ")
    assert told(banyak="0") == "Parameter “banyak” harus bilangan dari 1 sampai 100."
    assert told(sesudah="X") == "Parameter “sesudah” bukan kode kegiatan di katalog ini."
    assert client.get(ONE.replace("001", "002")).json() == {
        "type": "about:blank",
        "title": "Tidak ditemukan",
        "status": 404,
        "detail": "Tidak ada kegiatan dengan kode itu.",
        "galat": {"status": 404, "pesan": "Tidak ada kegiatan dengan kode itu."},
    }


def test_a_wrong_address_below_the_interface_is_answered_in_json(client, office):
    for rest in ("v1/", "v1/kegiatan", "v1/kegiatan/1/", "v2/kegiatan/"):
        lost = client.get(f"/api/{rest}")
        assert asserted(lost.json(), "Galat")["galat"] == {
            "status": 404,
            "pesan": "Alamat ini tidak ada. Lihat /api/v1/openapi.json.",
        }


def test_a_table_of_the_form_comes_with_its_columns_and_rows(client, published):
    answers = {one["rincian"]: one for one in client.get(ONE).json()["isian"]}

    assert answers["design.areas"] == {
        "rincian": "design.areas",
        "nomor": "5.3",
        "pertanyaan": "Bila di sebagian wilayah Indonesia, survei dilakukan di",
        "isian": None,
        "kolom": ["Provinsi", "Kabupaten/Kota"],
        "baris": [["Kalimantan Selatan", "Kabupaten Kotabaru"]],
    }


def test_one_row_and_three_cost_the_same_queries(client, published):
    one = queries(client, API), queries(client, ONE)
    several(published, 2)

    assert (queries(client, API), queries(client, ONE)) == one
    assert max(one) <= 4
