"""The signed file: what others' tools say of it, and that no change goes unnoticed."""

import subprocess
import sys
from io import BytesIO

import pytest
from django.core import serializers
from django.core.signals import got_request_exception
from django.urls import reverse
from django.views.debug import ExceptionReporter
from pyhanko.pdf_utils.reader import PdfFileReader

from accounts.models import User
from events.models import Event, Mail
from files.kept import Damaged
from files.storing.folder import WholeFiles
from letters import archive
from letters.checking.files import letter_of_digest
from letters.models import Attempt, Certificate, Letter
from letters.signing import Failure, SigningError
from letters.signing.roots import trusted_roots
from letters.signing.signers import session
from letters.signing.verifying import seal_of
from tests.letters.conftest import PASSPHRASE

pytestmark = pytest.mark.django_db
of_the_file = pytest.mark.one_database


def said_by(*command):
    return subprocess.run(command, capture_output=True, text=True, check=False)


def is_sound(document):
    try:
        return seal_of(document, trusted_roots()).is_sound
    except SigningError:
        return False


@pytest.fixture
def file(signed, tmp_path):
    path = tmp_path / "surat.pdf"
    path.write_bytes(signed.document())
    return path


@of_the_file
def test_pdfsig_finds_one_valid_signature_over_the_whole_document(file):
    answer = said_by("pdfsig", str(file)).stdout

    assert answer.count("Signature #") == 1
    assert "Signature is Valid." in answer
    assert "Total document signed" in answer
    assert "ETSI.CAdES.detached" in answer
    assert "Hasan Basri" in answer


@of_the_file
def test_qpdf_finds_nothing_to_complain_about(file):
    checked = said_by("qpdf", "--check", str(file))
    assert checked.returncode == 0, checked.stdout + checked.stderr


@of_the_file
def test_pyhanko_trusts_it_and_the_signed_file_begins_with_the_file_that_was_read(signed):
    document = signed.document()
    seal = seal_of(document, trusted_roots())

    assert seal.is_sound
    assert seal.fingerprint == signed.certificate_fingerprint
    assert document.startswith(archive.read(signed.unsigned_sha256))


@of_the_file
def test_without_its_root_it_is_not_trusted(signed):
    assert not seal_of(signed.document(), []).trusted


@of_the_file
def test_the_signature_is_invisible_and_certifies_that_nothing_may_change(signed):
    reader = PdfFileReader(BytesIO(signed.document()))
    (signature,) = reader.embedded_signatures
    assert [int(side) for side in signature.sig_field["/Rect"]] == [0, 0, 0, 0]
    assert signature.docmdp_level.value == 1  # no changes


@of_the_file
def test_any_changed_byte_is_noticed(signed):
    document = signed.document()
    for place in range(0, len(document), len(document) // 97):
        changed = bytearray(document)
        changed[place] ^= 1
        assert letter_of_digest(archive.digest_of(bytes(changed))) is None
    assert letter_of_digest(archive.digest_of(document)) == signed
    assert letter_of_digest(archive.digest_of(document + b"\n")) is None


@of_the_file
def test_a_change_of_what_was_signed_breaks_the_seal(signed):
    document = signed.document()
    for place in range(50, document.index(b"/Contents <") - 100, 4001):
        changed = bytearray(document)
        changed[place] ^= 1
        assert not is_sound(bytes(changed))


@of_the_file
def test_what_lies_on_disk_is_never_given_out_changed(signed, settings):
    path = settings.PRIVATE_ROOT / archive.name_of(signed.signed_sha256)
    path.write_bytes(path.read_bytes() + b" ")
    with pytest.raises(Damaged):
        signed.document()


def test_the_passphrase_is_nowhere_afterwards(numbered, hasan, settings, caplog, capfd, client):
    canary = "kenari-" + PASSPHRASE
    client.force_login(hasan)
    address = reverse("issuance", args=[numbered.submission.code])
    page = {"unsigned_sha256": numbered.unsigned_sha256}
    with caplog.at_level("DEBUG"):
        wrong = client.post(address, page | {"passphrase": canary})
        client.post(address, page | {"passphrase": PASSPHRASE})

    numbered.refresh_from_db()
    assert numbered.is_published
    rows = [*Letter.objects.all(), *Attempt.objects.all(), *Certificate.objects.all()]
    rows += [*Event.objects.all(), *Mail.objects.all(), *User.objects.all()]
    everything = [serializers.serialize("json", rows), caplog.text, *capfd.readouterr()]
    everything += [wrong.content.decode(), str(dict(client.session))]
    everything += [
        path.read_bytes().decode("latin-1")
        for path in settings.PRIVATE_ROOT.rglob("*")
        if path.is_file()
    ]
    assert not [text for text in everything if PASSPHRASE in text]


def test_a_traceback_does_not_show_the_passphrase(numbered, hasan, client, monkeypatch):
    reports = []

    def keep(sender, request, **kwargs):
        reports.append(ExceptionReporter(request, *sys.exc_info()).get_traceback_text())

    def broken(*args):
        raise RuntimeError("Nobody expected this")

    monkeypatch.setattr(Attempt, "settle", broken)
    client.force_login(hasan)
    client.raise_request_exception = False
    got_request_exception.connect(keep)
    try:
        client.post(
            reverse("issuance", args=[numbered.submission.code]),
            {"unsigned_sha256": numbered.unsigned_sha256, "passphrase": PASSPHRASE},
        )
    finally:
        got_request_exception.disconnect(keep)

    (report,) = reports
    assert "Nobody expected this" in report
    assert PASSPHRASE not in report


def test_without_room_for_a_process_or_a_file_nothing_is_signed(numbered, hasan, monkeypatch):
    def full(*args, **kwargs):
        raise OSError("No space left on device")

    for place in ((session.subprocess, "Popen"), (WholeFiles, "keep")):
        with monkeypatch.context() as patch:
            patch.setattr(*place, full)
            with pytest.raises(SigningError) as error:
                numbered.attempts.sign(
                    by=hasan,
                    passphrase=PASSPHRASE,
                    unsigned_sha256=numbered.unsigned_sha256,
                )
        assert error.value.failure == Failure.UNAVAILABLE
    numbered.refresh_from_db()
    assert numbered.is_numbered
    assert not numbered.is_being_signed()
