"""A sheet that says nothing, signed at BSrE: whose account is it, and does it work?"""

from io import BytesIO

import pikepdf
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django.views.decorators.debug import sensitive_variables

from letters.signing import Failure, SigningError
from letters.signing.reading.comparing import says_the_same
from letters.signing.roots import trusted_roots
from letters.signing.signers.bsre import BsreSigner
from letters.signing.signers.pkcs12 import Contents
from letters.signing.verifying import certificates_of, seal_of


@sensitive_variables("secret")
def sign_at_bsre(account, *, secret):
    """Have the sheet signed and return whose certificate stands under it."""
    sheet = _sheet()
    signed, conclusion = BsreSigner(account).inspect(sheet, secret=secret)
    try:
        seal = seal_of(signed, trusted_roots())
    except SigningError as error:
        raise SigningError(Failure.BAD_ANSWER) from error
    if not (seal.whole_file and seal.intact and says_the_same(sheet, signed)):
        raise SigningError(Failure.BAD_ANSWER)
    others = certificates_of(signed)
    return Contents(
        certificate=seal.certificate.public_bytes(Encoding.DER),
        others=tuple(other for other in others if _is_other(other, seal.certificate)),
        container=b"",
        conclusion=conclusion,
    )


def _sheet():
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    sheet = BytesIO()
    pdf.save(sheet, deterministic_id=True)
    return sheet.getvalue()


def _is_other(der, certificate):
    return x509.load_der_x509_certificate(der) != certificate
