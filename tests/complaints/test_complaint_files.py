"""Files that come with a complaint: what was not fit is named, and photographs keep a secret."""

from pathlib import Path

import pytest
from django.core import serializers
from django.core.files.storage import default_storage
from django.urls import reverse

from complaints.models import Complaint
from events.models import Event, Made
from files.spooling import Nameless
from tests.complaints.making import make_complaint
from tests.complaints.test_complaint_pages import opened, send
from tests.files.making import MAKE, OWNER, PHOTOGRAPHS, brought, photograph
from tests.submissions import PDF, upload

__all__ = ["send"]
TOLD = "Keterangan tempat, pemilik, dan perangkat sudah dihapus dari foto Anda"
HEIC = (PHOTOGRAPHS / "gps.heic").read_bytes()


def photographs():
    return [
        brought("a.jpg", photograph()),
        brought("b.png", photograph("PNG")),
        brought("c.HEIC", HEIC),
        brought("d.jpeg", photograph(orientation=8)),
    ]


def kept(complaint):
    return {file.name: file.file.read() for file in complaint.files.all()}


def test_of_an_anonymous_photograph_nothing_is_kept_but_the_picture(client, send):
    answer = send(files=[*photographs(), upload("e.pdf")])

    complaint = Complaint.objects.get()
    files = kept(complaint)
    assert list(files) == ["a.jpg", "b.png", "c.jpg", "d.jpeg", "e.pdf"]
    assert files["e.pdf"] == PDF
    stored = [*files.values(), *(path.read_bytes() for path in everything_stored())]
    rows = serializers.serialize("json", [*Event.objects.all(), *Made.objects.all()])
    for word in (MAKE, OWNER, "Model-X"):
        assert [content for content in stored if word.encode() in content] == []
        assert word not in rows
    page = client.get(answer.headers["Location"]).text
    assert f"{TOLD}: “a.jpg”, “b.png”, “c.jpg”, “d.jpeg”." in page


def everything_stored():
    return [path for path in Path(default_storage.location).rglob("*") if path.is_file()]


def test_it_is_told_before_anything_is_sent(client, office, maya):
    page = client.get(reverse("complaint_new")).text

    assert "Dari foto, keterangan tempat, pemilik, dan perangkat dihapus" in page


def test_so_it_is_with_what_the_reporter_adds_later(client, maya):
    complaint, secret = make_complaint(office=maya.office, privacy="anonymous")
    opened(client, complaint, secret)

    answer = client.post(
        reverse("complaint_reply", args=[complaint.code]), {"text": "Ini.", "files": photographs()}
    )

    assert not any(MAKE.encode() in content for content in kept(complaint).values())
    assert TOLD in client.get(answer.headers["Location"]).text


@pytest.mark.parametrize("privacy", ["open", "confidential"])
def test_who_gives_his_name_hands_on_his_photograph_as_it_is(client, send, privacy):
    answer = send(files=[brought("a.jpg", photograph())], privacy=privacy, name="Rahmi")

    assert kept(Complaint.objects.get()) == {"a.jpg": photograph()}
    assert TOLD not in client.get(answer.headers["Location"]).text


def test_the_good_ones_are_sent_and_each_other_is_named(client, send):
    answer = send(files=[upload("baik.pdf"), upload("potong.pdf", PDF[:60]), upload("x.exe", b"M")])

    assert list(kept(Complaint.objects.get())) == ["baik.pdf"]
    page = client.get(answer.headers["Location"]).text
    assert "Lampiran ini tidak ikut terkirim: “potong.pdf” terpotong" in page
    assert "Lampiran ini tidak ikut terkirim: “x.exe”: Jenis berkas ini tidak diterima" in page


def test_without_a_good_one_nothing_is_sent(send):
    answer = send(files=[upload("potong.pdf", PDF[:60]), upload("kosong.pdf", b"")])

    assert "“potong.pdf” terpotong" in answer.text
    assert "“kosong.pdf”: Berkas ini kosong" in answer.text
    assert Complaint.objects.count() == 0


def test_an_answer_of_the_office_waits_until_all_its_files_are_fit(client, maya):
    complaint, _ = make_complaint(office=maya.office)
    complaint.verify(by=maya, kind="complaint", has_supervision=False)
    client.force_login(maya)
    url = reverse("complaint_step", args=[complaint.code, "jawaban"])

    page = client.post(
        url, {"text": "Sudah.", "files": [upload("baik.pdf"), upload("potong.pdf", PDF[:60])]}
    )

    complaint.refresh_from_db()
    assert (complaint.state, complaint.files.count()) == ("handled", 0)
    assert "“potong.pdf” terpotong" in page.text


def test_a_large_upload_lies_on_no_disk_under_a_name(send, tmp_path, settings, monkeypatch):
    settings.FILE_UPLOAD_TEMP_DIR, seen = str(tmp_path), []
    complete = Nameless.file_complete
    monkeypatch.setattr(
        Nameless,
        "file_complete",
        lambda *args: seen.append(list(tmp_path.iterdir())) or complete(*args),
    )

    send(files=[brought("besar.jpg", photograph() + bytes(3_000_000))])

    assert seen == [[]]
    assert list(kept(Complaint.objects.get())) == ["besar.jpg"]
