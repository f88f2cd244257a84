"""The file `.env`, read and written line by line: comments and whatever else is there stay."""

import os
import re
import tempfile
from pathlib import Path

from wording import Wrong

# As the portal and compose read it: `export` and spaces around the sign may stand there.
LINE = re.compile(r"^(#(?=[A-Z])|\s*(?:export\s+)?)([A-Z][A-Z0-9_]*)\s*=\s*(.*)$")
QUOTED = re.compile(r"""(?:'((?:[^'\\]|\\.)*)'|"((?:[^"\\]|\\.)*)")\s*(?:#.*)?$""")
# Compose's own settings beside it: a name with `:` or `=` behind, in a map or in a list.
OVERRIDES = [
    f"{stem}.override.{end}" for stem in ("compose", "docker-compose") for end in ("yaml", "yml")
]
NAMED = re.compile(r"""^\s*(?:-\s*)?["']?([A-Z][A-Z0-9_]*)["']?\s*[:=]\s*\S""", re.MULTILINE)
MADE_UP = ("example", ":password@")  # marks of the example's values that nobody can mean


class EnvFile:
    """What is there already; begun from `.env.example`, whose made-up values mean nothing."""

    def __init__(self, path, example):
        # Where a link leads, for the portal reads that file and not the link.
        self.path = path.resolve()
        self.was_there = self.path.exists()
        pattern = example.read_text("utf-8").splitlines()
        found = {match[2]: match[3] for match in map(LINE.match, pattern) if match}
        self.samples = {n: v for n, v in found.items() if any(mark in v for mark in MADE_UP)}
        self.answered = set()
        try:
            self.lines = self.path.read_text("utf-8").splitlines() if self.was_there else []
        except (OSError, UnicodeDecodeError) as error:
            reason = getattr(error, "strerror", "") or "bukan UTF-8"
            raise Wrong(f"{path} tidak dapat dibaca ({reason}).") from None
        if not self.was_there:
            self.lines = [emptied(line) for line in pattern]

    def get(self, name):
        """A value, "" where it is missing or still the example's."""
        value = self._written(name)
        if file := self._written(f"{name}_FILE"):
            try:
                return Path(file).read_text("utf-8").strip()
            except (OSError, UnicodeDecodeError):
                return ""
        return "" if value == self.samples.get(name) and name not in self.answered else value

    def has(self, name):
        """Whether it is set, be it where it cannot be read from here."""
        return bool(self.get(name) or self.elsewhere(name))

    def elsewhere(self, name):
        """Where it is set and cannot be read from here, in words; "" if it is not."""
        if self._written(f"{name}_FILE"):
            return f"di berkas {name}_FILE, yang tidak terbaca dari sini"
        for override in (self.path.parent / each for each in OVERRIDES):
            try:
                named = NAMED.findall(override.read_text("utf-8"))
            except (OSError, UnicodeDecodeError):
                continue
            if {name, f"{name}_FILE"} & set(named):
                return f"di {override.name}; tidak dicoba dari sini"
        return ""

    def overlooked(self):
        """Compose's override that it does not read, for COMPOSE_FILE names the files instead."""
        named = self._written("COMPOSE_FILE")
        files = {Path(each).name for each in named.split(":")}
        there = (each for each in OVERRIDES if (self.path.parent / each).exists())
        return next((each for each in there if named and each not in files), "")

    def _written(self, name):
        found = [m for m in map(LINE.match, self.lines) if m and m[2] == name and m[1] != "#"]
        return unquoted(found[-1][3]) if found else ""

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
        at = next((at for at, match in reversed(matches) if match[1] != "#"), matches[-1][0])
        self.lines[at] = line

    def refuse_if_shut(self):
        """Before anything is asked: nobody should type it all in vain."""
        folder = self.path.parent
        if not folder.is_dir() or not os.access(folder, os.W_OK):
            raise Wrong(f"folder {folder} tidak ada atau tidak dapat ditulisi.")

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


def unquoted(text):
    """A value without its quotes or the comment after it."""
    if match := QUOTED.match(text):
        return re.sub(r"\\(.)", r"\1", next(part for part in match.groups() if part is not None))
    return "" if text.startswith("#") else re.sub(r"\s+#.*", "", text).strip()


def emptied(line):
    """A line of the example without its value."""
    match = LINE.match(line)
    return f"{match[2]}=" if match and match[1] != "#" else line
