"""The signature itself, for keys that are used on this machine."""

import asyncio
from functools import cache
from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, fields, signers
from refusal import RefusalError


def sign_pdf(document, signer, purpose):
    """Put an invisible PAdES signature (B-B) under a document, certifying it as final.

    It leaves as much room as its purpose says, for a timestamp that the portal puts there.
    """
    try:
        writer = IncrementalPdfFileWriter(BytesIO(document))
    except Exception as error:
        raise RefusalError("bad_document") from error
    described = PdfSignatureMetadata(
        field_name="TandaTangan",
        md_algorithm="sha256",
        subfilter=fields.SigSeedSubFilter.PADES,
        certify=True,
        docmdp_permissions=fields.MDPPerm.NO_CHANGES,
        name=purpose["name"],
        reason=purpose["reason"],
        location=purpose["location"],
    )
    field = fields.SigFieldSpec(
        sig_field_name="TandaTangan", readable_field_name="Tanda tangan elektronik"
    )
    signed = signers.sign_pdf(
        writer,
        described,
        signer=signer,
        new_field_spec=field,
        bytes_reserved=reserved(signer, purpose["room"]),
    )
    return signed.getvalue()


@cache
def reserved(signer, room):
    """Hexadecimal digits for the signature, half as many again, and the room; asked once."""
    trial = asyncio.run(signer.async_sign(bytes(32), "sha256", dry_run=True, use_pades=True))
    return 2 * (len(trial.dump()) * 3 // 2 + room)
