"""Reading what somebody has at hand: a code, the printed address, a number or an identity."""

import re
import unicodedata
from dataclasses import dataclass, field

from letters import codes

LABEL = re.compile(
    r"^\W*(?:(?:kode|alamat|nomor|no|identitas|surat|rekomendasi|qr)\b[\s.]*)+[:.=]?\s*",
    re.IGNORECASE,
)
ADDRESS = re.compile(r"(?:/|^)surat/(?!\?)([^/#?]+)|[?&]code=([^&#]+)", re.IGNORECASE)
ENDING = re.compile(r"\.json$", re.IGNORECASE)
CODE = re.compile(
    r"(?<![0-9A-Z])[0-9A-Z]{5,6}(?:[\W_]+[0-9A-Z]{5,6}){2}(?![0-9A-Z])", re.IGNORECASE
)
DIGIT = "[0-9OIL]"  # with what is taken for one
IDENTITY = re.compile(
    rf"(?<![^\W_])([VK])[\W_]*({DIGIT}{{2}})[\W_]*({DIGIT}{{4}})[\W_]*({DIGIT}{{3,6}})(?![^\W_])",
    re.IGNORECASE,
)
STROKES = re.compile(  # "B-012/63020/KS.000/03/2026" among words
    r"(?<![^\s/])[^\s/]++(?:\s*/\s*[^\s/]++)+"
)
MOST_NUMBERS = 5
AROUND = "\"'“”‘’«»()[]<>.,;:!?"
MISREAD = str.maketrans("OIL", "011")
DASHES = re.compile("[‐‑‒–—−]")


@dataclass(frozen=True)
class Typed:
    """What was typed: a code, or the number or identity of a letter in ways of writing it."""

    code: codes.TypedCode | None = None
    identity: str = ""
    numbers: list[str] = field(default_factory=list)

    @property
    def is_reference(self):
        """Does it name a letter by what anybody could count up?"""
        return bool(self.identity or self.numbers)


def read(text):
    """Read what was typed or pasted, with labels, line breaks and spaces in it."""
    text = LABEL.sub("", _plain(text), count=1)
    tight = re.sub(r"\s", "", text)
    if address := ADDRESS.search(tight):
        return Typed(code=codes.read(ENDING.sub("", address[1] or address[2])))
    found = CODE.search(text)
    if identity := IDENTITY.fullmatch(tight) or (not found and IDENTITY.search(text)):
        return Typed(identity=_identity(*identity.groups()))
    if not found and ("/" in tight or re.fullmatch(r"B\W?\d{1,6}.*", tight)):
        return Typed(numbers=_numbers(text))
    return Typed(code=codes.read(found[0] if found else text))


def _plain(text):
    text = unicodedata.normalize("NFKC", text)
    text = "".join(sign for sign in text if unicodedata.category(sign) != "Cf")
    return DASHES.sub("-", text).strip()


def _identity(kind, *parts):
    year, office, sequence = (part.upper().translate(MISREAD) for part in parts)
    return f"{kind.upper()}-{year}.{office}.{sequence}"


def _numbers(text):
    """All that was typed, and what strokes join in it, in the ways that a number is stored."""
    ways = {
        " ".join(way.split()).strip(AROUND) for way in [text, *STROKES.findall(text)[:MOST_NUMBERS]]
    }
    ways |= {way.replace(" ", "") for way in ways}
    return sorted(ways | {way.upper() for way in ways})
