"""An authority that the tests' production trusts: a root, and a head's key under it."""

from datetime import UTC, datetime, timedelta

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import BestAvailableEncryption, Encoding, pkcs12
from cryptography.x509.oid import NameOID

USES = (
    *("digital_signature", "content_commitment", "key_encipherment", "data_encipherment"),
    *("key_agreement", "key_cert_sign", "crl_sign", "encipher_only", "decipher_only"),
)


class Authority:
    """Issues certificates, as the authority does that the office's settings name."""

    def __init__(self, name="Otoritas Uji Produksi"):
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.name = named(name)
        self.certificate = self._issue(self.name, self.key, "key_cert_sign", "crl_sign", ca=True)

    @property
    def pem(self):
        """What SIGNING_ROOTS names."""
        return self.certificate.public_bytes(Encoding.PEM)

    def container_for(self, name, passphrase):
        """A PKCS#12 file for a person."""
        key = ec.generate_private_key(ec.SECP256R1())
        uses = ("digital_signature", "content_commitment")
        certificate = self._issue(named(name), key, *uses, ca=False)
        return pkcs12.serialize_key_and_certificates(
            b"kunci", key, certificate, [self.certificate], BestAvailableEncryption(passphrase)
        )

    def _issue(self, subject, key, *uses, ca):
        now = datetime.now(UTC)
        issuer = self.key.public_key()
        builder = (
            x509.CertificateBuilder()
            .subject_name(subject)
            .issuer_name(self.name)
            .public_key(key.public_key())
            .serial_number(x509.random_serial_number())
            .not_valid_before(now - timedelta(days=1))
            .not_valid_after(now + timedelta(days=365))
        )
        for extension, critical in (
            (x509.BasicConstraints(ca=ca, path_length=None), True),
            (x509.KeyUsage(**{use: use in uses for use in USES}), True),
            (x509.SubjectKeyIdentifier.from_public_key(key.public_key()), False),
            (x509.AuthorityKeyIdentifier.from_issuer_public_key(issuer), False),
        ):
            builder = builder.add_extension(extension, critical=critical)
        return builder.sign(self.key, hashes.SHA256())


def named(name):
    """A distinguished name."""
    return x509.Name(
        [
            x509.NameAttribute(NameOID.COUNTRY_NAME, "ID"),
            x509.NameAttribute(NameOID.COMMON_NAME, name),
        ]
    )
