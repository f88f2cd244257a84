"""Looking at a signature: whether the file is whole, and whether a trusted root vouches for it."""

from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from letters.signing import Failure, SigningError
from letters.signing.proof import Level, Stamp
from letters.signing.roots import timestamp_roots
from letters.signing.timestamps import stamp_of


@dataclass(frozen=True)
class Seal:
    """What one signature says, once it has been checked."""

    certificate: x509.Certificate
    whole_file: bool
    intact: bool
    trusted: bool
    stamp: Stamp | None

    @property
    def level(self):
        """What the file itself proves, without its archival revisions."""
        return Level.T if self.stamp else Level.B

    @property
    def is_sound(self):
        return self.whole_file and self.intact and self.trusted

    @property
    def fingerprint(self):
        return fingerprint(self.certificate)


def seal_of(document, roots):
    """Check the one signature a letter must have; BAD_DOCUMENT when there is not exactly one."""
    from pyhanko.pdf_utils.reader import PdfFileReader
    from pyhanko.sign.validation import KeyUsageConstraints, validate_pdf_signature
    from pyhanko.sign.validation.status import SignatureCoverageLevel

    try:
        signatures = PdfFileReader(BytesIO(document)).embedded_signatures
        if len(signatures) != 1:
            raise SigningError(Failure.BAD_DOCUMENT)
        status = validate_pdf_signature(
            signatures[0],
            context_of(roots),
            ts_validation_context=context_of(timestamp_roots()),
            key_usage_settings=KeyUsageConstraints(
                key_usage={"digital_signature", "non_repudiation"}, match_all_key_usages=False
            ),
        )
        certificate = x509.load_der_x509_certificate(signatures[0].signer_cert.dump())
    except SigningError:
        raise
    except Exception as error:  # a reader fed with anything may raise anything
        raise SigningError(Failure.BAD_DOCUMENT) from error
    return Seal(
        certificate=certificate,
        whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        intact=status.intact and status.valid and bool(status.docmdp_ok),
        trusted=status.trusted and status.seed_value_ok,
        stamp=stamp_of(status.timestamp_validity),
    )


def certificates_of(document):
    """The certificates that the first signature of a document carries, as DER."""
    from pyhanko.pdf_utils.reader import PdfFileReader

    signature = PdfFileReader(BytesIO(document)).embedded_signatures[0]
    return [signature.signer_cert.dump(), *(one.dump() for one in signature.other_embedded_certs)]


def chain_is_trusted(certificate, others, roots):
    """Say whether this certificate leads back to one of the roots, by way of the others."""
    import asyncio

    from pyhanko_certvalidator import CertificateValidator
    from pyhanko_certvalidator.errors import PathError, ValidationError

    validator = CertificateValidator(
        parsed(certificate),
        intermediate_certs=[parsed(other) for other in others],
        validation_context=context_of(roots),
    )
    try:
        asyncio.run(validator.async_validate_path())
    except (PathError, ValidationError):
        return False
    return True


def check_dates(not_before, not_after, now=None):
    """Refuse a certificate whose time has not come or is over."""
    now = now or datetime.now(UTC)
    if now < not_before:
        raise SigningError(Failure.NOT_YET_VALID)
    if now > not_after:
        raise SigningError(Failure.EXPIRED)


def may_sign(certificate):
    """Say whether the certificate is meant for signing documents."""
    try:
        usage = certificate.extensions.get_extension_for_class(x509.KeyUsage).value
    except x509.ExtensionNotFound:
        return True
    return usage.digital_signature or usage.content_commitment


def fingerprint(certificate):
    return certificate.fingerprint(hashes.SHA256()).hex()


def context_of(roots):
    """What pyHanko validates with: these roots, and nothing from the network."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(trust_roots=[parsed(root) for root in roots], allow_fetching=False)


def parsed(certificate):
    from asn1crypto import x509 as structure

    return structure.Certificate.load(certificate.public_bytes(Encoding.DER))
