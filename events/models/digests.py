"""Digests of the history, each marked with its algorithm, so that another can follow any day.

SHA-256 stands as ever, in 64 hexadecimal digits without a mark; any other as `sha3_256:…`. What was
recorded under one stays under it: each row is verified by its own.
"""

import hashlib
import re
from base64 import urlsafe_b64encode

FIRST = "sha256"
ALGORITHM = FIRST  # of what is recorded from now on
KNOWN = (FIRST, "sha3_256", "blake2s")  # of 256 bits, which the columns hold
WHOLE = re.compile(rf"[0-9a-f]{{64}}|(?:{'|'.join(KNOWN)}):[\w-]{{43}}", re.ASCII)


def digest_of(text, like=""):
    """The text's digest, by the algorithm of `like`; without one by that of today."""
    algorithm = _algorithm_of(like) if like else ALGORITHM
    found = hashlib.new(algorithm, text.encode())
    if algorithm == FIRST:
        return found.hexdigest()
    return f"{algorithm}:{urlsafe_b64encode(found.digest()).decode().rstrip('=')}"


def is_whole(digest):
    """Is it a digest, and not the beginning of one?"""
    return bool(WHOLE.fullmatch(digest))


def _algorithm_of(digest):
    name = digest.partition(":")[0]
    return name if ":" in digest and name in KNOWN else FIRST
