"""BSrE's service: whatever it answers, the number stays and nothing false becomes a letter."""

import logging

import pytest

from letters import archive
from letters.models import Attempt, Certificate, Letter
from letters.signing import Failure, SigningError
from letters.signing.signers import bsre
from letters.tasks import sweep
from tests.letters import bsre_server
from tests.letters.holders import SECRETS, BsreHolder
from tests.letters.test_crashes import Plug, pull, wait_a_while
from tests.letters.test_signers import PURPOSE, digest_of, failure_of, sheet

pytestmark = pytest.mark.one_database

SECRET = SECRETS["bsre"]


@pytest.fixture
def numbered(letter, hasan, world):
    """Hasan has an account at BSrE, and has read this letter."""
    BsreHolder("bsre", world).keep_for(hasan)
    return letter.take_up(by=hasan)


def sign(letter, by, secret=SECRET):
    letter.attempts.sign(by=by, passphrase=secret, unsigned_sha256=letter.unsigned_sha256)


def signer(account=bsre_server.ACCOUNT):
    return bsre.BsreSigner(account)


@pytest.mark.parametrize(
    ("behaviour", "expected"),
    [
        ("expired", Failure.EXPIRED),
        ("itext", Failure.BAD_DOCUMENT),
        ("no", Failure.REFUSED),
        ("5xx before", Failure.UNAVAILABLE),
        ("5xx", Failure.OUTCOME_UNKNOWN),
        ("html", Failure.OUTCOME_UNKNOWN),
        ("cut", Failure.OUTCOME_UNKNOWN),
        ("too large", Failure.OUTCOME_UNKNOWN),
    ],
)
def test_what_the_service_says_in_our_words(gateway, behaviour, expected):
    gateway.behaviour = behaviour
    assert failure_of(signer(), SECRET) == expected


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        ("SUSPEND", Failure.REVOKED),
        ("REVOKE", Failure.REVOKED),
        ("RENEW", Failure.EXPIRED),
        ("NO_CERTIFICATE", Failure.NOT_REGISTERED),
        ("SOMETHING_NEW", Failure.REFUSED),
    ],
)
def test_who_cannot_sign_now_sends_nothing(gateway, status, expected):
    gateway.status = status
    assert failure_of(signer(), SECRET) == expected
    assert gateway.asked == ["user/check/status"]


def test_a_gateway_that_nobody_vouches_for_is_told_nothing(gateway, settings):
    settings.BSRE_ROOTS = ""
    assert failure_of(signer(), SECRET) == Failure.UNAVAILABLE
    assert gateway.asked == []


def test_a_portal_that_the_gateway_does_not_know_is_refused(gateway, settings):
    settings.BSRE_URL = gateway.url_with("lama")
    assert failure_of(signer(), SECRET) == Failure.REFUSED


def test_a_service_that_trickles_is_given_up(gateway, monkeypatch):
    monkeypatch.setattr(bsre, "READING", 0.5)
    gateway.behaviour = "slow"
    document = sheet(595)
    with signer().session(secret=SECRET, digests=[digest_of(document)]) as session:
        session._patience = 4
        with pytest.raises(SigningError) as error:
            session.sign(document, PURPOSE)
    assert error.value.failure == Failure.OUTCOME_UNKNOWN


@pytest.mark.django_db
def test_slow_after_signing_the_outcome_is_unknown_until_he_signs_again(
    numbered, hasan, gateway, monkeypatch
):
    monkeypatch.setattr(bsre, "READING", 0.5)
    number, gateway.behaviour = numbered.number, "slow"
    with pytest.raises(SigningError) as error:
        sign(numbered, hasan)
    assert error.value.failure == Failure.OUTCOME_UNKNOWN
    wait_a_while()
    sweep()
    assert [attempt.state for attempt in Attempt.objects.unresolved()] == ["unknown"]
    assert gateway.asked.count("sign/pdf") == 1  # no machine tries again

    gateway.behaviour = "ok"
    sign(numbered, hasan)

    assert (numbered.state, numbered.number) == (Letter.State.SIGNED, number)
    assert not Attempt.objects.unresolved().exists()
    assert gateway.asked.count("sign/pdf") == 2


@pytest.mark.django_db
def test_cut_off_while_the_service_signs_the_sweep_leaves_it_to_a_person(
    numbered, hasan, gateway, monkeypatch
):
    monkeypatch.setattr(Attempt, "take_back", pull)
    with pytest.raises(Plug):
        sign(numbered, hasan)
    monkeypatch.undo()
    wait_a_while()
    sweep()
    attempt = Attempt.objects.get()
    assert (attempt.state, attempt.failure) == ("unknown", Failure.OUTCOME_UNKNOWN)
    numbered.refresh_from_db()
    assert numbered.is_numbered


@pytest.mark.django_db
def test_cut_off_before_anything_was_sent_the_letter_goes_back(numbered, hasan, monkeypatch):
    monkeypatch.setattr(Attempt, "hand_over", pull)
    with pytest.raises(Plug):
        sign(numbered, hasan)
    monkeypatch.undo()
    wait_a_while()
    sweep()
    assert Attempt.objects.get().state == Attempt.State.VOID


@pytest.mark.django_db
def test_cut_off_before_settling_the_sweep_finishes(numbered, hasan, gateway, monkeypatch):
    gateway.behaviour = "rewritten"
    monkeypatch.setattr(Attempt, "settle", pull)
    with pytest.raises(Plug):
        sign(numbered, hasan)
    monkeypatch.undo()
    wait_a_while()
    sweep()
    numbered.refresh_from_db()
    assert numbered.is_published


@pytest.mark.django_db
@pytest.mark.parametrize("behaviour", ["echo", "redrawn", "stamped", "more pages"])
def test_what_comes_back_changed_is_never_a_letter(numbered, hasan, gateway, behaviour):
    gateway.behaviour = behaviour
    with pytest.raises(SigningError) as error:
        sign(numbered, hasan)
    assert error.value.failure == Failure.BAD_ANSWER
    numbered.refresh_from_db()
    assert numbered.is_numbered
    assert Attempt.objects.get().state == Attempt.State.FAILED


@pytest.mark.django_db
def test_the_same_letter_in_other_bytes_is_a_letter(numbered, hasan, gateway):
    gateway.behaviour = "rewritten"
    sign(numbered, hasan)
    assert numbered.is_published
    assert not Attempt.objects.get().kept_bytes
    assert not numbered.document().startswith(archive.read(numbered.unsigned_sha256))


@pytest.mark.django_db
def test_a_renewed_certificate_of_the_same_person_is_his(numbered, hasan, world):
    world.gateway.identity = world.authority.person("HASAN BASRI")
    before = Certificate.objects.get(person=hasan).fingerprint
    sign(numbered, hasan)
    after = Certificate.objects.get(person=hasan).fingerprint
    assert numbered.certificate_fingerprint == after != before


@pytest.mark.django_db
def test_nothing_secret_is_written_down(numbered, hasan, gateway, caplog, capfd):
    with caplog.at_level(logging.DEBUG), pytest.raises(SigningError):
        sign(numbered, hasan, "kenari-" + SECRET)  # the service repeats it in its answer
    said = caplog.text + "".join(capfd.readouterr())
    for secret in (SECRET, bsre_server.PASSWORD, bsre_server.ACCOUNT):
        assert secret not in said
