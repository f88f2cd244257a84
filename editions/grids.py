"""Small tables of the paper: questions that stand as cells, row by row, under common headings.

Each cell stays a question of its own, with its answer, notes and errors; its label says where it
stands: "Waktu pelaksanaan survei: Pengolahan (mulai)" is of that table, in the row Pengolahan.
"""

import re
from dataclasses import dataclass
from functools import cache
from itertools import groupby


@dataclass(frozen=True)
class Grid:
    """What a block says of one: the heading of its rows, its columns, the questions in each row."""

    head: str
    columns: tuple
    rows: tuple


@dataclass(frozen=True)
class Cell:
    """Where a question stands."""

    grid: Grid
    number: str
    label: str  # of the whole table
    row: str
    column: str


@dataclass(frozen=True)
class Laid:
    """Questions of one grid as they are drawn: `rows` is `[(name, [item or None a column])]`."""

    cell: Cell
    rows: list
    is_grid = True

    @property
    def number(self):
        return self.cell.number

    @property
    def label(self):
        return self.cell.label

    @property
    def head(self):
        return self.cell.grid.head

    @property
    def columns(self):
        return self.cell.grid.columns

    @property
    def items(self):
        return [item for _, row in self.rows for item in row if item]


@cache
def cells(block):
    """The questions of a block that stand in a grid: `{name: Cell}`."""
    return {
        name: _cell(block, grid, name, column)
        for grid in block.grids
        for row in grid.rows
        for name, column in zip(row, grid.columns, strict=True)
    }


def laid(items):
    """The same items in order, those of one grid together as a `Laid`; each has its `cell`."""
    drawn = []
    for grid, group in groupby(items, key=lambda item: item.cell and item.cell.grid):
        together = list(group)
        drawn += [_laid(grid, together)] if grid else together
    return drawn


def _cell(block, grid, name, column):
    label, _, rest = str(block.base_fields[name].label).partition(": ")
    row = re.sub(r" \([^()]*\)$", "", rest) if len(grid.columns) > 1 else rest
    return Cell(grid, block.numbers[name], label, row, column)


def _laid(grid, items):
    rows = {}
    for item in items:
        rows.setdefault(item.cell.row, {})[item.cell.column] = item
    found = [(row, [by.get(column) for column in grid.columns]) for row, by in rows.items()]
    return Laid(items[0].cell, found)
