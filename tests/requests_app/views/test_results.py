"""The page of a file's results: who hands over, who only reads, and how a file leaves."""

import pytest
from django.urls import reverse

from requests_app.models import Result
from tests.pages import soup, told, words
from tests.submissions import make_recommended, upload

LINK = "https://perikanan.example.go.id/publikasi.pdf"


@pytest.fixture
def file(sari, ratna, hasan):
    return make_recommended(sari, ratna, hasan)


def address(file, name="results", *more):
    return reverse(name, args=[file.code, *more])


def test_the_head_reads_results_and_hands_nothing_over(client, file, hasan):
    client.force_login(hasan)
    page = client.get(address(file))
    refused = client.post(address(file), {"kind": "publication", "link": LINK})

    assert soup(page).select("main form") == []
    assert refused.status_code == 403
    assert "Hasil diserahkan instansi, atau petugas PST dan pemeriksa untuknya." in (
        refused.content.decode()
    )
    assert Result.objects.count() == 0


def test_the_second_of_two_completes_them(client, file, sari):
    client.force_login(sari)
    said = [
        told(client.post(address(file), {"kind": kind, "link": LINK}))
        for kind in ("publication", "metadata")
    ]

    assert said == [["Tersimpan."], ["Terima kasih, hasil kegiatan ini lengkap."]]


def test_only_a_picture_or_a_pdf_opens_in_place(client, file, sari, ratna, stranger):
    shown = file.hand_over(
        by=sari, kind="publication", upload=upload("a.pdf"), content_type="application/pdf"
    )
    sheet = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    taken = file.hand_over(
        by=sari, kind="metadata", upload=upload("tabel.xlsx", b"PK"), content_type=sheet
    )
    link = file.hand_over(by=sari, kind="metadata", link=LINK)
    client.force_login(ratna)

    for result, disposition in (
        (shown, 'inline; filename="a.pdf"'),
        (taken, 'attachment; filename="tabel.xlsx"'),
    ):
        response = client.get(address(file, "result", result.pk))
        assert response["Content-Disposition"] == disposition
        assert response["X-Content-Type-Options"] == "nosniff"
        assert response["Cache-Control"] == "private, no-store"
        assert b"".join(response) == result.file.read()
    assert client.get(address(file, "result", link.pk)).status_code == 404
    client.force_login(stranger)
    assert client.get(address(file, "result", shown.pk)).status_code == 404


def test_what_is_taken_back_is_named_first(client, file, sari, ratna, hasan):
    result = file.hand_over(by=sari, kind="publication", link=LINK)
    client.force_login(ratna)
    asked = client.get(address(file, "result_return", result.pk))
    done = client.post(address(file, "result_return", result.pk), {"reason": "Tautan mati."})
    twice = client.post(address(file, "result_return", result.pk), {"reason": "Tautan mati!"})

    assert LINK in words(asked)
    assert (done.url, told(done)) == (
        address(file),
        ["Dikembalikan. Instansi diberi tahu alasannya."],
    )
    assert "Serahan ini sudah dikembalikan." in words(twice)
    assert soup(twice).select_one("textarea[name=reason]").get_text().strip() == "Tautan mati!"
    client.force_login(hasan)
    assert client.get(address(file, "result_return", result.pk)).status_code == 403


def test_what_is_incomplete_is_not_confirmed(client, file, ratna):
    client.force_login(ratna)
    refused = client.post(address(file, "results_confirmation"))

    assert refused.url == address(file)
    assert told(refused) == ["Publikasi dan metadata belum lengkap diserahkan."]
