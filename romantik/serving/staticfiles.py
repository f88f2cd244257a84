"""Which static files are served, and how: the few we use, joined, hashed and compressed."""

import re
from pathlib import Path
from tempfile import NamedTemporaryFile

from django.conf import settings
from django.contrib.staticfiles.finders import (
    AppDirectoriesFinder,
    BaseStorageFinder,
    FileSystemFinder,
)
from django.contrib.staticfiles.storage import ManifestFilesMixin
from django.core.files.storage import FileSystemStorage
from whitenoise.storage import CompressedManifestStaticFilesStorage

from romantik.serving.fitting import fitted_bootstrap

STYLE = "css/romantik"  # the sheet and the folder of its parts
SHEET = f"{STYLE}.css"
IMPORT = re.compile(r'^@import "(.+)";$', re.MULTILINE)
COMMENT = re.compile(r"/\*.*?\*/\n*", re.DOTALL)
BETWEEN = re.compile(r" ?([{};]) ?")
BOOTSTRAP = "bootstrap/css/bootstrap.min.css"
USED_OF_PACKAGES = ("django_htmx/htmx-2.min.js", "mfa/js/", "account/js/")


class MadeSheets(BaseStorageFinder):
    """Our style sheet as one file, and what we wear of Bootstrap's, made when somebody looks."""

    storage = FileSystemStorage(settings.VAR_DIR / "joined")

    def list(self, ignore_patterns):
        """Yield both."""
        for path, style in made_sheets().items():
            self.make(path, style())
        return ((path, self.storage) for path in made_sheets())

    def find(self, path, find_all=False):
        """Find one of them."""
        if path in made_sheets():
            self.make(path, made_sheets()[path]())
        return super().find(path, find_all)

    def make(self, path, style):
        """Write a sheet, unless it stands there already."""
        made = Path(self.storage.path(path))
        if made.exists() and made.read_text(encoding="utf-8") == style:
            return
        made.parent.mkdir(parents=True, exist_ok=True)
        with NamedTemporaryFile(dir=settings.VAR_DIR, delete=False) as file:
            file.write(style.encode())
        Path(file.name).replace(made)  # at once: nobody is served half a sheet


def made_sheets():
    """How each sheet is made, {path: its text}."""
    return {SHEET: joined_style, BOOTSTRAP: fitted_bootstrap}


def joined_style():
    """Put each part in the place of its import."""
    sheet = settings.BASE_DIR / "static" / SHEET

    def part(imported):
        return (sheet.parent / imported[1]).read_text(encoding="utf-8")

    return compact(IMPORT.sub(part, sheet.read_text(encoding="utf-8")))


def compact(style):
    """Rules without comments and without the lines and blanks that stand for who reads them."""
    return BETWEEN.sub(r"\1", " ".join(COMMENT.sub("", style).split()))


class OwnFiles(FileSystemFinder):
    """Our other files."""

    def list(self, ignore_patterns):
        """Yield them; the parts of the sheet are served as a whole."""
        for path, storage in super().list(ignore_patterns):
            if not path.startswith(STYLE):
                yield path, storage

    def find(self, path, find_all=False):
        """Find no part of the sheet."""
        return [] if path.startswith(STYLE) else super().find(path, find_all)


class PackageFiles(AppDirectoriesFinder):
    """What installed apps need in the browser: htmx, and allauth's scripts for passkeys."""

    def list(self, ignore_patterns):
        """Yield what we use of the packages' files."""
        for path, storage in super().list(ignore_patterns):
            if path.startswith(USED_OF_PACKAGES):
                yield path, storage


class Storage(CompressedManifestStaticFilesStorage):
    """Names with a hash, compressed once; references to source maps are let be: we ship none."""

    patterns = tuple(
        (glob, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for glob, rules in ManifestFilesMixin.patterns
    )
