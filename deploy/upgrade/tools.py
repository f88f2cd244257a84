"""What both kinds of installation need: the folder that comes, and commands with their words."""

import hashlib
import json
import os
import shlex
import subprocess
import time
import tomllib
import urllib.error
import urllib.request
from fnmatch import fnmatch
from pathlib import Path

HERE = Path(__file__).resolve().parents[2]
# What the check of the new version's settings refuses.
LEVEL = os.environ.get("ROMANTIK_LEVEL", "WARNING")
# Seconds until the version that was switched to is ready.
PATIENCE = float(os.environ.get("ROMANTIK_PATIENCE", "90"))
NOT_CODE = {".git", ".venv", ".env", "var", "copies", "certificates", "inner-tls", "__pycache__"}
# What lies beside the code of whoever works there; of a release everybody may read everything.
SECRETS = (".env*", "kunci-*", "*.age", "*.p12", "*.pfx")


class Failed(Exception):
    """What stands in the way, in a sentence."""


def version():
    """What the code of this folder calls itself."""
    return tomllib.loads((HERE / "pyproject.toml").read_text())["project"]["version"]


def code():
    """All files of this folder that are the portal's, as paths below it."""
    for folder, names, files in os.walk(HERE):
        names[:] = sorted(set(names) - NOT_CODE)
        names[:] = [name for name in names if not name.startswith(".") or name == ".ci"]
        for name in sorted(set(files) - NOT_CODE):
            if name == ".env.example" or not any(fnmatch(name, each) for each in SECRETS):
                yield (Path(folder) / name).relative_to(HERE)


def digest():
    """Tell two folders of one version apart."""
    told = hashlib.sha256()
    for path in code():
        told.update(f"{path}\0".encode() + (HERE / path).read_bytes())
    return told.hexdigest()[:8]


def asked(address, word="siap"):
    """Whether it is ready; a version before 1.0.0 knows only whether it is well."""
    try:
        with urllib.request.urlopen(address, timeout=5) as answer:
            return bool(json.load(answer).get(word))
    except urllib.error.HTTPError as told:
        is_old = told.code == 404 and word == "siap"
        return is_old and asked(address.replace("/siap/", "/sehat/"), "sehat")
    except (OSError, ValueError):
        return False


def answers(question):
    """Ask until the answer is yes, for a while."""
    until = time.monotonic() + PATIENCE
    while not question():
        if time.monotonic() > until:
            return False
        time.sleep(1)
    return True


def run(*command, env=None, may_fail=False, quiet=False, cwd=None):
    """Run it, its words on the screen; return its exit code."""
    command = [str(word) for word in command]
    hush = subprocess.DEVNULL if quiet else None
    env = os.environ | (env or {})
    done = subprocess.run(command, cwd=cwd, env=env, stdout=hush, stderr=hush)
    if done.returncode and not may_fail:
        raise Failed(f"“{shlex.join(command)}” ended with {done.returncode}; nothing was switched.")
    return done.returncode


def output(*command):
    done = subprocess.run([str(word) for word in command], capture_output=True, text=True)
    return done.stdout.strip() if not done.returncode else ""


def say(words):
    print(f"== {words}", flush=True)
