"""The signature itself, for keys that are used on this machine."""

from io import BytesIO

from pyhanko.pdf_utils.incremental_writer import IncrementalPdfFileWriter
from pyhanko.sign import PdfSignatureMetadata, fields, signers
from refusal import RefusalError


def sign_pdf(document, signer, purpose):
    """Put an invisible PAdES signature (B-B) under a document, certifying it as final."""
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
    return signers.sign_pdf(writer, described, signer=signer, new_field_spec=field).getvalue()
