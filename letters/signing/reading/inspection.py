"""Having a file from anywhere read, in a child process that may be killed (`reading.py`)."""

import json
import os
import subprocess
import sys
import threading
import time
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from cryptography.hazmat.primitives.serialization import Encoding

from letters.signing.roots import configured_intermediates
from letters.signing.trial_mark import TRIAL_MARK

CHILD = Path(__file__).with_name("reading.py")
PATIENCE = 8.5  # seconds to wait for a seat, start and read: with its page it ends within ten
SEATS = threading.BoundedSemaphore(os.cpu_count() or 2)


@dataclass(frozen=True)
class Signature:
    """What one signature in a file says, and how far it can be believed."""

    name: str
    issuer: str
    organisations: list[str]
    fingerprint: str
    expired: bool
    reason: str
    is_pades: bool
    signed_at: datetime | None
    stamped_at: datetime | None
    stamp_issuer: str
    whole_file: bool
    intact: bool
    trusted: bool

    @property
    def is_trial(self):
        """Was the certificate made for a demonstration?"""
        return any(TRIAL_MARK in organisation for organisation in self.organisations)

    @classmethod
    def from_child(cls, facts):
        """Take what the child said; moments come as text."""
        moments = {
            name: datetime.fromisoformat(facts[name]) if facts[name] else None
            for name in ("signed_at", "stamped_at")
        }
        return cls(**facts | moments)


@dataclass(frozen=True)
class Inspection:
    """What a file tells about itself; `problem` says why it told no more."""

    is_pdf: bool = False
    prefixes: list[str] = field(default_factory=list)
    places: list[int] = field(default_factory=list)  # where each prefix ends in the file
    codes: list[str] = field(default_factory=list)
    is_draft: bool = False
    count: int = 0
    signatures: list[Signature] = field(default_factory=list)
    problem: str = ""  # encrypted, unreadable, heavy, busy


def inspect(document, roots, moment=None, stamp_roots=None):
    """Read a file against the roots, as of now or as of a moment; never longer than PATIENCE.

    Timestamps are held to roots of their own, if these are given.
    """
    until = time.monotonic() + PATIENCE
    if not SEATS.acquire(timeout=PATIENCE / 2):
        return Inspection(problem="busy")
    try:
        task = {
            "roots": _as_text(roots),
            "stamp_roots": _as_text(roots if stamp_roots is None else stamp_roots),
            "others": _as_text(configured_intermediates()),
            "moment": moment.isoformat() if moment else None,
        }
        said = _said_by_child(document, task, until - time.monotonic())
    finally:
        SEATS.release()
    return _understood(said)


def _as_text(roots):
    return [root.public_bytes(Encoding.PEM).decode() for root in roots]


def _said_by_child(document, task, patience):
    try:
        child = subprocess.Popen(  # noqa: S603  (our own script, no shell)
            [sys.executable, "-I", str(CHILD)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8"},
        )
    except OSError:
        return b""
    try:
        return child.communicate(json.dumps(task).encode() + b"\n" + document, patience)[0]
    except subprocess.TimeoutExpired:
        child.kill()
        return child.communicate()[0]
    finally:
        if child.poll() is None:
            child.kill()
            child.wait()


def _understood(said):
    """What the child managed to say; whatever is missing was too much for it."""
    lines = [json.loads(line) for line in said.splitlines(keepends=True) if line.endswith(b"\n")]
    facts = {"problem": "" if len(lines) > 1 else "heavy"}
    codes = sorted({code for line in lines for code in line.pop("codes", [])})
    for line in lines:
        facts |= line
    facts["signatures"] = [Signature.from_child(one) for one in facts.get("signatures", [])]
    return Inspection(**facts, codes=codes)
