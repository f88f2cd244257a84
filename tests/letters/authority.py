"""A certification authority of the tests' own: persons, servers, and certificates gone wrong."""

import ipaddress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import (
    BestAvailableEncryption,
    Encoding,
    NoEncryption,
    PrivateFormat,
    pkcs12,
)
from cryptography.x509.oid import NameOID

YEAR = timedelta(days=365)


@dataclass
class Identity:
    """A key, its certificate, and the root above it."""

    key: object
    certificate: x509.Certificate
    root: x509.Certificate

    @property
    def key_pem(self):
        return self.key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())

    def container(self, passphrase, others=None):
        others = [self.root] if others is None else others
        return pkcs12.serialize_key_and_certificates(
            b"uji", self.key, self.certificate, others, BestAvailableEncryption(passphrase)
        )


class Authority:
    """A root, or an authority below another one, and what it issues."""

    def __init__(self, name="Akar Uji", *, above=None, ended=False):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        issuer = above or self
        self.certificate = issuer._issue(self.name, self.key, ca=True, years=10, ended=ended)

    @property
    def pem(self):
        return self.certificate.public_bytes(Encoding.PEM)

    def person(self, name, *, key=None, ended=False, years=1, extensions=(), usage=True):
        """A certificate for signing documents; it may have ended yesterday."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
                x509.NameAttribute(NameOID.COMMON_NAME, name),
            ]
        )
        certificate = self._issue(
            subject, key, ended=ended, years=years, extensions=extensions, may_sign=usage
        )
        return Identity(key, certificate, self.certificate)

    def server(self):
        """A certificate for a server on this machine."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gateway")])
        return Identity(key, self._issue(subject, key, server=True), self.certificate)

    def _issue(
        self,
        subject,
        key,
        *,
        ca=False,
        server=False,
        ended=False,
        years=1,
        extensions=(),
        may_sign=True,
    ):
        """`may_sign` False: for other uses of the key; None: it says nothing of its use."""
        now = datetime.now(UTC)
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - YEAR)
            .not_valid_after(now - timedelta(days=1) if ended else now + years * YEAR)
            .add_extension(x509.BasicConstraints(ca=ca, path_length=None), critical=True)
            .add_extension(x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False)
            .add_extension(
                x509.AuthorityKeyIdentifier.from_issuer_public_key(self.key.public_key()), False
            )
        )
        if may_sign is not None:
            builder = builder.add_extension(_usage(ca, may_sign), critical=True)
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        if server:
            here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
            builder = builder.add_extension(x509.SubjectAlternativeName([here]), False)
        return builder.sign(self.key, hashes.SHA256())


def _usage(ca, may_sign):
    signs = bool(may_sign and not ca)
    return x509.KeyUsage(
        digital_signature=signs,
        content_commitment=signs,
        key_encipherment=not (ca or signs),
        data_encipherment=False,
        key_agreement=False,
        key_cert_sign=ca,
        crl_sign=ca,
        encipher_only=False,
        decipher_only=False,
    )
