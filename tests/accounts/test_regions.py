"""Areas are found while one types."""

import re

from django.urls import reverse

from accounts.models import Region


def offered(client, **query):
    page = client.get(reverse("region_suggestions"), query).content.decode()
    return re.findall(r'value="([^"]+)"', page)


def test_names_that_begin_with_it_come_first(client, areas):
    assert offered(client, q="bar", kind="regency")[:2] == [
        "Kabupaten Barito Kuala (6304)",
        "Kabupaten Barito Selatan (6204)",
    ]
    assert len(offered(client, q="a")) == 8


def test_a_province_narrows_the_regencies(client, areas):
    assert offered(client, q="bar", kind="regency", province="63") == [
        "Kabupaten Barito Kuala (6304)",
        "Kota Banjarbaru (6372)",
        "Kabupaten Kotabaru (6302)",
    ]


def test_only_provinces_when_a_province_is_asked_for(client, areas):
    assert offered(client, q="kalimantan s", kind="provinsi") == [
        "Provinsi Kalimantan Selatan (63)"
    ]


def test_what_htmx_sends_under_the_name_of_the_field_is_understood(client, areas):
    response = client.get(
        reverse("region_suggestions"),
        {"kind": "regency", "agency_region": "kotabaru"},
        headers={"hx-request": "true", "hx-trigger-name": "agency_region"},
    )

    assert "Kabupaten Kotabaru (6302)" in response.content.decode()


def test_one_question_to_the_database(client, areas, django_assert_num_queries):
    with django_assert_num_queries(1):
        offered(client, q="kota")


def test_nothing_and_nonsense_give_nothing(client, areas):
    for q in ("", " ", "\0", "x" * 5000, "%", "_", "'; drop table", "²"):
        assert offered(client, q=q) == [], q
    assert offered(client, q="bar", province="²") != []


def test_names_are_understood_as_people_write_them(areas):
    for text in (
        "6302",
        "Kotabaru",
        "kota baru",
        "KABUPATEN KOTABARU",
        "Kabupaten Kotabaru (6302)",
    ):
        assert [region.code for region in Region.objects.named(text, kind="regency")] == ["6302"]
    assert Region.objects.named("Banjar", kind="regency").count() == 2
    assert Region.objects.named("63", kind="regency").count() == 0
