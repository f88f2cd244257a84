"""Finding recommended activities in Indonesian, and keeping what can be found up to date."""

from datetime import date

import pytest
from django.core.management import CommandError, call_command

from events.refusals import NotAllowed
from requests_app.activities.publishing import faults
from requests_app.models import Activity, Submission, Synonym
from requests_app.models.activities import activity_queryset
from requests_app.models.activities.like import Wanted
from tests.submissions import make_recommended

FISHERS = "Survei Pendapatan Nelayan Kabupaten Kotabaru Tahun 2026"
CLINIC = "Survei Kepuasan Pelanggan Dinas Kesehatan Kabupaten Kotabaru 2026"
TRAINING = "Survei Pelatihan Petugas Posyandu Kecamatan Pulau Laut Utara 2025"


def about(title):
    """Answers of which only the title speaks, so that nothing else is found by it."""
    row = {"name": f"Jumlah {title.split()[1].lower()} terdata", "reference_period": "2026"}
    return {"survey_title": title, "survey_purpose": "Menjadi dasar.", "variables": [row]}


def titles(found):
    rows = Activity.objects.in_bulk(found.best_first())
    return [rows[pk].title for pk in found.best_first()]


@pytest.fixture
def three(sari, ratna, hasan):
    for number, title in enumerate([FISHERS, CLINIC, TRAINING], 1):
        make_recommended(
            sari,
            ratna,
            hasan,
            identity=f"V-26.6302.00{number}",
            **about(title),
        )


def test_an_activity_is_found_by_stems_slips_and_abbreviations(three):
    Synonym.objects.get_or_create(short="dinkes", full="dinas kesehatan")
    first = {
        "pendapatan nelayan": FISHERS,
        "pelatihan": TRAINING,
        "dilatih": TRAINING,  # the same stem
        "pendapatn nelayan": FISHERS,  # a letter left out
        "pednapatan nelayan": FISHERS,  # two swapped
        "dinkes": CLINIC,
        "V-26.6302.002": CLINIC,
        "kepuasan nelayan pendapatan survei zebra": FISHERS,  # nearly all words
    }

    assert {asked: titles(Activity.objects.search(asked))[0] for asked in first} == first


@pytest.mark.parametrize("few", [0, 5000])  # rows are looked into, or the index is asked for all
def test_what_was_put_right_and_what_is_missing_is_said(three, few, monkeypatch):
    monkeypatch.setattr(activity_queryset, "FEW", few)
    assert Activity.objects.search("pednapatan nelayan").corrected == "pendapatan nelayan"
    assert Activity.objects.search("pendapatan nelayan zebra").is_near
    assert not Activity.objects.search("pendapatan nelayan").is_near
    assert Activity.objects.search("zebra").count == 0


def test_an_abbreviation_in_a_title_is_found_by_its_full_words(sari, ratna, hasan):
    Synonym.objects.get_or_create(short="skm", full="survei kepuasan masyarakat")
    make_recommended(sari, ratna, hasan, **about("SKM RSUD Kotabaru"))

    assert titles(Activity.objects.search("kepuasan masyarakat rsud")) == []
    assert titles(Activity.objects.search("survei kepuasan masyarakat rsud")) == [
        "SKM RSUD Kotabaru"
    ]


def test_only_an_admin_keeps_abbreviations(ratna, dewi):
    kept = Synonym.objects.keep(by=dewi, short=" PSAT ", full="pangan segar asal tumbuhan")

    assert (kept.short, kept.full) == ("psat", "pangan segar asal tumbuhan")
    with pytest.raises(NotAllowed):
        Synonym.objects.keep(by=ratna, short="psat", full="pasar")
    with pytest.raises(NotAllowed):
        Synonym.objects.drop(kept, by=ratna)


def test_facets_narrow_and_are_counted(three):
    everything = Activity.objects.search()

    assert everything.count == 3
    assert everything.facets["jenis:survey"] == 3
    assert Activity.objects.search("nelayan", [("jenis", "compilation")]).count == 0
    assert Activity.objects.search("nelayan", [("kabupaten", "6302")]).count == 1


def test_words_are_never_operators(three):
    hostile = [
        '" OR "',
        "nelayan) OR (",
        "NEAR(a b)",
        "'; DROP TABLE x; --",
        "a:*",
        "\\",
        "-",
        "NOT",
    ]
    for text in hostile:
        assert Activity.objects.search(text).count in (0, 1, 3)
    with_facet = Activity.objects.search("", [("tahun", "2026' | 'semua:")])
    assert with_facet.count == 0


def test_a_similar_title_finds_the_activity(three):
    for title in (
        "Survei Pendapatn Nelayan Kabupaten Kotabaru 2027",
        "Survei Nelayan Pendapatan Kabupaten Kotabaru",
        "Survei tentang Pendapatan para Nelayan Kabupaten Kotabaru",
        "Survey Mendapat Nelayan Kabupaten Kotabaru",
    ):
        assert Activity.objects.similar(Wanted(title))[0].activity.title == FISHERS
    assert Activity.objects.similar(Wanted("Kompilasi Data Kunjungan Wisatawan")) == []


def test_a_variable_in_the_same_regency_is_a_reason_too(three):
    row = Activity.objects.get(title=FISHERS)
    asked = Wanted("Kajian Ekonomi Pesisir", tuple(row.regions), tuple(row.variables), 2026)

    likes = {like.activity.title: like for like in Activity.objects.similar(asked)}

    assert likes[FISHERS].variables == 1.0
    assert likes[FISHERS].same_regions == row.regions


def test_a_withdrawn_letter_is_found_no_more_but_stays_at_its_address(three, hasan):
    Submission.objects.get(title=FISHERS).withdraw_letter(
        by=hasan, letter_number="B-9", dated_on=date(2026, 4, 1)
    )

    assert Activity.objects.search("nelayan").count == 0
    assert Activity.objects.get(title=FISHERS).is_withdrawn
    assert list(faults()) == []


def test_a_replaced_letter_changes_number_and_date(three, hasan):
    Submission.objects.get(title=FISHERS).replace_letter(
        by=hasan, letter_number="B-9", dated_on=date(2026, 4, 1)
    )

    row = Activity.objects.get(title=FISHERS)
    assert (row.letter_number, row.letter_dated_on) == ("B-9", date(2026, 4, 1))
    assert Activity.objects.search("nelayan").count == 1


def test_a_corrected_agency_is_found_by_its_new_name(three, agency, dewi):
    agency.correct(by=dewi, name="Dinas Kelautan Kotabaru")

    assert Activity.objects.search("kelautan").count == 3
    assert list(faults()) == []


def test_the_sector_an_examiner_sets_is_a_facet(three, ratna, sari):
    submission = Submission.objects.get(title=FISHERS)
    with pytest.raises(NotAllowed):
        submission.classify(by=sari, sector=13)
    submission.classify(by=ratna, sector=13)

    assert Activity.objects.search("", [("sektor", "13")]).count == 1


def test_a_check_tells_what_is_amiss_and_a_rebuild_mends_it(three, capsys):
    Activity.objects.filter(title=CLINIC).update(title="Lain", search_stems="lain")
    Activity.objects.filter(title=TRAINING).delete()
    with pytest.raises(CommandError, match=r"2 faults"):
        call_command("check_catalogue")

    call_command("rebuild_catalogue")

    call_command("check_catalogue")
    newest_first = Activity.objects.values_list("title", flat=True)
    assert list(newest_first) == [TRAINING, CLINIC, FISHERS]
    assert Activity.objects.search("pelatihan").count == 1


def test_the_same_activity_in_another_year_is_of_the_same_series(sari, ratna, hasan):
    for number, year in enumerate([2024, 2025, 2026], 1):
        make_recommended(
            sari,
            ratna,
            hasan,
            identity=f"V-{year - 2000}.6302.00{number}",
            survey_title=f"Survei Pendapatan Nelayan Tahun {year}",
            planning_start=f"{year}-05-01",
            planning_end=f"{year}-05-02",
            fieldwork_start=f"{year}-05-04",
            fieldwork_end=f"{year}-05-29",
        )

    newest = Activity.objects.first()

    assert [row.year for row in newest.through_the_years()] == [2024, 2025, 2026]
