"""What changed between two versions of the answers."""

import re
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cached_property

ADDED, REMOVED, CHANGED = "+", "−", "±"
SPOKEN = {ADDED: "baris ditambahkan", REMOVED: "baris dihapus", CHANGED: "baris diubah"}


@dataclass(frozen=True)
class RowChange:
    """One row of a table that was added, removed or changed; cells in words."""

    sign: str
    before: list | None
    after: list | None

    @property
    def label(self):
        """The sign in words."""
        return SPOKEN[self.sign]

    @property
    def cells(self):
        """(before, after, differs) of each column."""
        before = self.before or [""] * len(self.after)
        after = self.after or [""] * len(self.before)
        return [(old, new, old != new) for old, new in zip(before, after, strict=True)]


@dataclass(frozen=True)
class Change:
    """One question answered differently than before."""

    key: str  # "block.question"
    number: str
    label: str
    before: str
    after: str
    columns: list | None = None
    rows: list | None = None

    @property
    def before_words(self):
        """The earlier text in parts: (whether it is gone now, text)."""
        return [(sign == REMOVED, text) for sign, text in self.words if sign != ADDED]

    @property
    def after_words(self):
        """The later text in parts: (whether it is new, text)."""
        return [(sign == ADDED, text) for sign, text in self.words if sign != REMOVED]

    @cached_property
    def words(self):
        """The two texts word by word: (sign, text), sign " " for what stayed."""
        old, new = _words(self.before), _words(self.after)
        found = []
        for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            if kind == "equal":
                found.append((" ", "".join(old[a:b])))
                continue
            if a < b:
                found.append((REMOVED, "".join(old[a:b])))
            if c < d:
                found.append((ADDED, "".join(new[c:d])))
        return found


def compare(old, new):
    """The `Change`s between two lists of `Reading`s of one edition, in the official order."""
    before = {reading.key: reading for reading in old}
    after = {reading.key: reading for reading in new}
    changes = []
    for key in dict.fromkeys([*before, *after]):
        was, is_now = before.get(key), after.get(key)
        if _value(was) == _value(is_now):
            continue
        either = is_now or was
        changes.append(
            Change(
                key=key,
                number=either.number,
                label=either.label,
                before=was.spoken if was else "",
                after=is_now.spoken if is_now else "",
                columns=either.columns,
                rows=_row_changes(was, is_now) if either.columns else None,
            )
        )
    return changes


def _value(reading):
    return reading.value if reading and reading.filled else None


def _row_changes(was, is_now):
    """Rows are matched when equal, else by their first cell, else not at all."""
    old = list(was.rows) if was else []
    new = list(is_now.rows) if is_now else []
    for row in list(old):
        if row in new:
            old.remove(row)
            new.remove(row)
    changes = []
    for row in new:
        match = next((earlier for earlier in old if earlier[0] == row[0]), None)
        if match is None:
            changes.append(RowChange(ADDED, None, row))
        else:
            old.remove(match)
            changes.append(RowChange(CHANGED, match, row))
    return changes + [RowChange(REMOVED, row, None) for row in old]


def _words(text):
    return re.findall(r"\s+|[^\s]+", text)
