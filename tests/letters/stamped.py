"""A portal that has a timestamp authority: the fixtures of its tests."""

import asyncio
from io import BytesIO

import pytest
from pyhanko.pdf_utils.reader import PdfFileReader

from letters.models import Certificate
from letters.models.certificate import facts_of
from letters.signing.lasting.chains import unanswered_chains
from letters.signing.lasting.endurance import endures
from letters.signing.lasting.revocation import answers_about
from letters.signing.proof import TroubleError
from tests.letters import stamping

SECRET = "frasa-sandi-bercap"


@pytest.fixture(scope="session")
def server():
    with stamping.running() as running:
        yield running


@pytest.fixture
def authority(server, settings, tmp_path):
    """The authority of the settings, which behaves well."""
    server.reset()
    trust(server, settings, tmp_path)
    return server


def trust(server, settings, folder):
    """Let the portal ask this server for timestamps, and trust its issuers."""
    (folder / "roots.pem").write_bytes(server.issuer.pem)
    (folder / "stamps.pem").write_bytes(server.stamp_issuer.pem)
    settings.SIGNING_ROOTS = str(folder / "roots.pem")
    settings.TIMESTAMP_ROOTS = str(folder / "stamps.pem")
    settings.TIMESTAMP_URL, settings.REVOCATION_ANSWERS = server.url, True


@pytest.fixture
def certified(authority, hasan):
    """Hasan with a certificate that names whom to ask about it."""
    container = authority.hasan.container(SECRET.encode())
    certificate = Certificate(container=container, **facts_of(authority.hasan.certificate))
    certificate.keep_for(hasan)
    return hasan


@pytest.fixture
def stamped(letter, certified):
    """A letter taken up by Hasan; not signed yet."""
    return letter.take_up(by=certified)


def sign(letter):
    """Hasan signs it."""
    letter.attempts.sign(
        by=letter.signer, passphrase=SECRET, unsigned_sha256=letter.unsigned_sha256
    )
    return letter


def is_proven_today(document):
    """Is the signature proven, with what the issuers say today of the last timestamp?"""
    try:
        chains = [chain for _, chains in unanswered_chains(document) for chain in chains]
        answers = asyncio.run(answers_about([chain.path() for chain in chains]))
        return endures(document, answers=answers)
    except TroubleError:
        return False


def timestamps_in(document):
    return len(PdfFileReader(BytesIO(document)).embedded_timestamp_signatures)
