"""The tools, in an environment of their own: what tests and portal stand on is left alone."""

import hashlib
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[3]


class Tools:
    """Made once from a lock file, and anew when that has changed."""

    def __init__(self, lock="scan"):
        self.place, lock = ROOT / "var" / lock, ROOT / "requirements" / f"{lock}.txt"
        self.python = self.place / "bin" / "python"
        stamp, mark = self.place / "installed", hashlib.sha256(lock.read_bytes()).hexdigest()
        if stamp.exists() and stamp.read_text() == mark:
            return
        print(f"Installing the tools of {lock.relative_to(ROOT)} …", flush=True)
        uv = [sys.executable, "-m", "uv"]
        self._must([*uv, "venv", "--quiet", "--clear", str(self.place)])
        wanted = ["--require-hashes", "-r", str(lock)]
        self._must([*uv, "pip", "install", "--quiet", "--python", str(self.python), *wanted])
        stamp.write_text(mark)

    def run(self, name, *words, seconds, cwd=ROOT, **more):
        """A tool, to its end or to the end of its time: (code or None, output, errors)."""
        command = [str(self.place / "bin" / name), *map(str, words)]
        try:
            done = subprocess.run(
                command, cwd=cwd, capture_output=True, text=True, timeout=seconds, **more
            )
        except subprocess.TimeoutExpired as cut:
            return None, _text(cut.stdout), _text(cut.stderr)
        return done.returncode, done.stdout, done.stderr

    def _must(self, command):
        if subprocess.run(command, cwd=ROOT).returncode:
            sys.exit("The tools cannot be had (see above); nothing was looked at.")


def _text(said):
    return said.decode(errors="replace") if isinstance(said, bytes) else said or ""
