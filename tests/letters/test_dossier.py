"""The whole file as one ZIP: what each side may read, whole and harmless."""

import csv
import hashlib
import zipfile
from io import BytesIO, StringIO

import pytest
from django.urls import reverse

from files.names import plain
from requests_app.models import Attachment
from tests.submissions import PDF, attach, make_draft

pytestmark = pytest.mark.django_db


def unpacked(client, person, file):
    """The entries of the ZIP this person takes away: ``{name: bytes}``."""
    client.force_login(person)
    response = client.get(reverse("dossier", args=[file.code]))
    assert response.headers["Content-Type"] == "application/zip"
    with zipfile.ZipFile(BytesIO(b"".join(response.streaming_content))) as pack:
        assert pack.testzip() is None
        return {name: pack.read(name) for name in pack.namelist()}


def lines(content):
    return list(csv.reader(StringIO(content.decode("utf-8-sig")), delimiter=";"))


@pytest.fixture
def in_two_rounds(sari, ratna):
    """Returned once with a note, corrected, talked about, examined again."""
    file = make_draft(sari, survey_title="=1+1 Survei Ikan 2026")
    attach(file, by=sari, kind="other")  # of the same name as the cover letter
    file.submit(by=sari)
    file.begin_examination(by=ratna)
    file.notes.write(by=ratna, text="Jelaskan pelatihan.", question="design.training")
    file.return_for_revision(by=ratna)
    file.notes.get().answer(by=sari, text="Sudah diperbaiki.")
    file.submit(by=sari)
    file.begin_examination(by=ratna)
    file.remarks.write(by=ratna, text="Rahasia kantor.")
    return file


def test_the_office_takes_everything_away(client, in_two_rounds, ratna):
    told = unpacked(client, ratna, in_two_rounds)

    assert list(told) == [
        *("versi-1/isian.csv", "versi-1/lampiran/surat-pengantar.pdf"),
        "versi-1/lampiran/surat-pengantar-2.pdf",
        *("versi-2/isian.csv", "versi-2/lampiran/surat-pengantar.pdf"),
        "versi-2/lampiran/surat-pengantar-2.pdf",
        *("catatan.csv", "riwayat.csv", "internal/pembicaraan.csv", "DAFTAR-ISI.csv"),
    ]
    assert told["versi-1/lampiran/surat-pengantar.pdf"] == PDF
    titles = [row[3] for row in lines(told["versi-2/isian.csv"]) if row[2].startswith("Judul")]
    assert titles == ["'=1+1 Survei Ikan 2026"]
    assert lines(told["catatan.csv"])[1][2:4] == ["Jelaskan pelatihan.", "Dijawab"]
    assert lines(told["internal/pembicaraan.csv"])[1][1:] == ["Ratna Dewanti", "Rahasia kantor."]
    listed = {row[0]: row[2] for row in lines(told["DAFTAR-ISI.csv"])[1:]}
    assert listed == {
        name: hashlib.sha256(content).hexdigest()
        for name, content in told.items()
        if name != "DAFTAR-ISI.csv"
    }


def test_the_agency_finds_nothing_of_the_offices_own(client, in_two_rounds, sari, ratna):
    in_two_rounds.notes.get().accept(by=ratna)
    in_two_rounds.propose_recommendation(by=ratna)

    told = unpacked(client, sari, in_two_rounds)

    assert [name for name in told if name.startswith(("internal", "surat"))] == []
    everything = b"".join(told.values()).decode(errors="ignore")
    for secret in ("Rahasia kantor", "mengusulkan", "internal"):
        assert secret not in everything
    assert len(lines(told["riwayat.csv"])) == 8


def test_a_signed_letter_is_in_it(client, signed, sari):
    told = unpacked(client, sari, signed.submission)

    assert told[f"surat/{signed.filename}"] == signed.document()


def test_a_lost_file_is_told_and_holds_up_nothing(client, in_two_rounds, ratna):
    lost = Attachment.objects.filter(revision__number=1).first()
    lost.file.storage.delete(lost.file.name)

    told = unpacked(client, ratna, in_two_rounds)

    assert b"tidak ditemukan" in told["versi-1/lampiran/surat-pengantar.pdf"]
    assert "DAFTAR-ISI.csv" in told


def test_a_stranger_learns_of_no_file(client, in_two_rounds, stranger):
    client.force_login(stranger)

    assert client.get(reverse("dossier", args=[in_two_rounds.code])).status_code == 404


def test_names_lose_what_would_leave_the_folder():
    told = [plain(name) for name in ("../../x.pdf", "C:\\a.pdf", "\x00", "...", "baik.pdf")]
    assert told == ["-..-x.pdf", "C-a.pdf", "-", "tanpa-nama", "baik.pdf"]
