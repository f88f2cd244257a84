"""Signing at BSrE's e-sign service: the agency's own gateway, asked over TLS."""

import base64
from urllib.parse import unquote, urlsplit

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from letters.signing import Capabilities
from letters.signing.signers.session import ChildSession

READING = 60  # seconds that the service may be silent after a document was sent
BEYOND = 20  # and this much longer until a service that trickles is given up


class BsreSigner:
    """Signs in the name of a person registered there; his passphrase is asked for each session."""

    capabilities = Capabilities(
        asks_for="Kata sandi tanda tangan BSrE", is_remote=True, renews=True
    )

    def __init__(self, account):
        self.account = account

    @sensitive_variables("secret")
    def inspect(self, sheet, *, secret):
        """Have a sheet of trial signed: the signed sheet, and what the service says of it."""
        answer = self.session(secret=secret, digests=[]).ask("inspect", sheet=_text(sheet))
        return base64.b64decode(answer["document"]), answer["conclusion"]

    @sensitive_variables("secret", "opening", "service", "address")
    def session(self, *, secret, digests):
        """A session that signs the documents of these digests and no others, each once."""
        address = urlsplit(settings.BSRE_URL)
        service = {
            "host": address.hostname,
            "port": address.port or 443,
            "path": address.path.rstrip("/"),
            "user": unquote(address.username),
            "password": unquote(address.password),
            "roots": settings.BSRE_ROOTS,
            "reading": READING,
        }
        opening = {"backend": "bsre", "service": service, "account": self.account}
        return ChildSession(
            opening, secret=secret, digests=digests, is_remote=True, patience=READING + BEYOND
        )


def _text(raw):
    return base64.b64encode(raw).decode()
