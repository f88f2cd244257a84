"""The releases that are kept (docs/releases.toml), and their code out of the history."""

import os
import subprocess
import tomllib
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[3]
FILE = ROOT / "docs" / "releases.toml"


class Release(NamedTuple):
    """One that offices may run today."""

    version: str
    commit: str

    def unpack(self, folder):
        """Put its code there. Raises `Unreachable`."""
        self.reach()
        tar = _git("archive", "--format=tar", self.commit).stdout
        folder.mkdir(parents=True, exist_ok=True)
        subprocess.run(["tar", "-x", "-C", folder], input=tar, check=True)

    def migrations(self):
        """The names of all it has, as (app, name)."""
        self.reach()
        listed = _git("ls-tree", "-r", "--name-only", self.commit).stdout.decode().split()
        paths = [path.split("/") for path in listed if "/migrations/0" in path]
        return {(app, name.removesuffix(".py")) for app, _, name in paths}

    def reach(self):
        """Have its commit here, also in a clone without history that may fetch."""
        if self._is_here():
            return
        _git("fetch", "--quiet", "--depth=1", "origin", self.commit)
        if not self._is_here():
            raise Unreachable(
                f"The code of release {self.version} ({self.commit[:7]}) is not in this clone, "
                "and could not be fetched: git fetch --unshallow"
            )

    def _is_here(self):
        return _git("cat-file", "-e", f"{self.commit}^{{commit}}").returncode == 0


class Unreachable(Exception):
    """A clone without its history, or no clone."""


def releases():
    """All that are kept, oldest first."""
    told = tomllib.loads(FILE.read_text(encoding="utf-8"))["release"]
    return [Release(each["version"], each["commit"]) for each in told]


def has_its_history():
    """Is this a clone with all that was ever committed?"""
    return _git("rev-parse", "--is-shallow-repository").stdout.strip() == b"false"


def _git(*words):
    command = ["git", "-c", f"safe.directory={ROOT}", *words]
    quiet = os.environ | {"GIT_TERMINAL_PROMPT": "0"}
    return subprocess.run(command, cwd=ROOT, capture_output=True, env=quiet)
