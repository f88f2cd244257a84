"""`manage.py prepare`: what bin/run needs done before it serves, as quickly as it can be."""

import hashlib
import importlib.metadata

from django.conf import settings
from django.contrib.auth import get_user_model
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command
from django.core.management.base import BaseCommand
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from requests_app.activities.publishing import mend


class Command(BaseCommand):
    """Bring database, reference data, static files and the demonstration up to date."""

    help = "Prepares database, reference data, static files and, if asked, the demonstration."

    def add_arguments(self, parser):
        """Take --empty."""
        parser.add_argument("--empty", action="store_true", help="no demonstration data")

    def handle(self, *args, empty, **options):
        """Do what is not done yet."""
        migrate_if_needed()
        collect_static_if_changed()
        if not empty and not get_user_model().objects.exists():
            self.act_out_demonstration()
        if get_user_model().objects.exists():
            call_command("demo", accounts=True)
        else:
            self.stdout.write("Nobody can log in yet; open this address to make the first admin:")
            call_command("first_admin", stdout=self.stdout)

    def act_out_demonstration(self):
        """Fill an empty database; interrupted, it is as empty as before (demonstration/stage)."""
        self.stdout.write("Acting out three months at the office …")
        call_command("demo", verbosity=0)


def migrate_if_needed():
    """Migrate and load the reference data, unless the database is up to date."""
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        call_command("migrate", verbosity=0)
        mend()  # an older installation has no catalogue yet
    call_command("reference", verbosity=0)


def collect_static_if_changed():
    """Collect, name and compress the static files, unless they are those of the last time."""
    stamp = settings.VAR_DIR / "static-files"
    digest = static_digest()
    if settings.STATIC_ROOT.is_dir() and stamp.exists() and stamp.read_text() == digest:
        return
    call_command("collectstatic", interactive=False, clear=True, verbosity=0)
    stamp.write_text(digest)


def static_digest():
    """Return a digest over every static file's name and content, and what compresses them."""
    digest = hashlib.sha256(importlib.metadata.version("whitenoise").encode())
    for finder in get_finders():
        for path, storage in sorted(finder.list(None), key=lambda found: found[0]):
            digest.update(path.encode())
            with storage.open(path) as file:
                digest.update(file.read())
    return digest.hexdigest()
