"""Reads one file from anywhere: the process that `apart.py` starts, and that may be killed.

It takes a line of JSON and then the file from its standard input, and answers with a line of JSON
and the file's new bytes, if it had to change. It knows neither Django nor the database.
"""

import importlib
import json
import sys

from files.reading.limits import lock_down

MEMORY = 1024 * 1024 * 1024
SECONDS = 10  # of the processor


def main():
    task = json.loads(sys.stdin.buffer.readline())
    name, seconds = task.pop("reader"), task.pop("seconds", SECONDS)
    lock_down(MEMORY, seconds, threads=name == "pictures")  # the decoder of HEIC has some
    reader = importlib.import_module(f"files.reading.{name}")
    problem, document = _read(reader, sys.stdin.buffer.read(), task)
    sys.stdout.buffer.write(json.dumps({"problem": problem}).encode() + b"\n" + document)


def _read(reader, document, task):
    try:
        problem, changed = reader.read(document, **task)
    except (MemoryError, RecursionError):
        return "heavy", b""
    except Exception:  # a reader fed with anything may raise anything
        return "damaged", b""
    return problem, changed
