"""Could a letter be signed with this certificate today? Each no has a sentence of its own.

Asked when a certificate is kept, before a letter gets its number, and of every signature made.
"""

from datetime import UTC, datetime

from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, rsa
from cryptography.x509.oid import ExtendedKeyUsageOID
from django.conf import settings

from letters.signing import Failure, SigningError

CURVES = (ec.SECP256R1, ec.SECP384R1, ec.SECP521R1)  # others are "invalid" to readers of PDF
OF_MACHINES = {
    ExtendedKeyUsageOID.SERVER_AUTH,
    ExtendedKeyUsageOID.OCSP_SIGNING,
    ExtendedKeyUsageOID.TIME_STAMPING,
}


def require_fit(certificate):
    """Refuse a certificate that is out of its time, not meant for signing, or has a poor key."""
    check_dates(certificate.not_valid_before_utc, certificate.not_valid_after_utc)
    if not may_sign(certificate):
        raise SigningError(Failure.NO_PURPOSE)
    _require_key(certificate)


def check_dates(not_before, not_after, now=None):
    """Refuse a certificate whose time has not come or is over."""
    now = now or datetime.now(UTC)
    if now < not_before:
        raise SigningError(Failure.NOT_YET_VALID)
    if now > not_after:
        raise SigningError(Failure.EXPIRED)


def may_sign(certificate):
    """Does the certificate say that it is meant for signing documents, and not for a machine?"""
    usage = _extension(certificate, x509.KeyUsage)
    if usage is None or not (usage.digital_signature or usage.content_commitment):
        return False
    purposes = _extension(certificate, x509.ExtendedKeyUsage)
    return purposes is None or not set(purposes) <= OF_MACHINES


def _require_key(certificate):
    try:
        key = certificate.public_key()
    except Exception as error:  # of a kind or curve that the library does not know either
        raise SigningError(Failure.ODD_KEY) from error
    if isinstance(key, rsa.RSAPublicKey):
        shortest = settings.SIGNER_RSA_BITS  # the curves below have 128 bits and more
        if key.key_size < shortest:
            told = f"Panjang kunci ini {key.key_size} bit, sedangkan paling sedikit {shortest} bit."
            raise SigningError(Failure.WEAK_KEY, told)
    elif not isinstance(key, ec.EllipticCurvePublicKey):
        raise SigningError(Failure.ODD_KEY)
    elif not isinstance(key.curve, CURVES):
        raise SigningError(Failure.ODD_KEY, f"Kurva sertifikat ini {key.curve.name}.")


def _extension(certificate, kind):
    try:
        return certificate.extensions.get_extension_for_class(kind).value
    except x509.ExtensionNotFound:
        return None
