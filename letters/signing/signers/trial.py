"""A sheet that says nothing, signed as a letter is: whose key is it, and does it work?"""

import hashlib
from io import BytesIO

import pikepdf
from cryptography.hazmat.primitives.serialization import Encoding
from django.views.decorators.debug import sensitive_variables

from letters.signing import Failure, SigningError, SigningPurpose
from letters.signing.reading.comparing import says_the_same
from letters.signing.roots import trusted_roots
from letters.signing.signers.bsre import BsreSigner
from letters.signing.signers.pkcs12 import Contents
from letters.signing.verifying import seal_of

PURPOSE = SigningPurpose(name="Uji sertifikat", reason="Uji sertifikat", location="")


@sensitive_variables("secret")
def sign_here(signer, *, secret):
    """Have the sheet signed with a key that is used on this machine; the seal under it."""
    sheet = _sheet()
    with signer.session(secret=secret, digests=[hashlib.sha256(sheet).hexdigest()]) as session:
        return _seal(sheet, session.sign(sheet, PURPOSE))


@sensitive_variables("secret")
def sign_at_bsre(account, *, secret):
    """Have the sheet signed there: the seal, and whose certificate stands under it."""
    sheet = _sheet()
    signed, conclusion = BsreSigner(account).inspect(sheet, secret=secret)
    seal = _seal(sheet, signed)
    return seal, Contents(
        certificate=seal.certificate.public_bytes(Encoding.DER),
        others=tuple(other.public_bytes(Encoding.DER) for other in seal.others),
        container=b"",
        conclusion=conclusion,
    )


def _seal(sheet, signed):
    try:
        seal = seal_of(signed, trusted_roots())
    except SigningError as error:
        raise SigningError(Failure.BAD_ANSWER) from error
    if not (seal.whole_file and seal.intact and says_the_same(sheet, signed)):
        raise SigningError(Failure.BAD_ANSWER)
    return seal


def _sheet():
    pdf = pikepdf.new()
    pdf.add_blank_page(page_size=(595, 842))
    sheet = BytesIO()
    pdf.save(sheet, deterministic_id=True)
    return sheet.getvalue()
