"""Letters stay provable (PAdES B-LTA): archival revisions beside the signed file, and evidence."""

import subprocess
from datetime import timedelta
from pathlib import Path

import pytest
import time_machine
from django.core.cache import cache
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import CommandError, call_command
from django.db import DatabaseError, transaction
from django.urls import reverse
from django.utils import timezone

from events.models import Event
from letters import archive
from letters.models import ArchivalRevision, Evidence, Letter, Upkeep
from letters.signing.lasting.archival import newest_stamp
from letters.tasks import keep_letters_provable, keep_provable
from tests.letters.bsre_server import stamped as stamped_over
from tests.letters.conftest import PASSPHRASE, at_once
from tests.letters.stamped import is_proven_today, sign, timestamps_in

pytestmark = pytest.mark.django_db
of_proofs = pytest.mark.one_database  # what files and issuers say; the others are about rows


def later(**waiting):
    """The clock goes on, and an authority that was away is asked again."""
    cache.clear()
    return time_machine.travel(timezone.now() + timedelta(**waiting))


def kinds(letter):
    return sorted(letter.evidence.values_list("kind", flat=True))


def told_of(client, document):
    """What the public check says of a file."""
    file = SimpleUploadedFile("surat.pdf", document, "application/pdf")
    return client.post(reverse("letter_check_json"), {"file": file}).json()


def test_a_stamped_letter_is_archived_once_and_its_file_stays(
    authority, stamped, tmp_path, django_capture_on_commit_callbacks
):
    with django_capture_on_commit_callbacks(execute=True):
        letter = sign(stamped)
    assert letter.revisions.count() == 1  # the worker was told at once
    original = letter.document()

    keep_provable(letter.pk)
    keep_letters_provable()

    (revision,) = letter.revisions.all()
    assert (revision.level, revision.extends) == ("b-lta", letter.signed_sha256)
    assert archive.read(letter.signed_sha256) == letter.document() == original
    assert revision.document().startswith(original)
    assert timestamps_in(revision.document()) == 1
    assert is_proven_today(revision.document())
    call_command("verify_letters")
    proof = letter.proof()
    assert (proof.level, proof.authority) == ("b-lta", "Otoritas Cap Waktu Uji")
    assert proof.stamped_at == letter.stamped_at < newest_stamp(revision.document()).at
    assert Event.objects.filter(action="letter.archive").count() == 1
    assert kinds(letter) == ["certificate"] * 4 + ["crl", "ocsp"]
    assert letter.upkeep.trouble == ""
    assert letter.upkeep.next_at > timezone.now() + timedelta(days=2 * 365)

    path = tmp_path / "arsip.pdf"
    path.write_bytes(revision.document())
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True).stdout
    assert said.count("Signature is Valid.") >= 1
    assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True).returncode == 0


@of_proofs
def test_the_public_check_knows_both_files_and_who_vouches_for_the_time(
    authority, stamped, client, ratna, stranger
):
    letter = sign(stamped)
    keep_provable(letter.pk)
    archived = letter.revisions.get().document()
    Letter.objects.update(is_trial=False)

    genuine, copy = told_of(client, letter.document()), told_of(client, archived)
    assert genuine["verdict"] == "genuine"
    assert genuine["signatures"][0]["timestamp"]["issuer"] == "Otoritas Cap Waktu Uji"
    assert (copy["verdict"], copy["letter"]["number"]) == ("archived", letter.number)
    assert copy["file"]["is_unchanged"]
    assert told_of(client, archived + b"\r\n")["verdict"] == "padded"
    assert told_of(client, archived + b"\n1 0 obj")["verdict"] == "extended"

    file = SimpleUploadedFile("surat.pdf", archived, "application/pdf")
    page = client.post(reverse("letter_check"), {"file": file}).content.decode()
    assert "Asli: salinan arsip" in page
    assert "dijamin Otoritas Cap Waktu Uji" in page
    client.force_login(ratna)
    page = client.get(reverse("letter", args=[letter.submission.code])).content.decode()
    assert "PAdES B-LTA (arsip jangka panjang)" in page
    address = reverse("letter_archival_copy", args=[letter.submission.code, letter.token])
    assert address in page
    assert client.get(address).content == archived
    client.force_login(stranger)
    assert client.get(address).status_code == 404


@of_proofs
def test_when_the_certificate_has_expired_only_the_archive_proves_the_letter(authority, stamped):
    letter = sign(stamped)
    keep_provable(letter.pk)
    original, archived = letter.document(), letter.revisions.get().document()

    with later(days=800):  # Hasan's certificate lasted a year, that of the authority lasts four
        assert is_proven_today(archived)
        assert not is_proven_today(original)
        assert not is_proven_today(stamped_over(archived))


def test_signed_without_a_timestamp_it_gets_one_the_same_day(authority, stamped):
    authority.silent = {"/tsr"}
    letter = sign(stamped)
    assert letter.signature_level == "b-b"
    cache.clear()
    keep_provable(letter.pk)
    assert not letter.revisions.exists()
    assert letter.upkeep.trouble == "away"
    assert kinds(letter) == ["certificate", "certificate", "crl"]  # those of the signing day

    authority.silent = set()
    keep_letters_provable()
    assert not letter.revisions.exists()  # it is tried again after a quarter of an hour
    with later(minutes=16):
        keep_letters_provable()

        (revision,) = letter.revisions.all()
        assert revision.level == "b-lta"
        assert timestamps_in(revision.document()) == 2
        assert is_proven_today(revision.document())
    assert revision.document().startswith(letter.document())
    with later(days=800):
        assert is_proven_today(revision.document())
        assert not is_proven_today(letter.document())
        assert not is_proven_today(stamped_over(revision.document()))
    letter.refresh_from_db()
    assert letter.signature_level == "b-b"  # what was issued does not change


@of_proofs
def test_answers_older_than_the_signature_prove_nothing_yet(authority, stamped):
    authority.list_age = timedelta(hours=5)
    letter = sign(stamped)
    keep_provable(letter.pk)

    assert letter.upkeep.trouble == "too_old"
    assert not letter.revisions.exists()
    assert "crl" in kinds(letter)

    with later(days=1):
        keep_letters_provable()
    assert letter.revisions.get().level == "b-lta"
    assert Evidence.objects.filter(kind="crl").count() == 1  # that of the signing day


@of_proofs
def test_without_the_authority_the_answers_are_put_under_it_first(authority, stamped):
    letter = sign(stamped)
    authority.silent = {"/tsr"}
    keep_provable(letter.pk)
    assert letter.revisions.get().level == letter.proof().level == "b-lt"
    assert letter.upkeep.trouble == "away"

    authority.silent = set()
    with later(minutes=16):
        keep_letters_provable()
    first, second = letter.revisions.all()
    assert (second.level, second.extends) == ("b-lta", first.sha256)


@of_proofs
@pytest.mark.parametrize(("silent", "trouble"), [("/signers.crl", "no_answer"), ("", "revoked")])
def test_who_is_silent_or_says_revoked_proves_nothing(authority, stamped, silent, trouble):
    letter = sign(stamped)
    authority.silent = {silent}
    serial = authority.hasan.certificate.serial_number
    authority.revoked = {serial: timezone.now() - timedelta(hours=1)}

    keep_provable(letter.pk)

    assert letter.upkeep.trouble == trouble
    assert not letter.revisions.exists()
    assert list(Upkeep.objects.troubled()) == [letter.upkeep]


def test_a_certificate_that_names_nobody_to_ask_stays_at_its_timestamp(
    authority, letter, hasan, key
):
    letter = letter.take_up(by=hasan)  # with the demonstration's key
    letter.attempts.sign(by=hasan, passphrase=PASSPHRASE, unsigned_sha256=letter.unsigned_sha256)
    keep_provable(letter.pk)

    assert letter.proof().level == "b-t"
    assert letter.upkeep.trouble == "nobody"
    assert letter.upkeep.next_at > timezone.now() + timedelta(days=29)


@of_proofs
def test_a_certificate_revoked_after_the_signature_does_not_spoil_it(authority, stamped):
    letter = sign(stamped)
    serial = authority.hasan.certificate.serial_number
    with later(days=2):
        authority.revoked = {serial: timezone.now() - timedelta(hours=1)}
        keep_provable(letter.pk)
        assert letter.upkeep.trouble == ""
        assert letter.revisions.get().level == "b-lta"


@of_proofs
def test_before_the_authoritys_certificate_ends_a_newer_one_stamps_it_again(authority, stamped):
    authority.behaviour = "short"
    letter = sign(stamped)
    keep_provable(letter.pk)
    first = letter.revisions.get()
    assert first.stamp_ends_at < timezone.now() + timedelta(days=366)

    authority.behaviour = "newer"
    with later(days=100):
        keep_letters_provable()
        assert letter.revisions.count() == 1
    with later(days=200):
        keep_letters_provable()
        keep_letters_provable()
    first, second = letter.revisions.all()
    assert second.document().startswith(first.document())
    assert letter.upkeep.trouble == ""
    with later(days=800):  # by now the first authority's certificate has ended as well
        assert is_proven_today(second.document())
        assert not is_proven_today(first.document())


def test_without_an_authority_the_answers_of_the_day_are_kept(authority, stamped, settings):
    settings.TIMESTAMP_URL = ""
    authority.silent = {"/signers.crl"}
    letter = sign(stamped)
    keep_provable(letter.pk)
    assert kinds(letter) == ["certificate", "certificate"]
    assert letter.upkeep.trouble == "no_answer"

    authority.silent = set()
    with later(minutes=16):
        keep_letters_provable()
    letter.upkeep.refresh_from_db()
    assert kinds(letter) == ["certificate", "certificate", "crl"]
    assert letter.upkeep.trouble == ""
    assert letter.proof().level == "b-b"


def test_a_file_damaged_on_disk_is_not_archived(authority, stamped, settings):
    letter = sign(stamped)
    path = settings.PRIVATE_ROOT / archive.name_of(letter.signed_sha256)
    path.chmod(0o600)
    path.write_bytes(path.read_bytes() + b" ")
    keep_letters_provable()
    assert letter.upkeep.trouble == "broken"
    assert not ArchivalRevision.objects.exists()


def test_what_was_archived_is_never_changed(authority, stamped):
    letter = sign(stamped)
    keep_provable(letter.pk)
    with pytest.raises(DatabaseError), transaction.atomic():
        Letter.objects.update(signature_level="b-lta")
    for rows in (ArchivalRevision.objects.all(), Evidence.objects.all()):
        for change in (lambda rows: rows.update(sha256="0" * 64), lambda rows: rows.delete()):
            with pytest.raises(DatabaseError), transaction.atomic():
                change(rows)

    path = Path(default_storage.path(archive.name_of(letter.revisions.get().sha256)))
    path.unlink()
    with pytest.raises(CommandError, match=letter.number):
        call_command("verify_letters")


def test_of_several_workers_at_once_one_makes_the_revision(postgresql, authority, stamped):
    authority.silent = {"/signers.crl"}
    letter = sign(stamped)  # the task runs with it, and comes to nothing
    assert letter.upkeep.trouble == "no_answer"
    authority.silent = set()
    Upkeep.objects.update(next_at=timezone.now())

    copies = [Upkeep.objects.get(pk=letter.upkeep.pk) for _ in range(4)]
    assert at_once(Upkeep.carry_out, copies) == []

    assert letter.revisions.get().level == "b-lta"
    assert Event.objects.filter(action="letter.archive").count() == 1
