"""An installation of an earlier version, put back as an operator puts back a backup.

Its rows stand in a database of their own. Commands run on it in processes of their own, as they
do when an installation is brought up to date; `opened` lets the tests' own portal be it.
"""

import json
import lzma
import os
import shutil
import subprocess
import sys
from contextlib import closing, contextmanager
from pathlib import Path
from urllib.parse import urlsplit
from uuid import uuid4

from django.contrib.contenttypes.models import ContentType
from django.db import connection, connections

from romantik.settings import PASSWORD_HASHERS

ROOT = Path(__file__).parents[2]
MUSEUM = ROOT / "tests" / "data" / "museum"
VERSIONS = sorted(path.name for path in MUSEUM.iterdir())


class Installation:
    """One version's rows, files and settings."""

    def __init__(self, version, folder):
        self.kept, self.folder = MUSEUM / version, folder
        manifest = json.loads((self.kept / "manifest.json").read_text())
        self.letters, self.said = manifest["letters"], manifest["said"]
        self.settings = {
            "SECRET_KEY": manifest["secret_key"],
            "SIGNING_ROOTS": str(self.kept / "roots.pem"),
            "TIMESTAMP_ROOTS": str(self.kept / "stamps.pem"),
        }
        shutil.unpack_archive(self.kept / "var.tar.xz", folder / "var")

    def manage(self, *words):
        """Run a command of today's portal on it."""
        environment = {
            "DJANGO_SETTINGS_MODULE": "romantik.settings",
            "ENV_FILE": os.devnull,
            "DEMONSTRATION": "true",
            "VAR_DIR": str(self.folder / "var"),
            "DATABASE_URL": self.address,
            **self.settings,
        }
        command = [sys.executable, "manage.py", *words]
        subprocess.run(command, cwd=ROOT, env=os.environ | environment, check=True)

    def document(self, digest):
        """A file of a letter."""
        name = f"{digest[:2]}/{digest}.pdf"
        return (self.folder / "var" / "private" / "letters" / name).read_bytes()


@contextmanager
def put_back(version, folder):
    """The installation, its rows in a database of the kind that the tests use."""
    installation = Installation(version, folder)
    archive, database = DATABASES[connection.vendor]
    rows = lzma.decompress((installation.kept / archive).read_bytes())
    with database(rows, folder) as (installation.address, installation.database):
        yield installation


@contextmanager
def _on_sqlite(rows, folder):
    file = folder / "museum.sqlite3"
    file.write_bytes(rows)
    yield f"sqlite:///{file}", str(file)


@contextmanager
def _on_postgresql(rows, folder):
    name = f"museum_{uuid4().hex}"
    with connection._nodb_cursor() as cursor:
        cursor.execute(f"CREATE DATABASE {name}")
    try:
        with closing(_connected(name)) as filled, filled.cursor() as cursor:
            cursor.execute(rows.decode())
        yield urlsplit(os.environ["TEST_DATABASE_URL"])._replace(path=f"/{name}").geturl(), name
    finally:
        with connection._nodb_cursor() as cursor:
            cursor.execute(f"DROP DATABASE {name} WITH (FORCE)")


DATABASES = {"sqlite": ("sqlite3.xz", _on_sqlite), "postgresql": ("postgresql.xz", _on_postgresql)}


@contextmanager
def opened(installation, settings):
    """Let the portal of this process be the installation: its rows, keys, roots and passwords."""
    settings.VAR_DIR = installation.folder / "var"
    settings.STATEMENT_KEYS = settings.VAR_DIR / "private" / "statement-keys"
    settings.PASSWORD_HASHERS = PASSWORD_HASHERS
    for name, value in installation.settings.items():
        setattr(settings, name, value)
    mine = connections["default"]
    with closing(_connected(installation.database)) as connections["default"]:
        ContentType.objects.clear_cache()  # remembers the numbers that types have in a database
        yield
    ContentType.objects.clear_cache()
    connections["default"] = mine


def _connected(name):
    """A connection like that of the tests, to another database."""
    like = connections["default"]
    return type(like)(like.settings_dict | {"NAME": name}, alias="default")
