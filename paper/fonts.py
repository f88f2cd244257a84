"""The one font of everything that is printed: Arimo (SIL OFL), installed as a package.

The package has two variable fonts. The four faces are cut out of them once, because WeasyPrint
would cut them for every page anew, a third of its work; `python -m paper.fonts` does it
right after the installation. Fontconfig is told of no other font, so that the bytes of a PDF do not
depend on the machine's.

A sign that Arimo does not have is told apart here, before a page is drawn: it would be embedded as
"no such glyph", which neither PDF/A nor PDF/UA allows.
"""

import atexit
import hashlib
import os
import shutil
import sys
import tempfile
import unicodedata
from functools import cache
from importlib.resources import files
from pathlib import Path

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{folder}</dir></fontconfig>
"""
CUTS = {  # face: the variable font, and how bold
    "Arimo-Regular.ttf": ("Arimo[wght].ttf", 400),
    "Arimo-Bold.ttf": ("Arimo[wght].ttf", 700),
    "Arimo-Italic.ttf": ("Arimo-Italic[wght].ttf", 400),
    "Arimo-BoldItalic.ttf": ("Arimo-Italic[wght].ttf", 700),
}
MISSING = "□"


@cache
def use_only_arimo():
    """Let this process draw with Arimo alone; said before WeasyPrint asks for fonts."""
    folder = cut_fonts() or _of_this_process()
    handle, name = tempfile.mkstemp(prefix="romantik-fonts-", suffix=".conf")
    with open(handle, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(folder=folder))
    atexit.register(_remove, Path(name), os.getpid())
    os.environ["FONTCONFIG_FILE"] = name


def cut_fonts():
    """The folder of the four faces, beside the packages they come from; made if it is not there.

    It is there whole or not at all, whoever else makes it at the same time. None where this
    process may not write.
    """
    folder = _folder()
    if are_cut():
        return folder
    try:
        folder.parent.mkdir(parents=True, exist_ok=True)
        waiting = Path(tempfile.mkdtemp(prefix=".arimo-", dir=folder.parent))
    except OSError:
        return None
    try:
        _cut_into(waiting)
        waiting.chmod(0o755)
        waiting.rename(folder)
    except OSError:  # somebody else was quicker, or the disk is full
        return folder if folder.is_dir() else None
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return folder


def are_cut():
    """Are the faces there, so that nobody waits for them?"""
    return _folder().is_dir()


def printable(text):
    """The text with nothing in it that the font does not have.

    "𝐀" and "２" become plain ones, invisible signs go, anything else becomes "□".
    """
    strange = _strange(text)
    return text.translate({ord(sign): _instead(sign) for sign in strange}) if strange else text


def unprintable(text):
    """The signs of a text that would be printed as "□", each once."""
    return sorted(sign for sign in _strange(text) if _instead(sign) == MISSING)


def _folder():
    return Path(sys.prefix) / "share" / "romantik" / f"arimo-{_edition()}"


def _edition():
    """What the faces depend on: the fonts, who cuts them, and how."""
    import fontTools

    sources = [path.read_bytes() for path in sorted(_package().glob("*.ttf"))]
    facts = f"{fontTools.version} {CUTS}".encode()
    return hashlib.sha256(facts + b"".join(sources)).hexdigest()[:16]


def _cut_into(folder):
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    for face, (name, weight) in CUTS.items():
        variable = TTFont(_package() / name, recalcTimestamp=False)  # the same bytes every day
        cut = instantiateVariableFont(variable, {"wght": weight}, updateFontNames=True)
        cut.save(folder / face)


@cache
def _of_this_process():
    """Where nothing can be kept each process cuts its own: seconds, and the same bytes."""
    folder = Path(tempfile.mkdtemp(prefix="romantik-fonts-"))
    _cut_into(folder)
    atexit.register(_remove, folder, os.getpid())
    return folder


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

    found = [TTFont(path, lazy=True).getBestCmap() for path in _package().glob("*.ttf")]
    return frozenset(map(chr, set.intersection(*map(set, found)))) | set("\n\r\t")


def _package():
    return Path(str(files("fontpkg_arimo"))) / "files"


def _remove(path, made_by):
    """Only the process that made it takes it away, not one that was forked from it."""
    if os.getpid() == made_by:
        path.unlink(missing_ok=True) if path.is_file() else shutil.rmtree(path, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(cut_fonts() is None)
