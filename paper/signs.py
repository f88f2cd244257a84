"""Which signs can be printed, told apart before a page is drawn.

A sign that no font has would be embedded as "no such glyph", which neither PDF/A nor PDF/UA allows.
"""

import unicodedata
from functools import cache

from paper import fonts

MISSING = "□"
INVISIBLE = {"Cf", "Cc", "Mn", "Me", "Cs"}
JOINING = frozenset("\u200c\u200d\ufe0e\ufe0f")  # what shapes the signs around it, drawing nothing
FLAGS = frozenset(map(chr, range(0x1F1E6, 0x1F200)))  # two of these are one flag
MARKS = {"Mn", "Mc", "Me", "Sk"}
STYLED = {"<font>", "<wide>", "<narrow>"}


def printable(text):
    """The text with nothing in it that no font has.

    "𝐀" and "２" become plain ones, invisible signs go, what nothing draws becomes "□".
    """
    strange = set(text) - _of_arimo()
    return text.translate({ord(sign): _instead(sign) for sign in strange}) if strange else text


def unprintable(text):
    """The signs of a text that would be printed as "□", each once."""
    if text.isascii():
        return []
    return sorted(sign for sign in set(text) - _of_arimo() if _instead(sign) == MISSING)


def told_of_unprintable(text):
    """The same in a sentence beside what was typed; None when everything can be printed."""
    if signs := unprintable(text):
        return (
            f"Tanda {' '.join(signs)} tidak ada pada huruf surat dan formulir cetak. Hapus tanda "
            "itu, atau gantilah dengan kata."
        )
    return None


def are_shaped(text):
    """Do the glyphs of the text stand in another order than its letters, or for several of them?

    Not asked of what runs from right to left: there readers turn glyphs round, but not letters.
    """
    strange = set(text) - _of_arimo()
    if any(unicodedata.bidirectional(sign) in {"R", "AL"} for sign in strange):
        return False
    return any(
        sign in JOINING or sign in FLAGS or unicodedata.category(sign) in MARKS for sign in strange
    )


def _instead(sign):
    plain = unicodedata.normalize("NFKC", sign)
    is_styled = unicodedata.decomposition(sign).split(" ")[0] in STYLED
    if is_styled and plain.isalnum() and set(plain) <= _of_arimo():
        return plain
    if sign in JOINING:
        return sign
    if unicodedata.category(sign) not in {"Cf", "Cc", "Cs"} and sign in _of_noto():
        return sign
    if unicodedata.category(sign) in INVISIBLE:
        return ""
    return plain if set(plain) <= _of_arimo() | _of_noto() else MISSING


@cache
def _of_arimo():
    """Every sign that is in both the upright and the slanted font; the white space of a page."""
    return frozenset.intersection(*map(_signs_of, fonts.arimo())) | set("\n\r\t")


@cache
def _of_noto():
    return frozenset().union(*map(_signs_of, fonts.noto()))


def _signs_of(path):
    from fontTools.ttLib import TTFont

    return frozenset(map(chr, TTFont(path, lazy=True, fontNumber=0).getBestCmap()))
