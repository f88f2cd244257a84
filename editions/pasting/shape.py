"""What lines of cells are: headings, rows, numbering, titles; in whatever order people keep them.

All of it is a proposal, which the preview shows and a person changes.
"""

import re
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple

from editions.pasting.headings import is_numbering

LOOKED_THROUGH = 10  # lines in which the headings are looked for
ORDINAL = re.compile(r"[-(\[]?([0-9]{1,4}|[A-Za-z])[.)\]]*")
FOOTNOTE = re.compile(r"(sumber|catatan|keterangan|ket)\s*[:.]", re.IGNORECASE)
ABOVE, HEADING, AGAIN = "di atas judul kolom", "judul kolom", "judul kolom yang berulang"
COUNTING, TITLE, BELOW = "nomor kolom", "tampaknya judul", "tampaknya keterangan tabel"


class PastedLine(NamedTuple):
    """A line of cells, and why it is no row; "" if it is one."""

    number: int
    cells: list
    reason: str


class Shape:
    """Lines of cells looked at as a table of these columns."""

    def __init__(self, lines, columns, headings):
        width = max(map(len, lines), default=0)
        lines = [line + [""] * (width - len(line)) for line in lines]
        self.numbered = [(number, line) for number, line in enumerate(lines, 1) if any(line)]
        self.width, self.columns, self.headings = width, list(columns), headings

    @cached_property
    def heading(self):
        """The cells that name the columns, [] where no line does."""
        place = self._heading_place
        if place is None:
            return []
        named = self.numbered[place][1]
        for _, below in self.numbered[place + 1 : place + 2]:  # headings on two lines
            if all(self.headings.column(cell) for cell in below if cell):
                named = [lower or upper for upper, lower in zip(named, below, strict=True)]
        return named

    @cached_property
    def lines(self):
        """Every line that has text."""
        return [
            PastedLine(number, cells, self._reason(place, cells))
            for place, (number, cells) in enumerate(self.numbered)
        ]

    @cached_property
    def rows(self):
        return [line.cells for line in self.lines if not line.reason]

    @cached_property
    def counted(self):
        """The place of the column that only counts the rows, or None."""
        for place, cell in enumerate(self.heading):
            if is_numbering(cell):
                return place
        if len(self._filled) < 2:
            return None
        first = self._filled[0]
        counts = self._is_shifted or (not self.head(first) and self._counts(first))
        return first if counts else None

    @cached_property
    def places(self):
        """Which cell is which column: `{place: column}`."""
        if not self.heading:
            return dict(zip(self._free_places(), self.columns, strict=False))
        step = int(self._is_shifted)
        found = {}
        for place, cell in enumerate(self.heading):
            name = self.headings.column(cell)
            if name and name not in found.values() and place + step < self.width:
                found[place + step] = name
        return found | self._beyond(found)

    @property
    def score(self):
        """How well it fits: rows there are, columns named, rows of several cells."""
        full = sum(sum(map(bool, row)) > 1 for row in self.rows)
        named = len(self.places) if self.heading else 0
        return (bool(self.rows), named if named > 1 else 0, full)

    def head(self, place):
        """The heading over a place, "" without."""
        return self.heading[place] if self.heading else ""

    @cached_property
    def _heading_place(self):
        """Where the headings stand: at least half of the cells of that line are known."""
        best, place = 0, None
        for number, (_, cells) in enumerate(self.numbered[:LOOKED_THROUGH]):
            filled = [cell for cell in cells if cell and not is_numbering(cell)]
            known = len(set(map(self.headings.column, filled)) - {None})
            is_heading = 2 * known > len(filled) or (known > 1 and 2 * known >= len(filled))
            if is_heading and known > best:
                best, place = known, number
        return place

    def _reason(self, place, cells):
        heading, filled = self._heading_place, [cell for cell in cells if cell]
        if heading is not None and place <= heading:
            return ABOVE if place < heading else HEADING
        if heading is not None and all(map(self.headings.column, filled)):
            return HEADING if place == heading + 1 else AGAIN
        if len(filled) > 1 and _goes_on(filled):
            return COUNTING
        is_lonely = len(filled) == 1 and self.width > 1
        if is_lonely and place and FOOTNOTE.match(filled[0]):
            return BELOW
        is_first = not any(len(set(line)) > 2 for _, line in self.numbered[:place])
        is_title = is_lonely and is_first and self._are_fuller_below(place)
        return TITLE if is_title or (len(filled) > 2 and len(set(filled)) == 1) else ""

    def _are_fuller_below(self, place):
        """Whether the lines that follow have several cells: a lonely one above is a title."""
        below = self.numbered[place + 1 : place + 1 + LOOKED_THROUGH]
        return bool(below) and 2 * sum(sum(map(bool, line)) > 1 for _, line in below) > len(below)

    @cached_property
    def _filled(self):
        """The places at which some row has text."""
        return [place for place in range(self.width) if any(row[place] for row in self.rows)]

    def _counts(self, place):
        """Whether a column's cells go on by one, from 1 or where there is a column too many."""
        cells = [row[place] for row in self.rows if row[place]]
        first = _ordinal(cells[0]) if cells else None
        return _goes_on(cells) and (first == 1 or len(self._filled) > len(self.columns))

    @cached_property
    def _is_shifted(self):
        """Whether the headings stand a cell to the left: the numbers before the rows have none."""
        if not self.heading or self._filled[:1] != [0] or len(self._filled) < 2:
            return False
        return bool(self.heading[0]) and not self.heading[-1] and self._counts(0)

    def _free_places(self):
        """The places of cells without headings: neither numbering nor blank to the left of all."""
        start = self._filled[0] if self._filled else 0
        return [place for place in range(start, self.width) if place != self.counted]

    def _beyond(self, found):
        """The last columns in their order where headings in their order break off before them."""
        if list(found.values()) != self.columns[: len(found)]:
            return {}
        left = range(max(found, default=-1) + 1, self.width)
        bare = [place for place in left if not self.head(place)]
        return dict(zip(bare, self.columns[len(found) :], strict=False))


def _ordinal(cell):
    """The number that a cell counts with: "1", "2.", "(3)", "d."; None if it is no such cell."""
    found = ORDINAL.fullmatch(cell)
    if not found:
        return None
    return int(found[1]) if found[1].isdecimal() else ord(found[1].lower()) - ord("a") + 1


def _goes_on(cells):
    """Whether cells count by one; they may begin anew at 1."""
    numbers = [_ordinal(cell) for cell in cells]
    if not numbers or None in numbers:
        return False
    pairs = pairwise(numbers)
    return all(after == before + 1 or after == 1 < before for before, after in pairs)
