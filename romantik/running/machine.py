"""What the portal needs of the machine beside Python: libraries and tools.

They go by Debian's names.

Run as a script (`python romantik/running/machine.py run|test`) it prints the packages that are
missing and fails; it needs the standard library only, so that it can speak before anything else
works.
"""

import ctypes
import os
import shutil
import sys
from pathlib import Path
from typing import NamedTuple

FONT_FOLDERS = ("/usr/share/fonts", "/usr/local/share/fonts", "~/.local/share/fonts", "~/.fonts")
JAXB = "/usr/share/java/jaxb-runtime.jar"
NPM = Path(sys.prefix) / "npm/node_modules"
NU_CHECKER = NPM / "vnu-jar/build/dist/vnu.jar"
SNIFFER = NPM / "html_codesniffer/build/HTMLCS.js"
CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
USUAL = "/usr/local/bin:/usr/bin:/bin:/usr/sbin"
# The shell is Chromium without the desktop around it: half the work for the tests.
TEST_BROWSERS = ("chromium-headless-shell", *CHROMIUM)


class Need(NamedTuple):
    """One thing the machine must have: for what, how Debian calls it, and whether it is there."""

    what: str
    package: str
    is_met: bool


def library(name):
    """Tell whether the dynamic loader finds a library."""
    try:
        ctypes.CDLL(name)
    except OSError:
        return False
    return True


def font(*names):
    """Tell whether one of the fonts is installed."""
    folders = [Path(folder).expanduser() for folder in FONT_FOLDERS if not is_homeless(folder)]
    return any(any(folder.rglob(name)) for folder in folders if folder.is_dir() for name in names)


def is_homeless(folder):
    """Tell whether a folder is asked for in a home that does not exist."""
    return folder.startswith("~") and not os.environ.get("HOME")


def tool(*names):
    """Tell whether one of the programs is there; a bare PATH may leave out the usual folders."""
    return any(find_tool(name) for name in names)


def find_tool(name):
    """Return the path of a program, or None."""
    return shutil.which(name, path=f"{os.environ.get('PATH', '')}:{USUAL}")


def needs_to_run():
    """What letters need: WeasyPrint loads these when it draws a page."""
    return [
        Need("Pango draws text", "libpango-1.0-0", library("libpango-1.0.so.0")),
        Need("Pango finds fonts", "libpangoft2-1.0-0", library("libpangoft2-1.0.so.0")),
        Need("HarfBuzz cuts fonts", "libharfbuzz-subset0", library("libharfbuzz-subset.so.0")),
    ]


def needs_to_test():
    """What the tests look at pages and letters with."""
    return [
        *needs_to_run(),
        Need("a font for pages", "fonts-liberation2", font("LiberationSans-Regular.ttf")),
        Need("a browser", "chromium-headless-shell", tool(*TEST_BROWSERS)),
        Need("pdfsig, pdftotext, pdftoppm", "poppler-utils", tool("pdfsig")),
        Need("qpdf", "qpdf", tool("qpdf")),
        Need("a token in software", "softhsm2", tool("softhsm2-util")),
        Need("a pool before PostgreSQL", "pgbouncer", tool("pgbouncer")),
        Need("a reader of QR codes", "zbar-tools", tool("zbarimg")),
        Need("Java for veraPDF and the Nu checker", "default-jre-headless", tool("java")),
        Need("what veraPDF reads profiles with", "libjaxb-java", Path(JAXB).is_file()),
        Need("npm, which brings the Nu checker", "npm", tool("npm") or NU_CHECKER.is_file()),
    ]


if __name__ == "__main__":
    needs = needs_to_test() if sys.argv[1:] == ["test"] else needs_to_run()
    missing = [need.package for need in needs if not need.is_met]
    print(*missing)
    sys.exit(bool(missing))
