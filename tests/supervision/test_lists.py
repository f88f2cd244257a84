"""The list behind each figure: codes and titles, nothing of people, nothing of other offices."""

from datetime import timedelta

from django.test import Client
from django.urls import reverse
from django.utils import timezone
from time_machine import travel

from complaints.models import Complaint
from events.models import Read
from events.tasks import enter_reads
from requests_app.models import Submission
from supervision.lists import LISTS
from tests.complaints.making import make_complaint
from tests.pages import soup
from tests.supervision.country import FAR, NEAR, OWN, PROVINCE


def listed(client, area, figure, **query):
    page = soup(client.get(reverse("supervised_list", args=[area, figure]), query))
    return [
        [cell.get_text(strip=True) for cell in row.select("th, td")]
        for row in page.select("table tbody tr")
    ]


def codes(client, area, figure):
    return {row[0] for row in listed(client, area, figure)}


def test_every_figure_has_the_files_it_counts(client, busy):
    client.force_login(busy.wati)

    assert codes(client, OWN, "terbuka") == {busy.late.code, busy.away.code}
    assert codes(client, OWN, "lewat") == {busy.late.code}
    assert codes(client, OWN, "diajukan") == {busy.late.code, busy.away.code}
    assert codes(client, "63", "terbuka") == {busy.late.code, busy.away.code, busy.near.code}
    assert codes(client, OWN, "diputus") == codes(client, OWN, "terlambat") == set()


def test_a_decided_file_stands_with_its_days_and_rounds(client, country):
    decided = {"decided_at": timezone.now(), "identity": "V-26.6302.001"}
    file = country.file(OWN, "recommended", **decided)
    client.force_login(country.wati)

    row = listed(client, OWN, "diputus")[0]
    assert row[:5] == [file.code, "Survei 6302", "FS3", "BPS Kabupaten Kotabaru", "Layak"]
    assert row[8:] == ["0", "1"]
    year = country.wati.office.today().year
    assert listed(client, OWN, "diputus", tahun=year - 1) == []


def test_the_title_is_the_one_that_was_submitted(client, busy):
    """What the agency types into a file that went back to it is its draft."""
    assert busy.away.title == "Judul konsep"
    client.force_login(busy.wati)

    assert [row[1] for row in listed(client, OWN, "terbuka")] == ["Survei 6302"] * 2
    csv = b"".join(client.get(reverse("supervised_list_csv", args=[OWN, "terbuka"]))).decode()
    assert "Judul konsep" not in csv
    assert csv.count("Survei 6302") == 2


def test_nobody_is_named_on_a_list(client, busy, maya):
    make_complaint(office=busy.offices[OWN], privacy="open", name="Pak Pelapor")
    Complaint.objects.update(verify_by="2020-01-01")
    client.force_login(busy.wati)
    people = {"Anggota 6302", "Petugas 6302", "Dinas 6302", "Pak Pelapor", "tidak pernah dijawab"}
    people |= {"aminah@kotabaru.example.go.id", "0812-0000-0001"}

    for figure in LISTS:
        address = reverse("supervised_list", args=[OWN, figure])
        csv = b"".join(client.get(f"{address}daftar.csv")).decode()
        said = client.get(address).text + csv
        assert {name for name in people if name in said} == set(), figure
    assert len(listed(client, OWN, "pengaduan")) == 1


def test_a_draft_stands_on_no_list_and_in_no_figure(client, country):
    Submission.objects.start(
        edition="fs3_2021", agency=country.members[OWN].agency, by=country.members[OWN]
    )
    client.force_login(country.wati)

    assert listed(client, OWN, "terbuka") == []


def test_another_province_the_country_and_ones_own_office_do_not_exist(
    client, busy, quick_refusals
):
    client.force_login(busy.wati)
    endings = ("", "daftar.csv", "daftar.xlsx", "daftar.ods")
    places = {
        area: [reverse("supervised_list", args=[area, "terbuka"]) + ending for ending in endings]
        for area in (FAR, "71", "00", PROVINCE, "9999")
    }
    for area, addresses in places.items():
        assert [client.get(address).status_code for address in addresses] == [404] * 4, area
    assert client.get(reverse("supervised", args=[FAR])).status_code == 404
    assert client.get(reverse("supervision"), {"provinsi": "71"}).status_code == 404

    client.force_login(busy.adi)
    found = [client.get(places[area][0]).status_code for area in (FAR, "71", "00", PROVINCE)]
    assert found == [200] * 4


def test_a_list_leads_to_no_file_without_a_reason(client, busy):
    client.force_login(busy.wati)
    page = soup(client.get(reverse("supervised_list", args=[NEAR, "terbuka"])))
    assert page.find("a", string=busy.near.code) is None

    busy.permit(busy.head)
    page = soup(client.get(reverse("supervised_list", args=[NEAR, "terbuka"])))
    there = page.find("a", string=busy.near.code)["href"]
    assert there == reverse("supervised_file", args=[busy.near.code])


def test_a_list_costs_the_same_queries_with_one_row_and_with_five(
    client, country, django_assert_max_num_queries
):
    client.force_login(country.wati)
    counts = []
    for more in (1, 4):
        for _ in range(more):
            country.file(OWN, "returned")
        with django_assert_max_num_queries(12) as asked:
            client.get(reverse("supervised_list", args=[OWN, "terbuka"]))
        counts.append(len(asked))

    assert counts[0] == counts[1]


def test_who_looked_at_which_list_is_told_to_the_office(busy):
    with travel("2026-11-30 02:00Z", tick=False) as clock:
        client = Client()
        client.force_login(busy.wati)
        client.get(reverse("supervised_list", args=[NEAR, "terbuka"]))
        b"".join(client.get(reverse("supervised_list_csv", args=[NEAR, "terbuka"])))
        client.get(reverse("supervision"))
        clock.shift(timedelta(minutes=3))
        enter_reads()
        rows = Read.objects.order_by("what").values_list("what", "kind", "about", "role")

        assert list(rows) == [
            ("Daftar pengawasan", "office", NEAR, "Pengawas"),
            ("Ekspor daftar pengawasan (CSV)", "office", NEAR, "Pengawas"),
            ("Papan pengawasan", "", "", "Pengawas"),
        ]
        client.force_login(busy.head)
        told = soup(client.get(reverse("coachings"))).get_text(" ", strip=True)
        assert "Daftar pengawasan" in told
        assert "Wati Pengawas" in told
