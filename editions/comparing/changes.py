"""What changed between two versions of the answers; applied to the old it gives the new."""

from bisect import bisect_left
from copy import deepcopy
from dataclasses import dataclass, field
from functools import cached_property

from editions.comparing.matching import pair
from editions.comparing.wording import ADDED, KEPT, REMOVED, compare_words

CHANGED, MOVED = "±", "⇅"
SPOKEN = {
    ADDED: "baris ditambahkan",
    REMOVED: "baris dihapus",
    CHANGED: "baris diubah",
    MOVED: "baris dipindahkan",
    KEPT: "baris tetap",
}


class Wording:
    """Something said before and after, with its words marked; needs `before` and `after`."""

    @property
    def before_words(self):
        """The earlier text in parts: `[(sign, text)]`, "−" what is gone now."""
        return [(sign, text) for sign, text in self.words if sign != ADDED]

    @property
    def after_words(self):
        """The later text in parts: `[(sign, text)]`, "+" what is new."""
        return [(sign, text) for sign, text in self.words if sign != REMOVED]

    @cached_property
    def words(self):
        """The two texts word by word (see ``compare_words``)."""
        return compare_words(self.before, self.after)


@dataclass(frozen=True)
class Cell(Wording):
    """One cell of a row, in words."""

    column: str
    before: str
    after: str

    @property
    def differs(self):
        return self.before != self.after


@dataclass(frozen=True)
class RowChange:
    """One row of a table in two versions; places count from 0, None where it is not."""

    was_at: int | None
    is_at: int | None
    cells: list
    old: dict | None = field(repr=False, default=None)  # as stored
    new: dict | None = field(repr=False, default=None)
    moved: bool = False

    @property
    def sign(self):
        """ "+", "−", "±" where a cell changed, "⇅" where it only moved, " " where nothing did."""
        if self.was_at is None:
            return ADDED
        if self.is_at is None:
            return REMOVED
        if self.old != self.new:
            return CHANGED
        return MOVED if self.moved else KEPT

    @property
    def signs(self):
        """The sign, and "⇅" after it where the row moved besides."""
        return self.sign + MOVED if self.moved and self.sign != MOVED else self.sign

    @property
    def differs(self):
        return self.sign != KEPT

    @property
    def label(self):
        """What happened to it, in words, with its places as people count them."""
        if self.moved:
            where = f"dari baris {self.was_at + 1} ke baris {self.is_at + 1}"
            return (
                f"{SPOKEN[self.sign]} dan dipindahkan {where}"
                if self.sign == CHANGED
                else (f"{SPOKEN[MOVED]} {where}")
            )
        return SPOKEN[self.sign]

    @property
    def number(self):
        """The place as people count, in the later version if it is still there."""
        return (self.was_at if self.is_at is None else self.is_at) + 1


@dataclass(frozen=True)
class Change(Wording):
    """One question in two versions; most lists hold only those answered differently."""

    key: str  # "block.question"
    number: str
    label: str
    before: str
    after: str
    old: object = None  # as stored; None where it was not answered
    new: object = None
    columns: list | None = None
    table: list | None = None  # every row of both versions, of a table

    @property
    def differs(self):
        return self.old != self.new

    @cached_property
    def rows(self):
        """The rows of a table that were added, removed, moved or changed; None of no table."""
        return None if self.table is None else [row for row in self.table if row.differs]

    @property
    def anchor(self):
        return f"q-{self.key.partition('.')[2]}"


def compare(old, new):
    """One `Change` a question of two lists of `Reading`s of one edition, in the official order."""
    before = {reading.key: reading for reading in old}
    after = {reading.key: reading for reading in new}
    order = _merged(list(before), list(after))
    return [_change(before.get(key), after.get(key)) for key in order]


def apply(answers, changes):
    """The later answers, made from the earlier ones and what changed: ``answers`` is untouched.

    A table is put together from its rows that differ: removed and moved ones are taken out, cells
    changed, then moved and added ones put in where they stand now.
    """
    answers = deepcopy(answers)
    for change in changes:
        code, _, name = change.key.partition(".")
        given = answers.setdefault(code, {})
        new = change.new
        if change.rows is not None and change.old and change.new:
            new = _apply_rows(given[name], change.rows)
        if new is None:
            given.pop(name, None)
        else:
            given[name] = new
    return {code: given for code, given in answers.items() if given}


def _apply_rows(rows, changes):
    rows = dict(enumerate(rows))
    arriving = {}
    for change in changes:
        if change.is_at is None or change.moved:
            rows.pop(change.was_at)
        if change.moved or change.was_at is None:
            arriving[change.is_at] = change.new
        elif change.sign == CHANGED:
            rows[change.was_at] = change.new
    staying = list(rows.values())
    for place in sorted(arriving):
        staying.insert(place, arriving[place])
    return staying


def _change(was, is_now):
    either = is_now or was
    return Change(
        key=either.key,
        number=either.number,
        label=either.label,
        before=was.spoken if was else "",
        after=is_now.spoken if is_now else "",
        old=was.value if was and was.filled else None,
        new=is_now.value if is_now and is_now.filled else None,
        columns=either.columns,
        table=_table(was, is_now) if either.columns else None,
    )


def _table(was, is_now):
    columns = (is_now or was).columns
    old, old_cells = (was.value or [], was.rows) if was else ([], [])
    new, new_cells = (is_now.value or [], is_now.rows) if is_now else ([], [])
    pairs = pair(old, new)
    staying = _longest_rise([a for a, b in pairs if a is not None and b is not None])
    blank = [""] * len(columns)
    return [
        RowChange(
            was_at=a,
            is_at=b,
            cells=[
                Cell(column, before, after)
                for column, before, after in zip(
                    columns,
                    blank if a is None else old_cells[a],
                    blank if b is None else new_cells[b],
                    strict=True,
                )
            ],
            old=None if a is None else old[a],
            new=None if b is None else new[b],
            moved=a is not None and b is not None and a not in staying,
        )
        for a, b in pairs
    ]


def _longest_rise(places):
    """The longest run of rows that kept their order; the others moved."""
    ends, before = [], {}
    for place in places:
        at = bisect_left(ends, place)
        before[place] = ends[at - 1] if at else None
        ends[at : at + 1] = [place]
    kept, place = set(), ends[-1] if ends else None
    while place is not None:
        kept.add(place)
        place = before[place]
    return kept


def _merged(before, after):
    """The keys of both lists, those only in the first where they stood."""
    merged = list(after)
    known = set(after)
    for position, key in enumerate(before):
        if key not in known:
            previous = next((k for k in reversed(before[:position]) if k in merged), None)
            merged.insert(merged.index(previous) + 1 if previous else 0, key)
    return merged
