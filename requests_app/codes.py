"""The codes by which people name a submission."""

import secrets

from paper.codes import CODE_ALPHABET


def new_code():
    """Eight letters that cannot be guessed (39 bits) and can be read out on the telephone."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))
