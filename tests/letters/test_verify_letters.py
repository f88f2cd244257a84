"""`manage.py verify_letters` finds what has happened to a stored letter, and names it."""

import re
from datetime import timedelta

import pytest
from django.core.management import CommandError, call_command
from django.utils import timezone

from events.chain import verify
from letters import archive
from letters.checking.stored import faults_of
from norms.keeping import KINDS, sweep

pytestmark = pytest.mark.django_db


def test_letters_as_they_were_issued_pass_also_after_the_certificate_has_run_out(
    signed, capsys, time_machine
):
    call_command("verify_letters")
    time_machine.move_to(timezone.now() + timezone.timedelta(days=800))
    call_command("verify_letters")

    assert capsys.readouterr().out == "All 1 letters are whole.\n" * 2


def test_letters_and_history_stay_whole_when_the_nights_have_erased_what_was_old(
    signed, capsys, time_machine
):
    time_machine.move_to(timezone.now() + timedelta(days=5 * 366))
    assert [run.error for run in sweep()] == [""] * len(KINDS)
    call_command("verify_letters")

    assert capsys.readouterr().out == "All 1 letters are whole.\n"
    assert verify()[1] == ""


def test_a_changed_or_missing_file_is_named(signed, settings, capsys):
    path = settings.PRIVATE_ROOT / archive.name_of(signed.signed_sha256)
    named = f"{signed.number} ({signed.spoken_token}): berkasnya hilang atau berubah"
    path.chmod(0o600)
    path.write_bytes(signed.document() + b" ")
    with pytest.raises(CommandError, match=re.escape(named)):
        call_command("verify_letters")
    path.unlink()
    with pytest.raises(CommandError, match="1 letters fail"):
        call_command("verify_letters", all=True)
    assert named in capsys.readouterr().err


def test_without_its_root_no_letter_passes(signed):
    assert faults_of(signed, []) == [
        "sertifikat penanda tangan tidak berujung pada akar yang dipercaya"
    ]


@pytest.mark.parametrize(
    ("change", "fault"),
    [
        ({"number": "B-999"}, "nomor lain daripada yang tertulis pada surat"),
        (
            {"certificate_fingerprint": "0" * 64},
            "berkasnya ditandatangani dengan sertifikat orang lain",
        ),
    ],
)
def test_a_changed_row_is_named(signed, change, fault):
    for name, value in change.items():
        setattr(signed, name, value)
    assert fault in faults_of(signed, trusted())


def test_a_file_that_was_put_in_its_place_is_named(signed):
    """Somebody who may write to the disk and the database stores another signed-looking file."""
    signed.signed_sha256 = archive.keep(signed.document() + b"\n")
    assert faults_of(signed, trusted()) == [
        "tanda tangannya tidak cocok dengan berkasnya",
        "laporan tanda tangannya hilang",
        "riwayat tidak menyebut berkas ini",
        "tidak ada penandatanganan selesai yang menghasilkan berkas ini",
    ]


def test_a_letter_from_before_reports_were_kept_needs_none(signed, monkeypatch):
    signed.signed_sha256 = archive.keep(signed.document() + b"\n")
    missing = "laporan tanda tangannya hilang"
    assert missing in faults_of(signed, trusted())

    upgraded = signed.signed_at + timedelta(seconds=1)
    monkeypatch.setattr("letters.checking.stored.reports_kept_since", lambda: upgraded)
    assert missing not in faults_of(signed, trusted())


def trusted():
    from cryptography.hazmat.primitives.serialization import Encoding

    from letters.signing.roots import trusted_roots

    return [root.public_bytes(Encoding.PEM).decode() for root in trusted_roots()]
