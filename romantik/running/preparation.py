"""What bin/run does before it serves: `manage.py prepare`, in a process of its own."""

import hashlib
import json
import os
import signal
import subprocess
import sys
from contextlib import closing

from django.conf import settings
from django.db import DatabaseError, connection

from romantik.running.processes import launch, say

DECIDING_FILES = (
    "*/migrations/*.py",
    "accounts/data/*",
    "romantik/demonstration/*.py",
    "static/**/*",
    "requirements/prod.txt",
)
UNDER_WAY = "…"  # ends the lines that tell what is being done just now


class Preparation:
    """One run of `manage.py prepare`, and the memory of the last one."""

    def __init__(self, options):
        self.is_empty = options.empty
        self.memory = settings.VAR_DIR / "prepared"

    def is_known_to_be_done(self):
        """Tell whether nothing has changed since the last time, as files and database show."""
        applied = applied_migrations()
        known = applied and settings.STATIC_ROOT.is_dir()
        return bool(known) and self.remembered()["of"] == self.fingerprint(applied)

    def remembered(self):
        """Return what the last run was about and what it said."""
        try:
            return json.loads(self.memory.read_text())
        except (OSError, ValueError):
            return {"of": None, "said": []}

    def fingerprint(self, applied):
        """Return a digest over what decides whether there is something to do."""
        facts = (self.is_empty, settings.DATABASES, settings.PORTAL_URL, applied)
        digest = hashlib.sha256(str(facts).encode())
        for pattern in DECIDING_FILES:
            for file in sorted(settings.BASE_DIR.glob(pattern)):
                state = file.stat()
                digest.update(f"{file} {state.st_mtime_ns} {state.st_size}".encode())
        return digest.hexdigest()

    def repeat(self):
        """Say again what the last run said; without a demonstration, look again who there is."""
        if self.is_empty:
            self.run()
        else:
            for line in self.remembered()["said"]:
                say(line)

    def run(self):
        """Bring database, reference data, static files and demonstration up to date."""
        self.memory.unlink(missing_ok=True)
        command = [sys.executable, "-u", "manage.py", "prepare"]
        process = launch(
            [*command, "--empty"] if self.is_empty else command,
            stdout=subprocess.PIPE,
            encoding="utf-8",
        )
        said = []
        try:
            for line in map(str.rstrip, process.stdout):
                say(line)
                said += [] if line.endswith(UNDER_WAY) else [line]
            if process.wait():
                raise RuntimeError("the preparation failed (see above).")
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        of = self.fingerprint(applied_migrations())
        self.memory.write_text(json.dumps({"of": of, "said": said}))
        self.memory.chmod(0o600)


def applied_migrations():
    """What the database has been through, and when: one that was made anew differs in it."""
    line = connection.copy()
    try:
        line.ensure_connection()
        # The driver's own cursor: Django's warns of questions from where no apps are loaded.
        with line.wrap_database_errors, closing(line.create_cursor()) as cursor:
            cursor.execute("SELECT app, name, applied FROM django_migrations ORDER BY id")
            return [[str(part) for part in row] for row in cursor.fetchall()]
    except DatabaseError:  # no table, or nobody there: whoever prepares says which
        return None
    finally:
        line.close()
