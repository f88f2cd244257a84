"""The index of each quarter as points of a small drawing, the axis from 60 (else 25) to 100."""

from dataclasses import dataclass

from complaints.index.index import bands

FLOORS, HIGHEST = (60, 25), 100  # the highest floor that is below every value
LEFT, RIGHT, TOP, BOTTOM = 40, 590, 14, 174  # of the frame, in a drawing of 600 × 204
MOST_LABELS = 6


@dataclass(frozen=True)
class Point:
    """One quarter: where it is, and what is written there."""

    x: float
    y: float
    label: str  # "" where there is no room
    value: object


@dataclass(frozen=True)
class Trend:
    """The drawing: points from left to right, and a line where each grade begins."""

    points: list
    levels: list  # (y, mark) of each band's lower end

    @property
    def line(self):
        """The points as an SVG polyline wants them."""
        return " ".join(f"{point.x},{point.y}" for point in self.points)

    @property
    def sentence(self):
        """What the drawing shows, in words."""
        first, last = self.points[0], self.points[-1]
        if len(self.points) == 1:
            return f"Baru satu triwulan yang terbit, nilainya {_words(last.value)}."
        return (
            f"Dari {_words(first.value)} menjadi {_words(last.value)} dalam "
            f"{len(self.points)} triwulan yang terbit."
        )


def drawn(quarters):
    """The trend of `[(period, index)]`, the earliest first; None of none."""
    if not quarters:
        return None
    step = (RIGHT - LEFT) / (len(quarters) + 1)
    every = -(-len(quarters) // MOST_LABELS)
    least = min(index.value for _, index in quarters)
    floor = next(floor for floor in FLOORS if floor <= least)
    points = [
        Point(
            x=round(LEFT + step * place, 1),
            y=_height(index.value, floor),
            label=period.short_label if (len(quarters) - place) % every == 0 else "",
            value=index.value,
        )
        for place, (period, index) in enumerate(quarters, 1)
    ]
    levels = [(_height(each.low, floor), each.mark) for each in bands() if each.low > floor]
    return Trend(points, levels)


def _height(value, floor):
    return round(BOTTOM - (float(value) - floor) / (HIGHEST - floor) * (BOTTOM - TOP), 1)


def _words(value):
    return f"{value}".replace(".", ",")
