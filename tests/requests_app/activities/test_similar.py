"""Activities like a title: what it speaks of counts, not where, nor which words it is told in."""

from datetime import date
from importlib import import_module
from pathlib import Path

import pytest

from requests_app.models import Activity, Synonym
from requests_app.models.activities.like import Wanted
from tests.requests_app.activities.test_catalogue_search import about
from tests.submissions import make_recommended

LIST = Path(__file__).parents[2] / "data" / "titles.txt"
CLINIC = "Survei Kepuasan Pasien Rawat Jalan Puskesmas Kabupaten Kotabaru"


def sections():
    """{title in the catalogue: (the same in other words, strangers)}."""
    parts = LIST.read_text("utf-8").split("\n= ")[1:]
    lines = [part.splitlines() for part in parts]
    return {
        title: [[line[2:] for line in rest if line.startswith(mark)] for mark in "+-"]
        for title, *rest in lines
    }


def shown(title, **more):
    return [like.activity.title for like in Activity.objects.similar(Wanted(title, **more))]


def recommended(people, *titles):
    for number, title in enumerate(titles, 1):
        make_recommended(*people, identity=f"V-26.6302.00{number}", **about(title))


@pytest.fixture(autouse=True)
def abbreviations(db):
    """Those that an installation begins with: a test with real transactions takes them away."""
    for name in ("0009_abbreviations", "0016_more_abbreviations", "0018_abbreviations_of_titles"):
        begun = import_module(f"requests_app.migrations.{name}").ABBREVIATIONS
        Synonym.objects.bulk_create(
            (Synonym(short=short, full=full) for short, full in begun), ignore_conflicts=True
        )


@pytest.fixture
def people(sari, ratna, hasan):
    return sari, ratna, hasan


def test_a_title_in_other_words_is_shown_and_strangers_are_not(people):
    listed = sections()
    recommended(people, *listed)

    same = [(title, one) for title, (variants, _) in listed.items() for one in variants]
    others = [(title, one) for title, (_, strangers) in listed.items() for one in strangers]
    missed = [pair for pair in same if pair[0] not in shown(pair[1])]
    mistaken = [pair for pair in others if pair[0] in shown(pair[1])]

    told = f"{len(missed)} of {len(same)} variants missed, {len(mistaken)} of {len(others)} shown"
    print(told)  # noqa: T201
    assert min(len(same), len(others)) >= 40
    assert len(missed) <= len(same) * 2 / 40, missed
    assert len(mistaken) <= len(others) * 3 / 40, mistaken


@pytest.mark.parametrize(
    "title",
    [
        "Survei Harga Pangan Kabupaten Kotabaru",
        "Survei Kabupaten Kotabaru Tahun 2026",
        "Pendataan Kota Baru",
        "Survei Panjang Jalan Kabupaten Kotabaru",
    ],
)
def test_nothing_is_shown_whose_only_likeness_is_its_area(people, title):
    recommended(people, CLINIC)
    row = Activity.objects.get()
    elsewhere = "Survei Kepuasan Pasien Rawat Jalan Puskesmas Kabupaten Tanah Bumbu"

    assert shown(title, regions=tuple(row.regions), year=row.year) == []
    assert shown(elsewhere) == [CLINIC]


def test_both_sides_may_be_short(people):
    recommended(people, "SKM RSUD Kab. Tanbu", "Pendataan Usaha Mikro Kecil Menengah Kalsel")

    assert shown("Survei Kepuasan Masyarakat Rumah Sakit Umum Daerah Kabupaten Tanah Bumbu") == [
        "SKM RSUD Kab. Tanbu"
    ]
    assert shown("UMKM Kalimantan Selatan") == ["Pendataan Usaha Mikro Kecil Menengah Kalsel"]


def test_the_period_is_among_the_reasons(people):
    recommended(people, CLINIC)
    row = Activity.objects.get()

    def reasons(*period):
        wanted = Wanted(CLINIC, year=period[0].year, period=period)
        return Activity.objects.similar(wanted)[0].reasons

    assert "periode pengumpulan data beririsan" in reasons(row.ends_on, date(2027, 1, 1))
    assert "periode pengumpulan data beririsan" not in reasons(date(2029, 1, 1), date(2029, 2, 1))
    assert reasons(date(2029, 1, 1), date(2029, 2, 1)) == ["judul mirip 100%"]
