"""The fonts of everything that is printed: Arimo, and Noto for what Arimo lacks (all SIL OFL).

Arimo is the face of the page. A sign that it does not have is drawn by one of the Noto fonts that
come in packages: a hundred scripts, mathematics, symbols, emoji in outline. Fontconfig is told of
no other font, so that the bytes of a PDF do not depend on the machine's.

Three things are done once, right after the installation (`python -m paper.fonts`): the four faces
of Arimo and two variable fonts of Noto are cut, because WeasyPrint would cut them for every page
anew, a third of its work, and each time with another date inside; the font of mathematics gets the
space that it lacks; and that of Arabic tells the letters of its ligatures one by one.
"""

import atexit
import hashlib
import os
import shutil
import sys
import tempfile
from functools import cache
from importlib.util import find_spec
from pathlib import Path

CONFIGURATION = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig>
<dir>{folder}</dir>
<dir>{noto}</dir>
<selectfont><rejectfont>{left_out}</rejectfont></selectfont>
<alias binding="same"><family>Arimo</family><accept>{preferred}</accept></alias>
<alias binding="same"><family>emoji</family><prefer><family>Noto Emoji</family></prefer></alias>
</fontconfig>
"""
# Made anew in our folder instead, or of a name that another font bears.
LEFT_OUT = ("*-VF.ttf", "*-Subsetted*.ttf", "NotoNaskhArabic-*.ttf")
PREFERRED = (  # where several have a sign, in this order; Chinese is drawn as in China
    *("Noto Naskh Arabic", "Noto Sans Math", "Noto Sans Symbols", "Noto Sans Symbols 2"),
    "Noto Sans CJK SC",
)
ARIMO, EMOJI = "fontpkg_arimo/files", "manimgx_fonts"
NOTO = "dynamic_font/assets/fonts/fallback"
CUTS = {  # face: the variable font, and where on its axes
    "Arimo-Regular.ttf": (f"{ARIMO}/Arimo[wght].ttf", {"wght": 400}),
    "Arimo-Bold.ttf": (f"{ARIMO}/Arimo[wght].ttf", {"wght": 700}),
    "Arimo-Italic.ttf": (f"{ARIMO}/Arimo-Italic[wght].ttf", {"wght": 400}),
    "Arimo-BoldItalic.ttf": (f"{ARIMO}/Arimo-Italic[wght].ttf", {"wght": 700}),
    "NotoEmoji-Regular.ttf": (f"{EMOJI}/NotoEmoji[wght].ttf", {"wght": 400}),
    "NotoSansKhmer-Regular.ttf": (f"{NOTO}/NotoSansKhmer-VF.ttf", {"wght": 400, "wdth": 100}),
}
ARABIC = ("NotoNaskhArabic-Regular.ttf", f"{NOTO}/NotoNaskhArabic-Regular.ttf")
MATHEMATICS = ("NotoSansMath-Regular.ttf", f"{NOTO}/NotoSansSymbols-Regular-Subsetted.ttf")


@cache
def use_only_ours():
    """Let this process draw with our fonts alone; said before WeasyPrint asks for fonts."""
    handle, name = tempfile.mkstemp(prefix="romantik-fonts-", suffix=".conf")
    preferred = "".join(f"<family>{family}</family>" for family in PREFERRED)
    left_out = "".join(f"<glob>{packaged(NOTO)}/{pattern}</glob>" for pattern in LEFT_OUT)
    facts = {"folder": folder(), "noto": packaged(NOTO), "preferred": preferred}
    facts["left_out"] = left_out
    with open(handle, "w", encoding="utf-8") as file:
        file.write(CONFIGURATION.format(**facts))
    atexit.register(_remove, Path(name), os.getpid())
    os.environ["FONTCONFIG_FILE"] = name


def arimo():
    """The variable fonts of the page's face, upright and slanted."""
    return sorted(packaged(ARIMO).glob("*.ttf"))


def noto():
    """The fonts that draw what Arimo lacks."""
    left_out = {path for pattern in LEFT_OUT for path in packaged(NOTO).glob(pattern)}
    return [*sorted(set(packaged(NOTO).iterdir()) - left_out), *sorted(folder().glob("Noto*"))]


def packaged(place):
    """The path of a file in an installed package, which is not imported for it."""
    package, _, inside = place.partition("/")
    return Path(find_spec(package).origin).parent / inside


def folder():
    """The folder of the faces that were cut, or of those that this process cuts for itself."""
    return cut_fonts() or _of_this_process()


def cut_fonts():
    """The folder of the faces, beside the packages they come from; made if it is not there.

    It is there whole or not at all, whoever else makes it at the same time. None where this
    process may not write.
    """
    kept = _kept()
    if kept.is_dir():
        return kept
    try:
        kept.parent.mkdir(parents=True, exist_ok=True)
        waiting = Path(tempfile.mkdtemp(prefix=".fonts-", dir=kept.parent))
    except OSError:
        return None
    try:
        _cut_into(waiting)
        waiting.chmod(0o755)
        waiting.rename(kept)
    except OSError:  # somebody else was quicker, or the disk is full
        return kept if kept.is_dir() else None
    finally:
        shutil.rmtree(waiting, ignore_errors=True)
    return kept


def are_cut():
    """Are the faces there, so that nobody waits for them?"""
    return _kept().is_dir()


def _kept():
    return Path(sys.prefix) / "share" / "romantik" / f"fonts-{_edition()}"


@cache
def _edition():
    """What the faces depend on: the fonts, who cuts them, and how."""
    import fontTools

    names = sorted({name for name, _ in CUTS.values()} | {MATHEMATICS[1], ARABIC[1]})
    ours = [Path(__file__).with_name(name) for name in ("fonts.py", "ligatures.py")]
    sources = [path.read_bytes() for path in [*map(packaged, names), *ours]]
    version = fontTools.version.encode()
    return hashlib.sha256(version + b"".join(sources)).hexdigest()[:16]


def _cut_into(folder):
    from fontTools.ttLib import TTFont
    from fontTools.varLib.instancer import instantiateVariableFont

    from paper.ligatures import tell_apart

    for face, (name, axes) in CUTS.items():
        variable = TTFont(packaged(name), recalcTimestamp=False)  # the same bytes every day
        instantiateVariableFont(variable, axes, updateFontNames="STAT" in variable).save(
            folder / face
        )
    for (face, name), mended in ((MATHEMATICS, _with_space), (ARABIC, tell_apart)):
        mended(TTFont(packaged(name), recalcTimestamp=False)).save(folder / face)


def _with_space(font):
    """The font of mathematics under a name of its own, with the space between its signs."""
    from fontTools.ttLib.tables._g_l_y_f import Glyph

    font["glyf"]["space"] = Glyph()
    font["hmtx"]["space"] = (font["head"].unitsPerEm // 4, 0)
    for table in font["cmap"].tables:
        if table.isUnicode():
            table.cmap[ord(" ")] = "space"
    for record in font["name"].names:
        record.string = record.toUnicode().replace("Symbols", "Math")
    return font


@cache
def _of_this_process():
    """Where nothing can be kept each process cuts its own: seconds, and the same bytes."""
    folder = Path(tempfile.mkdtemp(prefix="romantik-fonts-"))
    _cut_into(folder)
    atexit.register(_remove, folder, os.getpid())
    return folder


def _remove(path, made_by):
    """Only the process that made it takes it away, not one that was forked from it."""
    if os.getpid() == made_by:
        path.unlink(missing_ok=True) if path.is_file() else shutil.rmtree(path, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(cut_fonts() is None)
