"""Charts as plain shapes: columns over slots, drawn by a template as SVG, the numbers kept.

Lengths are whole numbers in units of the drawing, 720 across; a reader sees the same figures in
the table behind it, and tells the series apart by pattern as well as by colour.
"""

from dataclasses import dataclass, field
from functools import cached_property
from typing import NamedTuple

WIDTH, HEIGHT = 720, 340
LEFT, RIGHT, TOP, BOTTOM = 64, 8, 34, 60
PLOT = HEIGHT - TOP - BOTTOM
DIGIT = 13  # about as wide as a digit of a label
GAP = 0.22  # of a slot, left free
FILLS = ("one", "two", "three")


class Column(NamedTuple):
    """One rectangle; ``text`` stands over it where it fits."""

    x: int
    y: int
    width: int
    height: int
    fill: str
    text: str
    middle: int


class Tick(NamedTuple):
    """A line across at a round value, with its words; ``label_y`` is where they stand."""

    y: int
    label_y: int
    text: str


@dataclass(frozen=True)
class Series:
    """Values of one thing, one for each slot; None where there is nothing to say."""

    label: str
    values: list
    unit: str = ""

    def spoken(self):
        """The values as the table behind the chart has them."""
        return ["–" if value is None else spoken(value) + self.unit for value in self.values]


@dataclass(frozen=True)
class Chart:
    """Columns over slots. Series that share a number in ``places`` stand on top of one another."""

    slug: str
    title: str
    sentence: str
    slot: str  # what a slot is, the heading of the table's first column
    slots: list
    series: list
    places: list = field(default_factory=list)
    limit: int | None = None  # a dashed line across
    limit_label: str = ""
    top: int = 0  # the axis reaches at least here
    notes: list = field(default_factory=list)  # a second line under a slot

    @property
    def viewbox(self):
        return f"0 0 {WIDTH} {HEIGHT}"

    @property
    def is_empty(self):
        return not any(value for series in self.series for value in series.values)

    @property
    def legend(self):
        return [(fill, series.label) for fill, series in zip(FILLS, self.series, strict=False)]

    @property
    def headings(self):
        return [self.slot, *(series.label for series in self.series)]

    @property
    def rows(self):
        """The table behind it: a label and the words of each series."""
        return list(zip(self.names, *(series.spoken() for series in self.series), strict=True))

    @property
    def names(self):
        """The slots as the table calls them."""
        return [
            f"{slot} {note}".strip() for slot, note in zip(self.slots, self._notes, strict=True)
        ]

    @property
    def ticks(self):
        steps = 2 if self._top % 2 == 0 else 1
        values = [self._top * step // steps for step in range(steps + 1)]
        return [Tick(self._y(value), self._y(value) + 8, spoken(value)) for value in values]

    @property
    def limit_y(self):
        return None if self.limit is None else self._y(self.limit)

    @property
    def labels(self):
        """Words under the slots: where, the first line, the second."""
        middles = [round(LEFT + self._slot * (n + 0.5)) for n in range(len(self.slots))]
        return list(zip(middles, self.slots, self._notes, strict=True))

    @cached_property
    def columns(self):
        places = self.places or list(range(len(self.series)))
        wide = self._slot * (1 - GAP) / (max(places) + 1)
        drawn = []
        for number in range(len(self.slots)):
            left = LEFT + self._slot * (number + GAP / 2)
            floor = [0] * (max(places) + 1)
            for place, fill, series in zip(places, FILLS, self.series, strict=False):
                value = series.values[number]
                if value:
                    x = round(left + wide * place)
                    drawn.append(self._column(x, round(wide) - 2, floor[place], value, fill))
                    floor[place] += value
        return drawn

    def _column(self, x, width, floor, value, fill):
        y = self._y(floor + value)
        height = max(self._y(floor) - y, 2)
        text = spoken(value)
        fits = not floor and len(text) * DIGIT <= width + 8 and self._stands_alone(fill)
        return Column(x, y, width, height, fill, text if fits else "", x + width // 2)

    def _stands_alone(self, fill):
        """A number over the lower of two columns would lie in the upper one."""
        places = self.places or list(range(len(self.series)))
        return places.count(places[FILLS.index(fill)]) == 1

    @property
    def _notes(self):
        return self.notes or [""] * len(self.slots)

    @property
    def _slot(self):
        return (WIDTH - LEFT - RIGHT) / len(self.slots)

    @cached_property
    def _top(self):
        heights = [self.top, self.limit or 0, 1]
        places = self.places or list(range(len(self.series)))
        for number in range(len(self.slots)):
            for place in set(places):
                stacked = zip(places, self.series, strict=True)
                heights.append(sum(s.values[number] or 0 for at, s in stacked if at == place))
        return nice(max(heights))

    def _y(self, value):
        return TOP + PLOT - round(PLOT * min(value, self._top) / self._top)


def nice(value):
    """The next round number that an axis may end at: 1, 2, 4, 6, 8 or 10 times a power of ten."""
    power = 1
    while value > power * 10:
        power *= 10
    return next(step * power for step in (1, 2, 4, 6, 8, 10) if value <= step * power)


def spoken(value):
    """A number as Indonesian writes it: 1.250 and 12,5."""
    if isinstance(value, float) and not value.is_integer():
        return f"{value:,.1f}".translate(str.maketrans(",.", ".,"))
    return f"{round(value):,}".replace(",", ".")
