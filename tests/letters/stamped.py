"""A portal that has a timestamp authority: the fixtures of its tests."""

import pytest
from cryptography.hazmat.primitives.serialization import Encoding

from letters.models import Certificate
from letters.models.certificate import facts_of
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
    for name, issuer in (("roots", server.issuer), ("stamps", server.stamp_issuer)):
        (tmp_path / f"{name}.pem").write_bytes(issuer.certificate.public_bytes(Encoding.PEM))
    settings.SIGNING_ROOTS = str(tmp_path / "roots.pem")
    settings.TIMESTAMP_ROOTS = str(tmp_path / "stamps.pem")
    settings.TIMESTAMP_URL, settings.REVOCATION_ANSWERS = server.url, True
    return server


@pytest.fixture
def stamped(authority, letter, hasan):
    """A letter taken up by Hasan, whose certificate names whom to ask about it; not signed yet."""
    container = authority.hasan.container(SECRET.encode())
    certificate = Certificate(container=container, **facts_of(authority.hasan.certificate))
    certificate.keep_for(hasan)
    return letter.take_up(by=hasan)


def sign(letter):
    """Hasan signs it."""
    letter.sign(by=letter.signer, passphrase=SECRET, unsigned_sha256=letter.unsigned_sha256)
    return letter
