"""Lists and the board as files: exactly what is filtered, harmless, for whom it is."""

import csv
from datetime import date
from io import BytesIO, StringIO

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from requests_app.models import Submission
from requests_app.views import exports
from tests.submissions import at, make_examined, make_proposed, make_submitted

pytestmark = pytest.mark.django_db
FORMULAS = ["=1+1", "+1", "-1", "@SUM(A1)", "\tx", "＝1+1", "#REF!"]


def lines_of(client, person, name, **given):
    client.force_login(person)
    response = client.get(reverse(name), given)
    assert response.headers["Content-Disposition"].startswith("attachment")
    text = b"".join(response.streaming_content).decode("utf-8-sig")
    return list(csv.reader(StringIO(text), delimiter=";"))


def sheets_of(client, person, name, **given):
    client.force_login(person)
    response = client.get(reverse(name), given)
    return load_workbook(BytesIO(b"".join(response.streaming_content)))


def test_the_list_is_taken_away_as_it_is_filtered(client, sari, ratna, hasan, time_machine):
    time_machine.move_to(at(2026, 3, 2))
    make_submitted(sari, edition="fpkpa_2021")
    file = make_proposed(sari, ratna)
    time_machine.move_to(at(2026, 3, 17))
    file.recommend(
        by=hasan, identity="V-26.6302.001", letter_number="B-001", dated_on=date(2026, 3, 17)
    )

    heading, line = lines_of(client, ratna, "submissions_csv", jenis="survey")

    assert heading == list(exports.OFFICE_COLUMNS)
    assert line == [
        *(file.code, "FS3", file.title, "Dinas Perikanan Kabupaten Kotabaru", "Layak"),
        *("2026-03-02", "", "2026-03-17", "V-26.6302.001", "B-001", "2026-03-17"),
        *("11", "0", "1", "Ratna Dewanti"),
    ]
    assert len(lines_of(client, ratna, "submissions_csv")) == 3
    sheet = sheets_of(client, ratna, "submissions_xlsx", jenis="survey").active
    assert [cell.value for cell in sheet[2]][0::12] == [file.code, 0]


def test_an_agency_takes_its_own_files_without_the_examiner(client, sari, stranger, ratna):
    proposed = make_proposed(sari, ratna)

    heading, line = lines_of(client, sari, "submissions_csv")

    assert heading == list(exports.COLUMNS)
    assert (line[0], line[4]) == (proposed.code, "Sedang diperiksa")
    assert "Ratna Dewanti" not in line
    assert len(lines_of(client, stranger, "submissions_csv")) == 1


def test_no_cell_is_ever_calculated(client, sari, ratna):
    file = make_submitted(sari)
    for title in FORMULAS:
        Submission.objects.filter(pk=file.pk).update(title=title)
        told = lines_of(client, ratna, "submissions_csv")[1][2]
        assert told == (title if title.startswith("#") else f"'{title}")
        cell = sheets_of(client, ratna, "submissions_xlsx").active["C2"]
        assert (cell.value, cell.data_type) == (title, "s")


def test_a_workbook_that_would_be_too_long_is_refused_in_words(client, sari, ratna, monkeypatch):
    monkeypatch.setattr(exports, "MOST_ROWS", 1)
    make_submitted(sari), make_submitted(sari)
    client.force_login(ratna)

    refused = client.get(reverse("submissions_xlsx"), {"jenis": "survey"}, follow=True)

    assert refused.redirect_chain == [("/pengajuan/?jenis=survey", 302)]
    assert "Persempit dengan saringan, atau unduh CSV." in refused.content.decode()


def test_the_tables_of_the_board_are_taken_away(client, hasan, ratna, sari, time_machine):
    time_machine.move_to(at(2026, 3, 2))
    make_examined(sari, ratna)

    months = lines_of(client, hasan, "board_csv", tahun="2026")
    loads = lines_of(client, hasan, "board_csv", tabel="beban")
    book = sheets_of(client, hasan, "board_xlsx")

    assert [line[:2] for line in months] == [
        ["Bulan", "Diajukan"],
        *([f"2026-0{month}", "1" if month == 3 else "0"] for month in (1, 2, 3)),
    ]
    assert loads[1:] == [["Ratna Dewanti", "1", "0", "0", "0", "30"]]
    assert book.sheetnames[:3] == ["Per bulan", "Beban pemeriksa", "Catatan"]
    assert book["umur-di-bps"]["C6"].value == 1
