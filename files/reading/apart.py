"""Having a file from anywhere read in a process of its own, which may be killed (`child.py`)."""

import json
import os
import subprocess
import sys
import threading
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parents[2]
START = "import sys; sys.path.append(sys.argv[1]); from files.reading.child import main; main()"
PATIENCE = 12  # seconds for one file
WAIT = 5  # seconds for a seat
SEATS = threading.BoundedSemaphore(os.cpu_count() or 2)


class Reading(NamedTuple):
    """What is wrong with a file, "" for nothing; and its new bytes where it had to change."""

    problem: str
    document: bytes = b""


def read(document, patience=None, **task):
    """What the child says of the file's bytes; "busy" and "heavy" when it does not get to it.

    Whoever lets nobody wait may have more ``patience``, and allow the child more ``seconds``.
    """
    if not SEATS.acquire(timeout=WAIT):
        return Reading("busy")
    try:
        head, _, changed = _said(
            json.dumps(task).encode() + b"\n" + document, patience or PATIENCE
        ).partition(b"\n")
    finally:
        SEATS.release()
    return Reading(json.loads(head)["problem"], changed) if head else Reading("heavy")


def _said(told, patience):
    """All that the child says, or nothing: half an answer would be half a file."""
    try:
        child = subprocess.Popen(  # noqa: S603  (our own code, no shell)
            [sys.executable, "-I", "-c", START, str(ROOT)],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            env={"LANG": "C.UTF-8"},
        )
    except OSError:
        return b""
    with child:
        try:
            said, _ = child.communicate(told, patience)
        except subprocess.TimeoutExpired:
            said = b""
        finally:
            child.kill()
    return said if child.returncode == 0 else b""
