"""The one font of everything that is printed: Arimo (SIL OFL), installed as a package.

Fontconfig is told of no other, so that the bytes of a PDF do not depend on the machine's fonts.
A sign that Arimo does not have is told apart here, before a page is drawn: it would be embedded as
"no such glyph", which neither PDF/A nor PDF/UA allows.
"""

import atexit
import os
import tempfile
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir></fontconfig>
"""
MISSING = "□"


@cache
def use_only_arimo():
    """Let this process draw with Arimo alone; said before WeasyPrint asks for fonts."""
    handle, name = tempfile.mkstemp(prefix="romantik-fonts-", suffix=".conf")
    with open(handle, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(folder=_folder()))
    atexit.register(_remove, Path(name), os.getpid())
    os.environ["FONTCONFIG_FILE"] = name
    os.environ["SOURCE_DATE_EPOCH"] = "0"  # the day fontTools writes into every font it cuts


def printable(text):
    """The text with nothing in it that the font does not have.

    "𝐀" and "２" become plain ones, invisible signs go, anything else becomes "□".
    """
    strange = _strange(text)
    return text.translate({ord(sign): _instead(sign) for sign in strange}) if strange else text


def unprintable(text):
    """The signs of a text that would be printed as "□", each once."""
    return sorted(sign for sign in _strange(text) if _instead(sign) == MISSING)


def _strange(text):
    return set(text) - _glyphs()


def _instead(sign):
    if unicodedata.category(sign) in {"Cf", "Cc", "Mn", "Me", "Cs"}:
        return ""
    plain = unicodedata.normalize("NFKC", sign)
    return plain if set(plain) <= _glyphs() else MISSING


@cache
def _glyphs():
    """Every sign that is in both the upright and the slanted font; the white space of a page."""
    from fontTools.ttLib import TTFont

    found = [TTFont(path, lazy=True).getBestCmap() for path in _folder().glob("*.ttf")]
    return frozenset(map(chr, set.intersection(*map(set, found)))) | set("\n\r\t")


def _folder():
    return Path(str(files("fontpkg_arimo"))) / "files"


def _remove(path, made_by):
    """Only the process that made the file takes it away, not one that was forked from it."""
    if os.getpid() == made_by:
        path.unlink(missing_ok=True)
