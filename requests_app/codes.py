"""The codes by which people name a submission."""

import secrets

CODE_ALPHABET = "23456789ABCDEFGHJKMNPQRSTVWXYZ"  # no look-alikes: 0/O, 1/I/L, U/V


def new_code():
    """Eight letters that cannot be guessed (39 bits) and can be read out on the telephone."""
    return "".join(secrets.choice(CODE_ALPHABET) for _ in range(8))
