"""Signing with a person's own PKCS#12 container."""

import base64
from dataclasses import dataclass

from django.views.decorators.debug import sensitive_variables

from letters.signing import Capabilities
from letters.signing.signers.session import ChildSession


@dataclass(frozen=True)
class Contents:
    """What a container or a token holds: certificates as DER, and a container encrypted anew."""

    certificate: bytes
    others: tuple[bytes, ...]
    container: bytes
    conclusion: str = ""  # what the service itself says of a trial signature


class Pkcs12Signer:
    """Signs with the key in `container`; the secret is asked for each session."""

    capabilities = Capabilities(asks_for="Kata sandi sertifikat", is_remote=False, renews=False)

    def __init__(self, container, issuers=()):
        self.container, self.issuers = container, issuers

    @sensitive_variables("secret")
    def session(self, *, secret, digests):
        """A session that signs the documents of these digests and no others, each once."""
        opening = {
            "backend": "pkcs12",
            "container": base64.b64encode(self.container).decode(),
            "issuers": as_text(self.issuers),
        }
        return ChildSession(opening, secret=secret, digests=digests, is_remote=False)

    @sensitive_variables("secret")
    def inspect(self, *, secret):
        """Open the container once, to see whose it is."""
        return contents_of(self.session(secret=secret, digests=[]).ask("inspect"))


def contents_of(answer):
    """What a child has said about a container or a token."""
    certificate, *others = [base64.b64decode(der) for der in answer["certificates"]]
    container = base64.b64decode(answer.get("container", ""))
    return Contents(certificate=certificate, others=tuple(others), container=container)


def as_text(issuers):
    """Certificates that the signature is to carry besides those of the container or token."""
    return [base64.b64encode(issuer).decode() for issuer in issuers]
