"""Cells pasted or brought as a workbook: shown first, nothing half taken, said as people see it."""

from datetime import datetime, time
from functools import partial

import pytest
from django.urls import reverse
from openpyxl import Workbook

from requests_app.models import Submission
from tests.pages import press, soup, told, words
from tests.requests_app.views.filling.test_tables import (
    COLUMNS,
    ROWS,
    saved,
    send,
    shown_rows,
    stored,
    table,
)
from tests.submissions import make_draft


@pytest.fixture
def draft(client, sari):
    client.force_login(sari)
    return make_draft(sari, variables=ROWS)


def paste(client, draft, text, **typed):
    page = client.get(reverse("answers", args=[draft.code, "purpose"]))
    sent = {
        "variables-paste": text,
        "variables-0-name": "Bobot",
        "variables-0-reference_period": "",
    }
    sent |= dict.fromkeys(("variables-1-name", "variables-1-concept"), "")
    return press(client, page, "Periksa yang ditempel", **sent, **typed)


def test_a_paste_is_shown_changed_and_taken(client, draft):
    page = paste(client, draft, "DAFTAR\n1\tUmur\tkini\n2\tLuas\tkini\t\t\tlebih")

    assert [row["name"] for row in table(page)] == ["Bobot"]
    assert "2 baris akan diambil, 1 baris ditinggalkan" in words(page)
    assert "Tidak dipakai: kolom A (penomoran); kolom F (“lebih”)." in words(page)
    taken = press(client, page, "Ambil", **{"variables-baris": ["3"], "variables-ke-2": "concept"})
    assert table(taken)[1:] == [
        {"name": "Luas", "reference_period": "", "concept": "kini", "definition": ""}
    ]
    assert soup(taken).select_one(".paste-preview") is None


def test_saving_takes_nothing_of_what_is_shown_and_says_so(client, draft):
    page = paste(client, draft, "Umur\tkini", survey_purpose="Tujuan baru.")

    kept = press(client, page, "Simpan dan lanjut")

    assert kept.status_code == 200
    assert "belum ada yang diambil" in words(kept)
    assert [row["name"] for row in stored(draft)] == ["Bobot"]
    assert shown_rows(kept) == [{"name": "Umur", "reference_period": "kini"}]
    answers = Submission.objects.get(pk=draft.pk).revision.answers["purpose"]
    assert answers["survey_purpose"] == "Tujuan baru."
    done = press(client, press(client, kept, "Ambil"), "Simpan dan lanjut")
    assert done.status_code == 302
    assert [row["name"] for row in stored(draft)] == ["Bobot", "Umur"]


def test_saving_by_itself_takes_nothing_of_it(client, draft, sari):
    address = reverse("answer", args=[draft.code, "purpose", "variables"])
    typed = {"variables-0-name": "Bobot", "variables-paste": "Umur", "person": sari.pk}

    assert client.post(address, typed | {"base": draft.revision.saves}).status_code == 200
    assert [row["name"] for row in stored(draft)] == ["Bobot"]


def test_what_is_shown_outlives_other_buttons_and_can_be_put_away(client, draft):
    page = paste(client, draft, '"lahir" sampai mati\tkini')

    page = press(client, page, "Tambah baris", **{"variables-ke-1": "concept"})

    assert shown_rows(page) == [{"name": '"lahir" sampai mati', "concept": "kini"}]
    gone = press(client, page, "Batal")
    assert soup(gone).select_one(".paste-preview") is None
    assert [row["name"] for row in table(gone)] == ["Bobot"]


def test_an_office_teaches_the_portal_a_heading(client, draft, dewi, sari):
    client.force_login(dewi)
    added = client.post(reverse("office_column_headings"), {"words": "Unsur", "column": "name"})
    client.post(reverse("office_column_headings"), {"words": "Kala", "column": "reference_period"})
    assert told(added) == ["Judul kolom tersimpan; tabel berikutnya langsung dikenali."]
    client.force_login(sari)

    page = paste(client, draft, "Kala\tUnsur\nkini\tUmur")

    assert shown_rows(page) == [{"reference_period": "kini", "name": "Umur"}]


# What workbooks say


day = partial(datetime, tzinfo=None)  # cells know no zone


def dated(*cells):
    book = Workbook()
    book.active.append(["Nama peubah", "Referensi waktu", "Konsep", "Definisi"])
    for row, (value, look) in enumerate(cells, 2):
        book.active.cell(row, 1, f"P{row}")
        cell = book.active.cell(row, 2, value)
        cell.number_format = look
    return saved(book)


def test_values_are_spoken_as_their_cells_show_them(client, draft):
    upload = dated(
        (day(2026, 3, 1), "mmm-yy"),
        (day(2026, 3, 2), "dd/mm/yyyy"),
        (time(8, 30), "h:mm:ss"),
        (day(2026, 3, 2, 8, 30), "yyyy-mm-dd h:mm"),
        (1250.5, "General"),
        (0.125, "0.0%"),
        (1250000, '"Rp"#,##0'),
        (2026, "General"),
        (10**15, "General"),
        (6302, "00000"),
        (True, "General"),
    )

    page = send(client, draft, **{"variables-file": upload})

    assert [row["reference_period"] for row in shown_rows(page)] == [
        *("Maret 2026", "2 Maret 2026", "8.30", "2 Maret 2026 8.30", "1.250,5", "12,5%"),
        *("Rp1.250.000", "2026", "1000000000000000", "06302", "ya"),
    ]


def test_merged_cells_say_their_text_in_every_row(client, draft):
    book = Workbook()
    for line in (["Survei", *COLUMNS[1:]], COLUMNS, ["Umur", "kini", "Usia"], ["Luas"], ["Bobot"]):
        book.active.append(line)
    for merged in ("B3:B5", "C3:C4", "A1:D1"):
        book.active.merge_cells(merged)

    page = send(client, draft, **{"variables-file": saved(book)})

    rows = [(row["reference_period"], row["concept"]) for row in shown_rows(page)]
    assert rows == [("kini", "Usia"), ("kini", "Usia"), ("kini", "")]


@pytest.mark.parametrize("state", ["hidden", "veryHidden", "visible"])
def test_the_sheet_that_fits_is_read_and_named(client, draft, state):
    book = Workbook()
    book.active.title, book.active.sheet_state = "Petunjuk", state
    book.active.append(["Isi setiap kolom dengan lengkap.", "kode"])
    book.active.append(["Nama: tulis lengkap", "jangan disingkat"])
    for title, lines in {
        "Data": [["Nama variabel", "Referensi waktu"], ["Umur", "kini"]],
        "Kosong": [["Nama variabel", "Referensi waktu", "Konsep"]],
    }.items():
        sheet = book.create_sheet(title)
        for line in lines:
            sheet.append(line)
    book.active = 1

    page = send(client, draft, **{"variables-file": saved(book)})

    assert "Dari lembar “Data”." in words(page)
    assert ("Petunjuk" in words(page)) == (state == "visible")
    assert shown_rows(page) == [{"name": "Umur", "reference_period": "kini"}]


def test_buttons_work_where_the_upload_was_drawn(client, draft):
    page = send(client, draft, **{"variables-file": dated(("kini", "General"))})
    typed = {"variables-paste": page.context["form"]["variables"].preview.text}

    taken = send(client, draft, rows="variables:take", **typed)

    assert table(taken)[-1]["reference_period"] == "kini"


def test_a_sheet_of_explanations_in_one_column_does_no_harm(client, draft):
    book = Workbook()
    book.active.title = "Petunjuk"
    for line in ("Keterangan", "Isi semua kolom.", "Jangan disingkat."):
        book.active.append([line])
    book.create_sheet("Data").append(["Umur", "kini"])

    page = send(client, draft, **{"variables-file": saved(book)})

    assert "Dari lembar “Data”." in words(page)
    assert shown_rows(page) == [{"name": "Umur", "reference_period": "kini"}]


def test_a_workbook_of_hidden_sheets_alone_has_no_rows(client, draft):
    book = Workbook()
    book.create_sheet("Data").append(["Umur"])
    book["Data"].sheet_state = "hidden"

    page = send(client, draft, **{"variables-file": saved(book)})

    assert page.status_code == 422
    assert "tidak memuat baris pada lembar yang terlihat" in words(page)
