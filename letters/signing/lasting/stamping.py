"""A trusted timestamp (RFC 3161) for a signature, in the room the signer left for it (PAdES B-T).

Asked of the authority in the settings, believed only if sound; nothing that was signed is touched.
"""

import logging

from django.conf import settings

from letters.signing.proof import TroubleError

logger = logging.getLogger(__name__)

ROOM = 10 * 1024  # bytes that a signer leaves for a timestamp; authorities send 3 to 8 KiB


def is_configured():
    """Is there an authority to ask?"""
    return bool(settings.TIMESTAMP_URL)


def room():
    """How many bytes a signer leaves in the signature for a timestamp."""
    return ROOM if is_configured() else 0


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
    from letters.signing.lasting.authority import stamp_signature  # pyHanko only when needed

    return stamp_signature(document)
