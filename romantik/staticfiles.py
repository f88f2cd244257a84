"""Which static files are served, and how: the few we use, hashed and compressed."""

from django.contrib.staticfiles.finders import AppDirectoriesFinder, FileSystemFinder
from django.contrib.staticfiles.storage import ManifestFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage

BOOTSTRAP = "css/bootstrap.min.css"
USED_OF_PACKAGES = ("django_htmx/htmx-2.min.js", "mfa/js/", "account/js/")


class OwnFiles(FileSystemFinder):
    """Our own files, and Bootstrap's style sheet: its JavaScript and source maps stay behind."""

    def list(self, ignore_patterns):
        """Yield ours and the one of Bootstrap's."""
        for path, storage in super().list(ignore_patterns):
            if not storage.prefix or path == BOOTSTRAP:
                yield path, storage


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
