"""The frame of what machines read: open to all, counted, marked, and harmless."""

from django.urls import reverse

from tests.catalogue.conftest import asserted

API, ONE = reverse("api_activities"), reverse("api_activity", args=["V-26.6302.001"])
FRAMED = [
    *(API, ONE, reverse("api_openapi"), reverse("api_lost", args=["v2/"])),
    *(reverse(f"catalogue_{name}") for name in ("feed", "json", "dcat")),
]


def test_reading_from_other_sites_is_allowed_and_writing_from_nowhere(client, published):
    for address in FRAMED:
        preflight, post = client.options(address), client.post(address)

        assert client.get(address)["Access-Control-Allow-Origin"] == "*", address
        assert (preflight.status_code, preflight.content) == (204, b"")
        assert preflight["Access-Control-Allow-Origin"] == "*"
        assert (post.status_code, post["Allow"]) == (405, "GET, HEAD, OPTIONS")
        assert asserted(post.json(), "Galat")["galat"] == {
            "status": 405,
            "pesan": "Alamat ini hanya dapat dibaca (GET).",
        }


def test_an_answer_may_be_kept_a_minute_and_begins_no_session(client, published):
    for address in FRAMED:
        answer = client.get(address)
        kept = "public, max-age=60" if answer.status_code == 200 else None
        assert answer.headers.get("Cache-Control") == kept, address
        assert answer.cookies == {}


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
