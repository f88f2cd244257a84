"""The region's list for the data forum and EPSS, and results handed over for its agencies."""

import csv
import io
from datetime import date

import pytest
from django.urls import reverse
from openpyxl import load_workbook

from events.models import Event
from events.refusals import NotAllowed, NotNow
from requests_app.models import Result, Submission
from tests.pages import soup, words
from tests.submissions import PDF, make_recommended, make_submitted, upload
from walidata.handing import hand_over

LINK = "https://dinas.example.go.id/metadata.xlsx"


@pytest.fixture
def recommended(sari, ratna, hasan):
    return make_recommended(sari, ratna, hasan)


def test_the_list_has_what_a_data_forum_asks(client, andi, recommended, sari):
    waiting = make_submitted(sari)
    client.force_login(andi)

    found = list(
        csv.reader(
            io.StringIO(b"".join(client.get(reverse("walidata_csv"))).decode()), delimiter=";"
        )
    )

    assert found[0] == [
        *("Kode", "Kegiatan", "Instansi", "Formulir", "Tahun", "Status", "Identitas rekomendasi"),
        *("Diajukan", "Diputus", "Nomor surat", "Tanggal surat"),
        *("Hasil tersedia menurut formulir", "Hasil diserahkan", "Hasil diperiksa BPS"),
    ]
    rows = {row[0]: row for row in found[1:]}
    assert rows[waiting.code][4:9] == ["2026", "Diajukan", "", "2026-03-02", ""]
    assert rows[recommended.code][1:11] == [
        *(recommended.spoken_title, "Dinas Perikanan Kabupaten Kotabaru", "FS3", "2026"),
        *("Layak – surat terbit", "V-26.6302.001", "2026-03-02", "2026-03-02"),
        *("B-001/63020/KS.000/03/2026", "2026-03-16"),
    ]
    book = load_workbook(io.BytesIO(b"".join(client.get(reverse("walidata_xlsx")))))
    lines = list(book["Kegiatan statistik"].iter_rows(values_only=True))
    assert [line[0] for line in lines] == [row[0] for row in found]
    assert client.get(reverse("walidata_ods")).headers["Content-Type"].endswith("spreadsheet")


def test_it_is_narrowed_by_year_and_by_what_may_still_be_said(
    client, andi, heard, recommended, sari
):
    waiting = make_submitted(sari)
    Submission.objects.filter(pk=recommended.pk).update(submitted_at="2025-03-02T02:00Z")
    client.force_login(andi)

    def codes(query):
        page = soup(client.get(reverse("walidata") + query))
        return [one.get_text() for one in page.select("tbody .code")]

    assert codes("?tahun=2025") == [recommended.code]
    assert codes("?perlu=pendapat") == [waiting.code]
    assert codes("?tahun=%00&perlu=x&halaman=zz") == [waiting.code, recommended.code]
    desk = words(client.get(reverse("desk")))
    assert "pengajuan dapat diberi pendapat" in desk
    saved = b"".join(client.get(reverse("walidata_csv") + "?tahun=2025")).decode()
    assert waiting.code not in saved


def test_it_hands_metadata_over_for_the_agency_and_the_event_names_both(
    client, andi, recommended, sari
):
    page = reverse("walidata_results", args=[recommended.code])
    client.force_login(andi)
    assert "Serahkan atas nama Dinas Perikanan Kabupaten Kotabaru" in words(client.get(page))
    refused = client.post(page, {"kind": "metadata"})
    assert "Unggah satu berkas, atau isi alamat webnya" in words(refused)

    for _ in range(2):
        client.post(page, {"kind": "metadata", "link": LINK, "csrfmiddlewaretoken": "page-1"})
    client.post(page, {"kind": "publication", "file": upload("buku.pdf", PDF)})

    assert list(Result.objects.values_list("kind", "by__email")) == [
        ("metadata", andi.email),
        ("publication", andi.email),
    ]
    recommended.refresh_from_db()
    assert recommended.results_on == date(2026, 3, 2)
    events = Event.objects.about(recommended).filter(action="submission.hand_over")
    assert " ".join(events.first().sentence.split()) == (
        "Andi Saputra dari Walidata (Dinas Kominfo Kotabaru) menyerahkan Metadata (MS-Keg, MS-Var) "
        f"atas nama Dinas Perikanan Kabupaten Kotabaru: {LINK}."
    )
    assert {event.on_behalf_of for event in events} == {sari.agency}
    assert "Metadata (MS-Keg, MS-Var): " + LINK in words(client.get(page))


def test_only_the_walidata_of_the_region_hands_over_and_only_of_a_recommended_file(
    client, recommended, kominfo, stranger, andi, sari
):
    waiting = make_submitted(sari)
    with pytest.raises(NotAllowed):
        hand_over(recommended, by=stranger, kind="metadata", link=LINK)
    with pytest.raises(NotNow):
        hand_over(waiting, by=andi, kind="metadata", link=LINK)
    client.force_login(andi)

    assert client.get(reverse("walidata_results", args=[waiting.code])).status_code == 404
    assert Result.objects.count() == 0


def test_its_own_results_go_through_its_own_file(client, andi, ratna, hasan):
    own = make_recommended(andi, ratna, hasan)
    client.force_login(andi)
    page = reverse("walidata_results", args=[own.code])

    assert "Serahkan atas nama" not in words(client.get(page))
    assert client.post(page, {"kind": "metadata", "link": LINK}).status_code == 403
