"""Which static files are served, and how: the few we use, hashed and compressed."""

from django.contrib.staticfiles.finders import AppDirectoriesFinder, FileSystemFinder
from django.contrib.staticfiles.storage import ManifestFilesMixin
from whitenoise.storage import CompressedManifestStaticFilesStorage


class Chosen:
    """A finder that lists and finds nothing outside `chosen`."""

    chosen = ()

    def list(self, ignore_patterns):
        """Yield the chosen files."""
        return (
            (path, storage) for path, storage in super().list(ignore_patterns) if self.knows(path)
        )

    def find(self, path, **options):
        """Find a file if it is a chosen one."""
        return super().find(path, **options) if self.knows(path) else []

    def knows(self, path):
        """Tell whether the file is served at all."""
        return path.startswith(self.chosen)


class OwnFiles(Chosen, FileSystemFinder):
    """Our own files, and Bootstrap's style sheet: its JavaScript and source maps stay behind."""

    def knows(self, path):
        """Tell whether the file is ours or the one of Bootstrap's."""
        return not path.startswith("bootstrap/") or path == "bootstrap/css/bootstrap.min.css"


class PackageFiles(Chosen, AppDirectoriesFinder):
    """What installed apps need in the browser: htmx, and allauth's scripts for passkeys."""

    chosen = ("django_htmx/htmx-2.min.js", "mfa/", "account/")


class Storage(CompressedManifestStaticFilesStorage):
    """Names with a hash, compressed once; references to source maps are let be: we ship none."""

    patterns = tuple(
        (glob, tuple(rule for rule in rules if "sourceMappingURL" not in str(rule)))
        for glob, rules in ManifestFilesMixin.patterns
    )
