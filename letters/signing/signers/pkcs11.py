"""Signing with a key in the office's token or HSM, over PKCS#11."""

from django.conf import settings
from django.views.decorators.debug import sensitive_variables

from letters.signing import Capabilities
from letters.signing.signers.pkcs12 import as_text, contents_of
from letters.signing.signers.session import ChildSession


class Pkcs11Signer:
    """Signs with the key of that label; the PIN is asked for each session."""

    capabilities = Capabilities(asks_for="PIN token", is_remote=False, renews=False)

    def __init__(self, label, issuers=()):
        self.label, self.issuers = label, issuers

    @sensitive_variables("secret")
    def session(self, *, secret, digests):
        """A session that signs the documents of these digests and no others, each once."""
        opening = {
            "backend": "pkcs11",
            "module": settings.TOKEN_MODULE,
            "token": settings.TOKEN_LABEL,
            "environment": settings.TOKEN_ENVIRONMENT,
            "label": self.label,
            "issuers": as_text(self.issuers),
        }
        return ChildSession(opening, secret=secret, digests=digests, is_remote=False)

    @sensitive_variables("secret")
    def inspect(self, *, secret):
        """Log in to the token once, to see whose certificate it holds under that label."""
        return contents_of(self.session(secret=secret, digests=[]).ask("inspect"))
