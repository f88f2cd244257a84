"""Names that people give to files, made safe for whatever disk they come to lie on."""

import re
import unicodedata
from pathlib import PurePath

LONGEST = 120  # letters
MOST_BYTES = 200  # disks take 255 at most, encrypted ones less
NAMELESS = "tanpa-nama"
UNSEEN = {"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"}  # control, direction marks, halves of letters
REFUSED = re.compile(r'[<>:"/\\|?*\x00-\x1f\x7f]+')
DEVICES = re.compile(r"(?:CON|PRN|AUX|NUL|CLOCK\$|CONIN\$|CONOUT\$|(?:COM|LPT)[0-9¹²³])", re.I)


def visible(name):
    """The name as it looks: nothing in it hides, or turns the ending around."""
    told = "".join(letter for letter in name if unicodedata.category(letter) not in UNSEEN)
    return " ".join(unicodedata.normalize("NFC", told).split())


def known(name):
    """The visible name of an upload; an ending alone is none."""
    name = visible(name)
    return f"{NAMELESS}{name}" if name[:1] in ("", ".") else name


def plain(name):
    """A name without folders and without what file systems refuse, short enough for all."""
    name = visible(REFUSED.sub("-", name)).strip(" .") or NAMELESS
    stem, _, ending = name.rpartition(".")
    if not stem or len(ending) > LONGEST // 4:
        stem, ending = name, ""
    ending = f".{ending}" if ending else ""
    stem = _shortened(stem.rstrip(" ."), ending)
    return (
        f"_{stem}{ending}" if DEVICES.fullmatch(stem.partition(".")[0].strip()) else stem + ending
    )


def in_jpeg(name):
    """The name of a picture that has become a JPEG."""
    ending = PurePath(name).suffix
    return name if ending.lower() in (".jpg", ".jpeg") else f"{name.removesuffix(ending)}.jpg"


def _shortened(stem, ending):
    stem = stem[: LONGEST - len(ending)]
    while len(f"{stem}{ending}".encode()) > MOST_BYTES:
        stem = stem[:-1]
    return stem.rstrip(" .") or NAMELESS
