"""What is kept of an issued letter can neither be changed nor lost unnoticed."""

import stat
from pathlib import Path

import pytest
from cryptography import x509
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction

from letters import archive
from letters.models import Attempt, Letter, Report


def is_refused(action):
    with pytest.raises(IntegrityError, match="write once"), transaction.atomic():
        action()
    return True


def test_the_report_of_the_check_is_kept_beside_the_letter(signed):
    report = signed.report
    content = report.content

    assert report.sha256 == content["sha256"] == signed.signed_sha256
    assert {name: content["findings"][name] for name in ("whole_file", "intact", "trusted")} == {
        "whole_file": True,
        "intact": True,
        "trusted": True,
    }
    assert content["signer"]["subject"] == signed.certificate_subject
    assert x509.load_pem_x509_certificate(content["signer"]["pem"].encode()).serial_number == int(
        signed.certificate_serial, 16
    )
    assert {"pyhanko", "pyhanko-certvalidator", "cryptography"} <= content["tools"].keys()
    assert is_refused(lambda: Report.objects.update(sha256="0" * 64))
    assert is_refused(lambda: Report.objects.update(content={}))
    assert is_refused(report.delete)


CHANGES = (
    *({"content": {}}, {"number": "B-9"}, {"sequence": 9}, {"identity": "V-1"}, {"cause": "Lain."}),
    *({"identity_sequence": 9}, {"signed_sha256": "0" * 64}, {"unsigned_sha256": "0" * 64}),
    *({"certificate_fingerprint": "0" * 64}, {"token": "A" * 15}, {"verdict": "decline"}),
    *({"state": "draft"}, {"state": "void", "void_reason": "Batal."}, {"signed_sha256": ""}),
)


def test_an_issued_letter_is_not_changed_but_for_what_becomes_of_it(signed):
    letter = Letter.objects.filter(pk=signed.pk)
    for change in CHANGES:
        assert is_refused(lambda change=change: letter.update(**change)), change
    assert is_refused(lambda: letter._raw_delete("default"))
    assert is_refused(lambda: Attempt.objects.update(signed_sha256=""))
    assert is_refused(lambda: Attempt.objects.update(state="failed"))
    assert is_refused(Attempt.objects.get().delete)

    for state in ("delivered", "signed", "delivered", "replaced"):
        assert letter.update(state=state) == 1
    for state in ("signed", "withdrawn"):
        assert is_refused(lambda state=state: letter.update(state=state))


def test_a_number_that_was_given_stays_with_its_row(letter, hasan, key, ratna):
    letter.reserve_numbers(by=hasan)
    for change in ({"sequence": 7}, {"sequence": None}, {"year": 2020}, {"identity_sequence": 7}):
        assert is_refused(lambda change=change: Letter.objects.update(**change))
    assert is_refused(lambda: Letter.objects.all()._raw_delete("default"))

    letter.send_back(by=hasan, note="Sudah ada.")
    letter.submission.propose_decline(by=ratna, reason="Sudah ada.")
    void = Letter.objects.filter(pk=letter.pk)
    assert void.get().state == Letter.State.VOID
    assert is_refused(lambda: void.update(void_reason="Lain."))
    assert is_refused(lambda: void.update(state="sent_back"))


def test_a_stored_file_is_never_written_over(signed):
    path = Path(default_storage.path(archive.name_of(signed.signed_sha256)))
    before = path.stat()

    assert archive.keep(signed.document()) == signed.signed_sha256

    assert (path.stat().st_mtime_ns, path.stat().st_ino) == (before.st_mtime_ns, before.st_ino)
    assert stat.S_IMODE(before.st_mode) == 0o400


def test_every_letter_is_checked_again_and_the_first_that_fails_is_named(signed, capsys):
    call_command("verify_letters")
    assert capsys.readouterr().out == "All 1 letters are whole.\n"

    path = Path(default_storage.path(archive.name_of(signed.signed_sha256)))
    path.chmod(0o600)
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 1
    path.write_bytes(content)
    with pytest.raises(CommandError, match=f"{signed.number} .*berkasnya hilang atau berubah"):
        call_command("verify_letters")
    path.unlink()
    with pytest.raises(CommandError, match=signed.number):
        call_command("verify_letters")
