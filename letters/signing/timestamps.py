"""What a timestamp that was found in a file says (`lasting/stamping.py` asks for one)."""

from datetime import UTC

from cryptography import x509

from letters.signing.proof import Stamp
from letters.signing.roots import common_name


def stamp_of(status):
    """The stamp that pyHanko's status of a timestamp describes; None unless it is sound."""
    if status is None or not (status.valid and status.intact and status.trusted):
        return None
    return stamp_from(status.timestamp, status.signing_cert.dump())


def stamp_from(moment, der):
    """The stamp of that moment by the authority with this certificate."""
    certificate = x509.load_der_x509_certificate(der)
    return Stamp(
        at=moment.astimezone(UTC),
        authority=common_name(certificate.subject)[:255],
        ends_at=certificate.not_valid_after_utc,
    )
