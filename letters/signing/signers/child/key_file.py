"""A PKCS#12 container: its key is parsed once and stays in this process until the session ends."""

import base64

from refusal import RefusalError

LARGEST_FILE = 0
UNEXPECTED = "unavailable"  # the key never leaves this machine: no answer, no signature


def open_session(opening):
    """Open the container with the secret."""
    return Session(*opened(opening), opening["issuers"])


def inspect(opening):
    """Say who a container belongs to, and give it back encrypted with AES-256."""
    from cryptography.hazmat.primitives.serialization import (
        BestAvailableEncryption,
        Encoding,
        pkcs12,
    )

    key, certificate, others = opened(opening)
    container = pkcs12.serialize_key_and_certificates(
        b"romantik", key, certificate, others, BestAvailableEncryption(opening["secret"].encode())
    )
    ders = [one.public_bytes(Encoding.DER) for one in (certificate, *others)]
    return {
        "certificates": [base64.b64encode(der).decode() for der in ders],
        "container": base64.b64encode(container).decode(),
    }


class Session:
    """Signs with an opened key."""

    def __init__(self, key, certificate, others, issuers):
        self.signer = key_signer(key, certificate, others, issuers)

    def sign(self, document, purpose):
        """Return the signed document."""
        from pades import sign_pdf

        return sign_pdf(document, self.signer, purpose)


def opened(opening):
    """The key in a container, its certificate, and the others it carries."""
    from cryptography.exceptions import UnsupportedAlgorithm
    from cryptography.hazmat.primitives.asymmetric import ec, rsa
    from cryptography.hazmat.primitives.serialization import pkcs12

    container = base64.b64decode(opening["container"])
    if version_of(container) != "v3":
        raise RefusalError("bad_container")
    try:
        key, certificate, others = pkcs12.load_key_and_certificates(
            container, opening["secret"].encode()
        )
    except UnsupportedAlgorithm as error:
        raise RefusalError("odd_key") from error
    except ValueError as error:
        raise RefusalError("wrong_secret") from error
    if key is None or certificate is None:
        raise RefusalError("bad_container")
    if not isinstance(key, rsa.RSAPrivateKey | ec.EllipticCurvePrivateKey):
        raise RefusalError("odd_key")
    return key, certificate, others


def version_of(container):
    """What the outermost structure says that it is; whatever else it holds is not read."""
    from asn1crypto import pkcs12 as structure

    try:
        return structure.Pfx.load(container, strict=True)["version"].native
    except (ValueError, TypeError) as error:
        raise RefusalError("bad_container") from error


def key_signer(key, certificate, others, issuers=()):
    """A pyHanko signer that uses the key as it is, without parsing it again at each use."""
    from asn1crypto import x509
    from cryptography.hazmat.primitives import hashes
    from cryptography.hazmat.primitives.asymmetric import ec, padding, rsa
    from cryptography.hazmat.primitives.serialization import Encoding
    from pyhanko.sign.signers import Signer
    from pyhanko_certvalidator.registry import SimpleCertificateStore

    def parsed(one):
        return x509.Certificate.load(one.public_bytes(Encoding.DER))

    class KeySigner(Signer):
        async def async_sign_raw(self, data, digest_algorithm, dry_run=False):
            if dry_run:
                return bytes(key.key_size // 8 if isinstance(key, rsa.RSAPrivateKey) else 160)
            digest = {"sha256": hashes.SHA256}[digest_algorithm]()
            if isinstance(key, rsa.RSAPrivateKey):
                return key.sign(data, padding.PKCS1v15(), digest)
            return key.sign(data, ec.ECDSA(digest))

    store = SimpleCertificateStore()
    store.register_multiple([parsed(other) for other in others])
    store.register_multiple([x509.Certificate.load(base64.b64decode(der)) for der in issuers])
    return KeySigner(signing_cert=parsed(certificate), cert_registry=store)
