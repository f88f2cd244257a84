"""Filters of the desk, and those that a person keeps."""

from datetime import timedelta

from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from figures import counting
from requests_app.models import SavedFilter, Submission
from tests.cast import make_member, make_staff
from tests.submissions import at, make_examined, make_submitted


def titles(page):
    return sorted(row.title for row in page.context["rows"])


def test_a_list_is_narrowed_by_form_and_kept_under_a_name(client, sari, ratna):
    make_submitted(sari, survey_title="Survei Ikan 2026")
    make_submitted(sari, edition="fpkpa_2021", activity_title="Kompilasi Ikan 2026")
    client.force_login(ratna)

    page = client.get(reverse("submissions"), {"jenis": "compilation"})
    assert titles(page) == ["Kompilasi Ikan 2026"]

    kept = client.post(
        reverse("saved_filters"),
        {
            "nama": " Kompilasi  ikan ",
            "jenis": "compilation",
            "cari": "ikan",
            "halaman": "submissions",
        },
    )
    assert kept.url == "/pengajuan/?cari=ikan&jenis=compilation"
    (saved,) = client.get(reverse("submissions")).context["saved_filters"]
    assert (saved.name, saved.count) == ("Kompilasi ikan", 1)
    assert titles(client.get(saved.href)) == ["Kompilasi Ikan 2026"]

    client.post(reverse("saved_filter_removal", args=[saved.pk]))
    assert not SavedFilter.objects.exists()


def test_nobody_removes_the_filter_of_somebody_else(client, ratna, budi):
    kept = SavedFilter.objects.create(person=ratna, name="Ikan", query="cari=ikan")
    client.force_login(budi)

    client.post(reverse("saved_filter_removal", args=[kept.pk]))

    assert SavedFilter.objects.get() == kept


def test_twelve_kept_filters_cost_two_queries_for_abbreviations_and_agencies_in_them(client, ratna):
    client.force_login(ratna)
    client.get(reverse("submissions"))
    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("submissions"))
        without = len(queries)
    for number in range(12):
        SavedFilter.objects.create(person=ratna, name=f"Kata {number}", query=f"cari=kata{number}")

    with CaptureQueriesContext(connection) as queries:
        client.get(reverse("submissions"))
        with_twelve = len(queries)
    refused = client.post(reverse("saved_filters"), {"nama": "Lagi", "cari": "lagi"}, follow=True)

    assert with_twelve == without + 2 <= 12
    assert "Paling banyak 12 saringan." in refused.content.decode()


def test_the_examiner_is_led_to_the_next_file(client, sari, ratna):
    first, second = make_examined(sari, ratna), make_submitted(sari)
    client.force_login(ratna)

    page = client.get(reverse("examination", args=[first.code]))

    assert page.context["next_up"] == second
    assert list(page.context["neighbours"]) == [second]


def test_the_same_contact_is_known_in_another_agency(client, sari, ratna, office):
    other = make_submitted(make_member("Tono"))
    survey = make_submitted(sari)
    client.force_login(ratna)

    neighbours = client.get(reverse("examination", args=[survey.code])).context["neighbours"]

    assert survey.contact == other.contact != ""
    assert list(neighbours) == [other]


def test_a_list_is_narrowed_by_agency_year_and_examiner(client, sari, ratna, office, time_machine):
    time_machine.move_to(at(2025, 12, 31, hour=23))
    old = make_submitted(sari)
    time_machine.move_to(at(2026, 1, 1, hour=1))
    yoga = make_staff("Yoga", "examiner", office=office)
    his = make_examined(make_member("Tono"), yoga)
    mine = make_examined(sari, ratna)
    client.force_login(ratna)

    def found(**given):
        return {row.code for row in client.get(reverse("submissions"), given).context["rows"]}

    assert found(tahun="2025") == {old.code}
    assert found(tahun="2026") == {his.code, mine.code}
    assert found(pemeriksa=yoga.pk) == {his.code}
    assert found(pemeriksa="saya") == {mine.code}
    assert found(pemeriksa="kosong") == {old.code}
    assert found(instansi=f" {sari.agency.name.upper()} ", tahun="2026") == {mine.code}
    assert found(instansi="Dinas", tahun="٢٠٢٦", pemeriksa="1" * 30) == set()
    assert len(found(tahun="0000", pemeriksa="x")) == len(found(tahun="9999", jenis="x")) + 3


def test_counts_stop_at_a_thousand_and_say_so(client, ratna, sari, monkeypatch):
    monkeypatch.setattr(counting, "CAP", 2)
    for _ in range(4):
        make_submitted(sari)
    client.force_login(ratna)

    page = client.get(reverse("submissions"))

    assert [link["count"] for link in page.context["filters"]] == [3, 3]
    assert '<span class="count">2+</span>' in page.content.decode()


def test_a_list_is_narrowed_by_due_date_and_state_and_taken_away_so(
    client, sari, ratna, office, time_machine
):
    time_machine.move_to(at(2026, 3, 2))
    codes = {}
    for name in ("late", "soon", "given up"):
        codes[make_submitted(sari).code] = name
        time_machine.shift(timedelta(days=14))
    Submission.objects.get(code=list(codes)[2]).cancel(by=sari)
    time_machine.move_to(at(2026, 4, 30))  # the first was due on 21 April, the second on 6 May
    client.force_login(ratna)

    def found(**given):
        page = client.get(reverse("submissions"), given)
        taken = b"".join(client.get(reverse("submissions_csv"), given)).decode("utf-8-sig")
        listed = [row.code for row in page.context["rows"]]
        assert [line.split(";")[0] for line in taken.splitlines()[1:]] == listed
        return [codes[code] for code in listed]

    assert found(tenggat="lewat") == ["late"]
    assert found(tenggat="dekat") == ["soon"]
    assert found(status="diajukan") == ["late", "soon"]
    assert found(status="dibatalkan") == ["given up"]
    assert found(status="submitted") == ["late", "soon"]  # as addresses named it at first
    assert sorted(found(status="x", tenggat="x")) == ["given up", "late", "soon"]


def test_words_of_any_length_are_looked_for(client, ratna):
    client.force_login(ratna)

    assert client.get(reverse("submissions"), {"cari": "[" * 100_000}).status_code == 200
