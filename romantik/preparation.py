"""What bin/run does before it serves: `manage.py prepare`, in a process of its own."""

import hashlib
import os
import signal
import sys
from pathlib import Path

from django.conf import settings

from romantik.processes import launch

DECIDING_FILES = ("*/migrations/*.py", "accounts/data/*", "static/**/*", "requirements/prod.txt")


class Preparation:
    """One run of `manage.py prepare`, and the memory of the last one."""

    def __init__(self, options):
        self.arguments = ["--empty"] if options.empty else []
        self.memory = settings.VAR_DIR / "prepared"

    def is_known_to_be_done(self):
        """Tell whether nothing has changed since the last time, as far as files show."""
        database = settings.DATABASES["default"]
        if "sqlite" not in database["ENGINE"] or not Path(database["NAME"]).exists():
            return False
        if not settings.STATIC_ROOT.is_dir() or not self.memory.exists():
            return False
        return self.memory.read_text() == self.fingerprint()

    def fingerprint(self):
        """Return a digest over what decides whether there is something to do."""
        digest = hashlib.sha256(f"{self.arguments} {settings.DATABASES}".encode())
        for pattern in DECIDING_FILES:
            for file in sorted(settings.BASE_DIR.glob(pattern)):
                state = file.stat()
                digest.update(f"{file} {state.st_mtime_ns} {state.st_size}".encode())
        return digest.hexdigest()

    def run(self):
        """Bring database, reference data, static files and demonstration up to date."""
        self.memory.unlink(missing_ok=True)
        process = launch([sys.executable, "manage.py", "prepare", *self.arguments])
        try:
            if process.wait():
                raise RuntimeError("the preparation failed (see above).")
        finally:
            if process.poll() is None:
                os.killpg(process.pid, signal.SIGKILL)
                process.wait()
        self.memory.write_text(self.fingerprint())
