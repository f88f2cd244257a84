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

    def container(self, passphrase):
        return pkcs12.serialize_key_and_certificates(
            b"uji", self.key, self.certificate, [self.root], BestAvailableEncryption(passphrase)
        )


class Authority:
    """A root and what it issues."""

    def __init__(self, name="Akar Uji"):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
        self.certificate = self._issue(self.name, self.key, ca=True, years=10)

    @property
    def pem(self):
        return self.certificate.public_bytes(Encoding.PEM)

    def person(self, name, *, key=None, ended=False, years=1, extensions=()):
        """A certificate for signing documents; it may have ended yesterday."""
        key = key or ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name(
            [
                x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
                x509.NameAttribute(NameOID.COMMON_NAME, name),
            ]
        )
        certificate = self._issue(subject, key, ended=ended, years=years, extensions=extensions)
        return Identity(key, certificate, self.certificate)

    def server(self):
        """A certificate for a server on this machine."""
        key = ec.generate_private_key(ec.SECP256R1())
        subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "gateway")])
        return Identity(key, self._issue(subject, key, server=True), self.certificate)

    def _issue(self, subject, key, *, ca=False, server=False, ended=False, years=1, extensions=()):
        now = datetime.now(UTC)
        usage = dict.fromkeys(
            (
                "key_encipherment",
                "data_encipherment",
                "key_agreement",
                "encipher_only",
                "decipher_only",
            ),
            False,
        )
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
            .add_extension(
                x509.KeyUsage(
                    digital_signature=not ca,
                    content_commitment=not ca,
                    key_cert_sign=ca,
                    crl_sign=ca,
                    **usage,
                ),
                critical=True,
            )
        )
        for extension, critical in extensions:
            builder = builder.add_extension(extension, critical)
        if server:
            here = x509.IPAddress(ipaddress.ip_address("127.0.0.1"))
            builder = builder.add_extension(x509.SubjectAlternativeName([here]), False)
        return builder.sign(self.key, hashes.SHA256())
