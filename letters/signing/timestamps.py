"""Trusted timestamps (RFC 3161): asked of the authority in the settings, believed only if sound.

A timestamp goes into the signature itself, in the room the signer left for it (PAdES B-T), or
under the whole document (`archival.py`). Nothing that was signed is touched by either.
"""

import logging
from datetime import UTC
from pathlib import Path

from cryptography import x509
from django.conf import settings

from letters.signing.proof import Stamp, TroubleError
from letters.signing.roots import common_name, trusted_roots

logger = logging.getLogger(__name__)

ROOM = 10 * 1024  # bytes that a signer leaves for a timestamp; authorities send 3 to 8 KiB


def is_configured():
    """Is there an authority to ask?"""
    return bool(settings.TIMESTAMP_URL)


def room():
    """How many bytes a signer leaves in the signature for a timestamp."""
    return ROOM if is_configured() else 0


def timestamp_roots():
    """Whom we trust to vouch for an authority: TIMESTAMP_ROOTS, and who vouches for signers."""
    return [*trusted_roots(), *configured_timestamp_roots()]


def configured_timestamp_roots():
    """What the PEM file named by TIMESTAMP_ROOTS holds."""
    if not settings.TIMESTAMP_ROOTS:
        return []
    return x509.load_pem_x509_certificates(Path(settings.TIMESTAMP_ROOTS).read_bytes())


def stamped_if_possible(document):
    """The signed document with a timestamp, or as it is: no letter waits for an authority."""
    if not is_configured():
        return document
    try:
        return stamped(document)
    except TroubleError as error:
        logger.warning("A letter is signed without a timestamp: %s", error)
    except Exception:  # whatever it is, the signature is worth more than its timestamp
        logger.exception("A letter is signed without a timestamp")
    return document


def stamped(document):
    """The signed document with a timestamp inside its signature; TroubleError if none is had."""
    from letters.signing.lasting.authority import stamp_signature

    return stamp_signature(document)


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
