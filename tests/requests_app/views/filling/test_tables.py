"""Tables as spreadsheets: out, in, pasted; nothing half taken."""

from io import BytesIO

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse
from openpyxl import Workbook, load_workbook

from requests_app.models import Submission
from tests.files.making import ole
from tests.pages import press, words
from tests.submissions import make_draft, make_submitted

ROWS = [{"name": "Luas", "reference_period": "Setahun"}, {"name": "=1+1", "concept": "Konsep"}]
COLUMNS = ["Nama peubah (variabel)", "Periode enumerasi (referensi waktu)", "Konsep", "Definisi"]


def workbook(*lines):
    book = Workbook()
    for line in lines:
        book.active.append(line)
    return saved(book)


def saved(book):
    kept = BytesIO()
    book.save(kept)
    return SimpleUploadedFile("tabel.xlsx", kept.getvalue())


def send(client, submission, **typed):
    url = reverse("table", args=[submission.code, "purpose", "variables"])
    return client.post(url, typed)


def shown_rows(page):
    return page.context["form"]["variables"].preview.rows()


def table(page):
    return [row for row in page.context["form"]["variables"].value() if any(row.values())]


def stored(submission):
    return Submission.objects.get(pk=submission.pk).revision.answers["purpose"].get("variables")


@pytest.fixture
def draft(client, sari):
    client.force_login(sari)
    return make_draft(sari, variables=ROWS)


def test_a_table_is_taken_away_as_plain_text(client, draft):
    response = client.get(reverse("table", args=[draft.code, "purpose", "variables"]))
    sheet = load_workbook(BytesIO(response.getvalue())).active

    lines = [[cell.value for cell in line] for line in sheet.iter_rows()]
    assert lines[0] == COLUMNS
    assert [line[0] for line in lines[1:]] == ["Luas", "=1+1"]
    assert sheet["A3"].data_type == "s"


def test_what_was_taken_away_comes_back_the_same(client, draft):
    taken = client.get(reverse("table", args=[draft.code, "purpose", "variables"])).getvalue()

    page = send(client, draft, **{"variables-file": SimpleUploadedFile("t.xlsx", taken)})

    taken = press(client, page, "Ambil baris")
    assert [row["name"] for row in table(taken)] == ["Luas", "=1+1"]


def test_columns_are_found_by_their_headings(client, draft):
    upload = workbook(["No", "Konsep", "Nama peubah"], [1, "Arti", "Umur"], [2, "", "Berat"])

    page = send(client, draft, **{"variables-file": upload})

    assert "2 baris akan diambil" in words(page)
    assert "Dari lembar “Sheet”." in words(page)
    assert "kolom A (penomoran)" in words(page)
    values = table(press(client, page, "Ambil baris", **{"variables-cara": "ganti"}))
    assert [(row["name"], row["concept"]) for row in values] == [("Umur", "Arti"), ("Berat", "")]
    assert stored(draft) == ROWS  # nothing is stored yet


def test_rows_are_added_beneath_if_wished(client, draft):
    upload = workbook(["Umur", "Kini"])
    typed = {"variables-0-name": "Luas", "variables-cara": "tambah", "survey_purpose": "Teks."}

    page = send(client, draft, **typed, **{"variables-file": upload})

    assert [row["name"] for row in table(page)] == ["Luas"]
    taken = press(client, page, "Ambil baris")
    assert [row["name"] for row in table(taken)] == ["Luas", "Umur"]
    assert taken.context["form"]["survey_purpose"].value() == "Teks."


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"bukan lembar kerja", "bukan lembar kerja XLSX"),
        (b"PK\x03\x04rusak", "bukan lembar kerja XLSX"),
        (ole("EncryptedPackage"), "“t.xlsx” terkunci kata sandi. Buka di Excel"),
        (b"x" * 2_000_001, "lebih dari 2 MB"),
    ],
)
def test_a_file_that_is_no_table_changes_nothing(client, draft, content, words):
    typed = {"variables-0-name": "Yang diketik"}

    page = send(client, draft, **typed, **{"variables-file": SimpleUploadedFile("t.xlsx", content)})

    assert page.status_code == 422
    assert words in page.content.decode()
    assert page.context["form"]["variables"].value()[0]["name"] == "Yang diketik"
    assert stored(draft) == ROWS


def test_more_rows_than_a_table_holds_are_refused(client, draft):
    page = send(client, draft, **{"variables-file": workbook(*[[f"P{n}"] for n in range(201)])})

    assert "Paling banyak 200 baris." in page.content.decode()
    assert stored(draft) == ROWS


def test_only_writers_bring_a_table_and_only_readers_take_it(client, draft, stranger, sari, ratna):
    client.force_login(stranger)
    assert send(client, draft).status_code == 404
    submitted = make_submitted(sari)
    client.force_login(ratna)
    url = reverse("table", args=[submitted.code, "purpose", "variables"])
    assert client.get(url, {"versi": 1}).status_code == 200
    assert client.get(url, {"versi": 9}).status_code == 404
    assert send(client, submitted).status_code == 403


@pytest.mark.parametrize(
    ("block", "question"),
    [("purpose", "survey_purpose"), ("purpose", "lain"), ("lain", "variables")],
)
def test_what_is_no_table_is_not_found(client, draft, block, question):
    address = reverse("table", args=[draft.code, block, question])

    assert client.get(address).status_code == client.post(address).status_code == 404


def test_without_a_file_what_was_typed_stays(client, draft):
    page = send(client, draft, **{"variables-0-name": "Yang diketik"})

    assert page.status_code == 422
    assert "Pilih berkas XLSX yang akan diunggah. Tabel tetap seperti semula." in (
        page.content.decode()
    )
    assert page.context["form"]["variables"].value()[0]["name"] == "Yang diketik"
    assert stored(draft) == ROWS


def test_a_table_is_named_after_its_file_number_and_version(client, draft):
    taken = client.get(reverse("table", args=[draft.code, "purpose", "variables"]))

    assert f'filename="{draft.code}-4.2-versi-1.xlsx"' in taken["Content-Disposition"]
    assert taken["Content-Disposition"].startswith("attachment")
