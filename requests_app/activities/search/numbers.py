"""Numbers of letters and identities of recommendations, found however they are spaced."""

import re

from requests_app.activities.search.expression import facet

FEWEST_DIGITS, LONGEST = 5, 60
BEFORE = re.compile(r"^(?:\W*\b(?:identitas|kode|no|nomor|rekomendasi|surat)\b)+", re.IGNORECASE)


def number_token(text):
    """The token of a number: its letters and digits and nothing between them."""
    return facet("nomor", "".join(sign for sign in text.lower() if sign.isalnum()))


def asked_number(text):
    """The token that a question asks for if it may be a number; None if not."""
    text = BEFORE.sub("", text).strip()
    digits = sum(sign.isdigit() for sign in text)
    return number_token(text) if digits >= FEWEST_DIGITS and len(text) <= LONGEST else None
