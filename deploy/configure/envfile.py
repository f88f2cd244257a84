"""The file `.env`, read and written line by line: comments and whatever else is there stay."""

import os
import re
import tempfile
from pathlib import Path

LINE = re.compile(r"^(#?)([A-Z][A-Z0-9_]*)=(.*)$")


class EnvFile:
    """What is there already; begun from `.env.example`, whose own values mean nothing."""

    def __init__(self, path, example):
        self.path, self.was_there = path, path.exists()
        pattern = example.read_text("utf-8").splitlines()
        self.samples = {match[2]: match[3] for match in map(LINE.match, pattern) if match}
        self.answered = set()
        self.lines = path.read_text("utf-8").splitlines() if self.was_there else []
        if not self.was_there:
            self.lines = [emptied(line) for line in pattern]

    def get(self, name):
        """A value, "" where it is missing or still the example's."""
        found = [m for m in map(LINE.match, self.lines) if m and m[2] == name and not m[1]]
        value = found[-1][3].strip() if found else ""
        if len(value) > 1 and value[0] == value[-1] and value[0] in "'\"":
            value = value[1:-1]
        return "" if value == self.samples.get(name) and name not in self.answered else value

    def put(self, name, value):
        """Set a value, in its place among the comments if it has one there."""
        self.answered.add(name)
        matches = [
            (at, m) for at, m in enumerate(map(LINE.match, self.lines)) if m and m[2] == name
        ]
        line = f"{name}={value}"
        if not matches:
            self.lines.append(line)
            return
        at = next((at for at, match in reversed(matches) if not match[1]), matches[-1][0])
        self.lines[at] = line

    def store(self):
        """Write it whole or not at all, readable by no others."""
        descriptor, name = tempfile.mkstemp(dir=self.path.parent, prefix=".env-")  # 0600
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8") as file:
                file.write("\n".join(self.lines) + "\n")
                file.flush()
                os.fsync(file.fileno())
            if self.was_there:  # a group may read it that could before: the installer's does
                before = self.path.stat()
                os.chown(name, before.st_uid, before.st_gid)
                Path(name).chmod(before.st_mode & 0o640)
            Path(name).replace(self.path)
        except BaseException:
            Path(name).unlink(missing_ok=True)
            raise

    def is_open(self):
        """Whether others can read it, or write into it."""
        return self.was_there and bool(self.path.stat().st_mode & 0o027)


def emptied(line):
    """A line of the example without its value."""
    match = LINE.match(line)
    return f"{match[2]}=" if match and not match[1] else line
