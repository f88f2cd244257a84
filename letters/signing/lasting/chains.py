"""The chains of certificates behind the signatures and timestamps of a file."""

import asyncio
from dataclasses import dataclass
from datetime import UTC, datetime
from io import BytesIO

from asn1crypto import cms
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.general import extract_certificate_info
from pyhanko.sign.validation.dss import DocumentSecurityStore
from pyhanko.sign.validation.errors import NoDSSFoundError
from pyhanko.sign.validation.generic_cms import extract_tst_data_iter
from pyhanko_certvalidator import CertificateValidator, ValidationContext
from pyhanko_certvalidator.errors import (
    InsufficientRevinfoError,
    PathError,
    RevokedError,
    ValidationError,
)

from letters.signing.proof import Stamp, Trouble, TroubleError
from letters.signing.roots import configured_intermediates, timestamp_roots, trusted_roots
from letters.signing.timestamps import stamp_from
from letters.signing.verifying import parsed


@dataclass(frozen=True)
class Chain:
    """One signed thing: a signature, with the moment it is proven for, or a timestamp."""

    signed_data: cms.SignedData
    moment: datetime | None  # None: a timestamp, which has to be sound now
    stamp: Stamp | None

    @property
    def certificate(self):
        """Whose key it was."""
        return extract_certificate_info(self.signed_data).signer_cert

    def path(self, crls=None, ocsps=()):
        """From the root to the certificate; with lists given, each answer must be there and good.

        TroubleError if there is no such path, a certificate is revoked or an answer is missing.
        """
        info = extract_certificate_info(self.signed_data)
        validator = CertificateValidator(
            info.signer_cert,
            intermediate_certs=info.other_certs,
            validation_context=self._context(crls, ocsps),
        )
        try:
            return asyncio.run(validator.async_validate_usage(key_usage=set()))
        except RevokedError as error:
            raise TroubleError(Trouble.REVOKED, str(error)) from error
        except InsufficientRevinfoError as error:
            raise TroubleError(Trouble.NO_ANSWER, str(error)) from error
        except (PathError, ValidationError) as error:
            raise TroubleError(Trouble.UNTRUSTED, str(error)) from error

    def _context(self, crls, ocsps):
        roots = timestamp_roots() if self.stamp else trusted_roots()
        return ValidationContext(
            trust_roots=[parsed(root) for root in roots],
            other_certs=[parsed(one) for one in configured_intermediates()],
            moment=self.moment,
            crls=crls or [],
            ocsps=ocsps,
            revocation_mode="soft-fail" if crls is None else "hard-fail",
            retroactive_revinfo=True,
        )


def signatures_of(reader):
    """Each signature of the file, oldest first, with its chains: its own and its timestamps'."""
    signatures = reader.embedded_signatures
    documents = [one for one in signatures if one.sig_object_type == "/DocTimeStamp"]
    for signature in signatures:
        if signature in documents:
            yield signature, [_stamped(signature.signed_data)]
            continue
        inner = [
            _stamped(data) for data in extract_tst_data_iter(signature.signer_info, signed=False)
        ]
        outer = [_stamped(one.signed_data) for one in documents]
        proof = next(iter([*inner, *outer]), None)
        moment = proof.stamp.at if proof else datetime.now(UTC)
        yield signature, [Chain(signature.signed_data, moment, None), *inner]


def unanswered_chains(document):
    """The signatures of the file that have no revocation answers in it, with their chains."""
    reader = PdfFileReader(BytesIO(document))
    try:
        answered = set(DocumentSecurityStore.read_dss(reader).vri_entries)
    except NoDSSFoundError:
        answered = set()
    for signature, chains in signatures_of(reader):
        key = DocumentSecurityStore.sig_content_identifier(signature.pkcs7_content.hex().encode())
        if key not in answered:
            yield signature, chains


def _stamped(signed_data):
    said = signed_data["encap_content_info"]["content"].parsed
    der = extract_certificate_info(signed_data).signer_cert.dump()
    return Chain(signed_data, None, stamp_from(said["gen_time"].native, der))
