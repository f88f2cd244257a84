"""What people type, freed of characters that nobody typed on purpose."""

import unicodedata

KEPT = {"\n", "\t"}
# Marks that turn the direction of writing, or take no room at all: they only serve to deceive.
INVISIBLE = dict.fromkeys(
    [*range(0x200B, 0x2010), *range(0x202A, 0x202F), *range(0x2060, 0x206A), 0x061C, 0xFEFF]
)


def plain(text):
    """The text without NUL, other control characters and direction marks."""
    text = text.replace("\r\n", "\n").replace("\r", "\n").translate(INVISIBLE)
    return "".join(
        char for char in text if char in KEPT or unicodedata.category(char) not in ("Cc", "Cs")
    )


def plain_line(text):
    """The same on one line, with single spaces."""
    return " ".join(plain(text).split())
