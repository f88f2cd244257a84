"""What machines are told: the same as people, and nothing more (docs/check-api.md)."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from letters.models import CheckCount, Letter

pytestmark = pytest.mark.django_db


def told(client, letter, **headers):
    return client.get(reverse("letter_verification", args=[letter.token]), headers=headers)


def test_a_code_is_answered_in_json_to_who_asks_for_it(client, signed):
    by_header = told(client, signed, accept="application/json")
    by_address = client.get(reverse("letter_verification_json", args=[signed.token]))
    page = told(client, signed, accept="text/html,application/xhtml+xml,*/*;q=0.8")

    assert by_header.json() == by_address.json()
    assert page["Content-Type"] == "text/html; charset=utf-8"
    answer = by_header.json()
    assert (answer["verdict"], answer["letter"]["is_in_force"]) == ("trial", False)
    assert answer["letter"]["number"] == signed.number
    assert answer["letter"]["sha256"] == signed.signed_sha256
    assert answer["letter"]["signer"]["name"] == signed.content["signer"]["name"]


def test_it_says_nothing_that_the_letter_does_not_show(client, signed):
    Letter.objects.update(is_trial=False)
    letter = told(client, signed, accept="application/json").json()["letter"]

    assert set(letter) == {
        *("code", "address", "state", "is_in_force", "is_trial", "office", "number", "date"),
        *("subject", "agency", "verdict", "identity", "revoked_by", "signer", "sha256"),
    }
    assert letter["is_in_force"] is True


def test_unknown_and_mistyped_codes(client, db):
    unknown = client.get(reverse("letter_verification_json", args=["ABCDEFGHJKMNPQR"]))
    mistyped = client.get(reverse("letter_verification_json", args=["ABCDEZ-FGHJK9-MNPQRB"]))

    assert unknown.json()["verdict"] == "unknown"
    assert unknown.json()["letter"] is None
    assert (mistyped.json()["verdict"], mistyped.json()["groups"]) == ("mistyped", [2])


def test_a_file_may_be_posted_without_a_page(signed):
    client, address = Client(enforce_csrf_checks=True), reverse("letter_check_json")
    file = SimpleUploadedFile("surat.pdf", signed.document())
    genuine = client.post(address, {"file": file}).json()
    longer = SimpleUploadedFile("surat.pdf", signed.document() + b"\n1 0 obj")
    changed = client.post(address, {"file": longer}).json()

    assert (genuine["verdict"], genuine["file"]["is_unchanged"]) == ("trial", True)
    (signature,) = genuine["signatures"]
    assert signature["is_intact"]
    assert signature["is_issuer_trusted"]
    assert signature["timestamp"] is None
    assert (changed["verdict"], changed["letter"]["number"]) == ("extended", signed.number)
    assert client.post(address).json()["verdict"] == "missing"
    large = SimpleUploadedFile("besar.pdf", bytes(10 * 1024 * 1024 + 1))
    assert client.post(address, {"file": large}).json()["verdict"] == "too_large"


def test_checks_are_counted_by_letter_and_day_and_by_nothing_else(client, signed):
    told(client, signed)
    told(client, signed, accept="application/json")
    client.head(reverse("letter_verification", args=[signed.token]))
    file = SimpleUploadedFile("surat.pdf", signed.document())
    client.post(reverse("letter_check"), {"file": file})

    (count,) = CheckCount.objects.all()
    assert (count.letter, count.codes, count.files) == (signed, 2, 1)
    assert CheckCount.objects.of(signed) == 3
    assert {field.name for field in CheckCount._meta.fields} == {
        *("id", "letter", "on", "codes", "files"),
    }


def test_the_pages_name_the_true_address(client, signed, settings):
    settings.PORTAL_URL = "https://romantik.example.go.id"
    for page in (client.get(reverse("letter_check")), told(client, signed)):
        assert "Alamat resmi halaman ini <strong" in page.content.decode()
        assert "https://romantik.example.go.id</strong>" in page.content.decode()


def test_the_office_reads_how_often_a_letter_was_checked(client, signed, ratna, sari):
    told(client, signed)
    address = reverse("letter", args=[signed.submission.code])

    client.force_login(ratna)
    assert "Sejauh ini 1 kali diperiksa" in client.get(address).content.decode()
    client.force_login(sari)
    assert "Sejauh ini" not in client.get(address).content.decode()
