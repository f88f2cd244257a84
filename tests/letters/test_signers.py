"""One contract for every signer: the same stories, the same failures, whoever holds the key."""

import contextlib
import hashlib
import os
import signal
from io import BytesIO
from pathlib import Path

import pikepdf
import pytest

from letters.models import Attempt, Letter
from letters.signing import Failure, SigningError, SigningPurpose
from letters.signing.reading.comparing import says_the_same
from letters.signing.roots import trusted_roots
from letters.signing.signers.session import SEATS
from letters.signing.verifying import fingerprint, seal_of

pytestmark = pytest.mark.one_database

PURPOSE = SigningPurpose(name="Hasan Basri", reason="Surat B-001", location="Kotabaru")


def sheet(width):
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(width, 842))
    file = BytesIO()
    pdf.save(file, deterministic_id=True)
    return file.getvalue()


def digest_of(document):
    return hashlib.sha256(document).hexdigest()


def failure_of(signer, secret, document=None, digests=None):
    """Why the signer does not sign the document."""
    document = document or sheet(595)
    digests = [digest_of(document)] if digests is None else digests
    with signer.session(secret=secret, digests=digests) as session:
        with pytest.raises(SigningError) as error:
            session.sign(document, PURPOSE)
        return error.value.failure


def sign(letter, by, secret):
    letter.attempts.sign(by=by, passphrase=secret, unsigned_sha256=letter.unsigned_sha256)


def test_one_session_signs_several_documents_each_once(holder):
    documents = [sheet(595), sheet(600)]
    with holder.signer().session(
        secret=holder.secret, digests=map(digest_of, documents)
    ) as session:
        files = [session.sign(document, PURPOSE) for document in documents]
        for document in (documents[0], sheet(610)):  # a second time; not on the list
            with pytest.raises(SigningError) as error:
                session.sign(document, PURPOSE)
            assert error.value.failure == Failure.BAD_DOCUMENT
        child = session._child.pid

    with pytest.raises(ProcessLookupError):  # it ended with the session
        os.kill(child, 0)
    for document, file in zip(documents, files, strict=True):
        seal = seal_of(file, trusted_roots())
        assert seal.is_sound
        assert seal.fingerprint == fingerprint(holder.world.people["hasan"].certificate)
        assert says_the_same(document, file)


def test_the_secret_is_in_no_argument_and_no_environment(holder):
    document = sheet(595)
    with holder.signer().session(secret=holder.secret, digests=[digest_of(document)]) as session:
        session.sign(document, PURPOSE)
        place = Path("/proc") / str(session._child.pid)
        seen = (place / "cmdline").read_bytes() + repr(vars(session)).encode()
        with contextlib.suppress(PermissionError):  # the child may not be looked into
            seen += (place / "environ").read_bytes()
        assert holder.secret.encode() not in seen
        assert b"PATH=" not in seen


def test_a_wrong_secret_opens_nothing(holder):
    assert failure_of(holder.signer(), "keliru-sekali") == Failure.WRONG_SECRET
    assert holder.world.gateway.made == 0


def test_who_is_not_known_there_cannot_sign(holder):
    expected = Failure.BAD_CONTAINER if holder.backend == "pkcs12" else Failure.NOT_REGISTERED
    assert failure_of(holder.unknown(), holder.secret) == expected


def test_what_is_no_document_is_not_signed(holder):
    assert failure_of(holder.signer(), holder.secret, b"MZ a program") == Failure.BAD_DOCUMENT


def test_out_of_reach_nothing_is_signed(holder, settings, monkeypatch):
    settings.TOKEN_LABEL = "taken away"
    settings.BSRE_URL = "https://a:b@127.0.0.1:1/esign"
    if holder.backend == "pkcs12":
        monkeypatch.setattr("letters.signing.signers.session.CHILD", Path("/nowhere"))
    assert failure_of(holder.signer(), holder.secret) == Failure.UNAVAILABLE


def test_a_child_that_dies_while_it_signs(holder):
    """At home nothing has happened; what a service has done, nobody knows."""
    documents = [sheet(595), sheet(600)]
    holder.world.gateway.behaviour = "ok"
    digests = map(digest_of, documents)
    with holder.signer().session(secret=holder.secret, digests=digests) as session:
        session.sign(documents[0], PURPOSE)
        os.kill(session._child.pid, signal.SIGSTOP)
        session.hand_over(documents[1], PURPOSE)
        os.kill(session._child.pid, signal.SIGKILL)
        with pytest.raises(SigningError) as error:
            session.take_back()
        with pytest.raises(SigningError) as afterwards:
            session.sign(documents[1], PURPOSE)
    unknown = Failure.OUTCOME_UNKNOWN if holder.backend == "bsre" else Failure.UNAVAILABLE
    assert error.value.failure == unknown
    assert afterwards.value.failure == Failure.UNAVAILABLE  # the secret is gone


def test_no_seat_is_lost_whatever_goes_wrong(holder):
    before = SEATS._value
    failure_of(holder.signer(), "keliru-sekali")
    failure_of(holder.signer(), holder.secret, b"MZ a program")
    assert SEATS._value == before


@pytest.mark.django_db
def test_a_letter_is_signed_and_the_number_stays(holder, letter, hasan):
    holder.keep_for(hasan)
    numbered = letter.take_up(by=hasan)
    number = numbered.number
    with pytest.raises(SigningError) as error:
        sign(numbered, hasan, "keliru-sekali")
    assert error.value.failure == Failure.WRONG_SECRET
    sign(numbered, hasan, holder.secret)

    assert (numbered.state, numbered.number) == (Letter.State.SIGNED, number)
    failed, done = Attempt.objects.order_by("pk")
    assert (failed.state, failed.failure) == (Attempt.State.FAILED, Failure.WRONG_SECRET)
    assert (done.state, done.backend, done.kept_bytes) == ("done", holder.backend, True)
    assert numbered.certificate_subject == done.subject


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("of", "expected"),
    [
        ("ended", Failure.EXPIRED),
        ("somebody", Failure.WRONG_PERSON),
        ("stranger", Failure.UNTRUSTED),
    ],
)
def test_whose_key_will_not_do_signs_no_letter(holder, letter, hasan, of, expected):
    holder.keep_for(hasan, of="stranger" if of == "stranger" else "hasan")
    numbered = letter.take_up(by=hasan)
    certificate = holder.keep_for(hasan, of=of)
    if of == "somebody":  # a key was changed behind the certificate that was looked at
        his = holder.world.people["hasan"].certificate
        certificate.fingerprint, certificate.subject = (
            fingerprint(his),
            his.subject.rfc4514_string(),
        )
        certificate.save()

    with pytest.raises(SigningError) as error:
        sign(numbered, hasan, holder.secret)

    assert error.value.failure == expected
    numbered.refresh_from_db()
    assert numbered.is_numbered
    assert not numbered.is_being_signed()
    assert not list(Attempt.objects.unresolved())
