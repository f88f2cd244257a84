"""Going back needs no restore: the release before works on the database that this one migrated."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from packaging.version import Version

from romantik import __version__
from tests.ops.upgrades.kept import ROOT, Release, Unreachable, releases

SMOKE = Path(__file__).with_name("smoke.py")


def passes(release, folder):
    """Run the smoke story by that release's code; what it said, if it failed."""
    release.unpack(folder)
    shutil.copy(SMOKE, folder / "tests" / "museum" / "test_smoke.py")
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-x", "--durations=9", "tests/museum/test_smoke.py"],
        cwd=folder,
        env={name: said for name, said in os.environ.items() if name[:6] != "PYTEST"}
        | {"TODAY": str(ROOT)},
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def test_the_release_before_passes_its_smoke_story_on_the_migrated_database(previous, tmp_path):
    said = passes(previous, tmp_path)
    assert "6 passed" in said


def test_the_kept_releases_are_older_than_this_one():
    numbers = [Version(each) for each in (*(each.version for each in releases()), __version__)]
    assert numbers == sorted(set(numbers))


def test_a_clone_without_the_code_of_a_release_says_so():
    with pytest.raises(Unreachable, match=r"release 0\.0\.1 .*git fetch --unshallow"):
        Release("0.0.1", "0" * 40).reach()
