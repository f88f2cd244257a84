"""Timestamps at signing (PAdES B-T): given, refused, late, wrong; no letter waits for one."""

import hashlib
import subprocess
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.utils import timezone

from events.models import Event
from letters import archive
from letters.checks import roots_of_timestamps_can_be_read
from letters.models import Attempt, Letter
from letters.signing import SigningPurpose
from letters.signing.lasting import fetching, stamping
from letters.signing.proof import Level, Trouble, TroubleError
from letters.signing.roots import trusted_roots
from letters.signing.signers.pkcs12 import Pkcs12Signer
from letters.signing.verifying import seal_of
from romantik.management.commands import doctor
from tests.letters.stamped import SECRET, sign
from tests.letters.test_signers import sheet

pytestmark = pytest.mark.one_database


@pytest.fixture(scope="session")
def sheets(server):
    """A sheet signed without room for a timestamp, and one with."""
    signer, unsigned = Pkcs12Signer(server.hasan.container(SECRET.encode())), sheet(595)
    digests = [hashlib.sha256(unsigned).hexdigest()]
    files = []
    for room in (0, stamping.ROOM):
        with signer.session(secret=SECRET, digests=digests) as session:
            files.append(session.sign(unsigned, SigningPurpose("Hasan", "Uji", "Kotabaru", room)))
    return files


def trouble_with(document):
    with pytest.raises(TroubleError) as error:
        stamping.stamped(document)
    cache.clear()
    assert stamping.stamped_if_possible(document) == document
    return error.value.trouble


def told():
    return list(Event.objects.filter(action="letter.unstamped").values_list("by", flat=True))


@pytest.mark.django_db
def test_a_letter_is_stamped_while_it_is_signed(authority, stamped, tmp_path):
    letter = sign(stamped)

    document = letter.document()
    seal = seal_of(document, trusted_roots())
    assert seal.is_sound
    assert seal.level == Level.T
    assert (letter.signature_level, letter.stamped_by) == ("b-t", "Otoritas Cap Waktu Uji")
    assert abs(letter.stamped_at - timezone.now()) < timedelta(minutes=1)
    assert authority.asked == ["/tsr"]
    assert told() == []
    assert document.startswith(archive.read(letter.unsigned_sha256))

    path = tmp_path / "surat.pdf"
    path.write_bytes(document)
    said = subprocess.run(["pdfsig", str(path)], capture_output=True, text=True).stdout
    assert "Signature is Valid." in said
    assert "Total document signed" in said
    assert subprocess.run(["qpdf", "--check", str(path)], capture_output=True).returncode == 0


@pytest.mark.django_db
def test_without_a_sound_timestamp_the_letter_is_signed_openly_without(
    authority, stamped, monkeypatch
):
    monkeypatch.setattr(fetching, "READ", 0.3)
    authority.behaviour = "slow"

    letter = sign(stamped)

    assert letter.state == Letter.State.SIGNED
    assert (letter.signature_level, letter.stamped_at, letter.stamped_by) == ("b-b", None, "")
    assert told() == [None]
    assert letter.proof().level == Level.B
    seal = seal_of(letter.document(), trusted_roots())
    assert seal.is_sound
    assert seal.stamp is None


@pytest.mark.django_db
def test_without_an_authority_nothing_is_asked_and_nothing_is_missing(authority, stamped, settings):
    settings.TIMESTAMP_URL = ""
    letter = sign(stamped)
    assert letter.signature_level == "b-b"
    assert authority.asked == []
    assert told() == []


@pytest.mark.django_db
def test_a_crash_before_settling_keeps_the_timestamp(stamped, monkeypatch):
    class Plug(BaseException):
        """Pulled."""

    def pull(*args):
        raise Plug

    with monkeypatch.context() as patch:
        patch.setattr(Attempt, "settle", pull)
        with pytest.raises(Plug):
            sign(stamped)
    Attempt.objects.get().recover()

    stamped.refresh_from_db()
    assert stamped.signature_level == "b-t"


def test_a_timestamp_fills_the_room_and_touches_nothing_else(authority, sheets):
    stamped = stamping.stamped(sheets[1])

    assert len(stamped) == len(sheets[1])
    different = [at for at, byte in enumerate(stamped) if byte != sheets[1][at]]
    container = sheets[1].index(b"/Contents <") + len(b"/Contents <")
    assert container < different[0] < different[-1] < sheets[1].index(b">", container)
    assert seal_of(stamped, trusted_roots()).level == Level.T


def test_without_room_there_is_no_timestamp(authority, sheets):
    assert 0 <= len(sheets[1]) - len(sheets[0]) - 2 * stamping.ROOM < 9  # and longer numbers
    assert trouble_with(sheets[0]) == Trouble.NO_ROOM


@pytest.mark.parametrize(
    ("behaviour", "trouble"),
    [
        ("slow", Trouble.AWAY),
        ("drip", Trouble.AWAY),
        ("html", Trouble.AWAY),
        ("large", Trouble.AWAY),
        ("junk", Trouble.UNSOUND),
        ("nonce", Trouble.UNSOUND),
        ("hash", Trouble.UNSOUND),
        ("clock", Trouble.UNSOUND),
        ("refuses", Trouble.REFUSED),
        ("expired", Trouble.UNTRUSTED),
        ("stranger", Trouble.UNTRUSTED),
    ],
)
def test_what_is_no_sound_timestamp_is_not_taken(
    authority, sheets, monkeypatch, behaviour, trouble
):
    if behaviour in ("slow", "drip"):
        monkeypatch.setattr(fetching, "READ", 0.3)
        monkeypatch.setattr(fetching, "TOTAL", 0.6)
    authority.behaviour = behaviour
    assert trouble_with(sheets[1]) == trouble


def test_an_authority_that_was_away_is_left_alone_for_a_while(authority, sheets, settings, caplog):
    settings.TIMESTAMP_URL = "http://romantik:rahasia-tsa@127.0.0.1:9/tsr"
    assert stamping.stamped_if_possible(sheets[1]) == sheets[1]
    assert "127.0.0.1" in caplog.text
    assert "rahasia-tsa" not in caplog.text

    settings.TIMESTAMP_URL = f"{authority.base}/tsr"
    assert stamping.stamped_if_possible(sheets[1]) == sheets[1]
    assert authority.asked == []

    cache.clear()
    assert trouble_with(sheets[1]) == Trouble.AWAY  # without name and password: 401
    assert authority.asked == ["/tsr", "/tsr"]


def test_the_doctor_asks_for_a_timestamp(authority, settings):
    assert list(doctor.timestamps()) == [("timestamp authority", "")]
    authority.behaviour = "expired"
    ((_, problem),) = doctor.timestamps()
    assert problem.startswith("untrusted: ")
    assert roots_of_timestamps_can_be_read(None) == []
    settings.TIMESTAMP_ROOTS = "/nowhere"
    ((_, problem),) = doctor.timestamps()
    assert "/nowhere" in problem
    assert [error.id for error in roots_of_timestamps_can_be_read(None)] == ["letters.E003"]
    settings.TIMESTAMP_URL = ""
    assert list(doctor.timestamps()) == []
