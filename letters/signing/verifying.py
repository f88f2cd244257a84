"""Looking at a signature: whether the file is whole, and whether a trusted root vouches for it."""

from dataclasses import dataclass
from io import BytesIO

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.serialization import Encoding

from letters.signing import Failure, SigningError
from letters.signing.proof import Level, Stamp
from letters.signing.roots import configured_intermediates, timestamp_roots
from letters.signing.timestamps import stamp_of


@dataclass(frozen=True)
class Seal:
    """What one signature says, once it has been checked."""

    certificate: x509.Certificate
    others: tuple[x509.Certificate, ...]  # that the signature carries
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
        carried = [signatures[0].signer_cert, *signatures[0].other_embedded_certs]
        certificate, *others = [x509.load_der_x509_certificate(one.dump()) for one in carried]
    except SigningError:
        raise
    except Exception as error:  # a reader fed with anything may raise anything
        raise SigningError(Failure.BAD_DOCUMENT) from error
    return Seal(
        certificate=certificate,
        others=tuple(one for one in others if one != certificate),
        whole_file=status.coverage == SignatureCoverageLevel.ENTIRE_FILE,
        intact=status.intact and status.valid and bool(status.docmdp_ok),
        trusted=status.trusted and status.seed_value_ok,
        stamp=stamp_of(status.timestamp_validity),
    )


def fingerprint(certificate):
    return certificate.fingerprint(hashes.SHA256()).hex()


def context_of(roots):
    """What pyHanko validates with: these roots, our intermediates, nothing from the network."""
    from pyhanko_certvalidator import ValidationContext

    return ValidationContext(
        trust_roots=[parsed(root) for root in roots],
        other_certs=[parsed(one) for one in configured_intermediates()],
        allow_fetching=False,
    )


def parsed(certificate):
    from asn1crypto import x509 as structure

    return structure.Certificate.load(certificate.public_bytes(Encoding.DER))
