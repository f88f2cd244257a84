"""Arithmetic on counted values, ``{value: how many}``: exact, and without the single values."""

from collections import Counter


def median(counts):
    """The middle value, the mean of both where there are two; None of nothing."""
    total = sum(counts.values())
    if not total:
        return None
    low, high = _at(counts, (total - 1) // 2), _at(counts, total // 2)
    return low if low == high else (low + high) / 2


def mean(counts):
    """The mean; None of nothing."""
    total = sum(counts.values())
    return sum(value * count for value, count in counts.items()) / total if total else None


def share(part, whole):
    """Percent, rounded to a whole number; None of nothing."""
    return round(100 * part / whole) if whole else None


def binned(counts, bounds):
    """How many lie up to each bound, and how many above the last: one number more than bounds."""
    found = [0] * (len(bounds) + 1)
    for value, count in counts.items():
        found[sum(value > bound for bound in bounds)] += count
    return found


def together(parts):
    """All of these counts as one."""
    return sum(map(Counter, parts), Counter())


def _at(counts, place):
    """The value at that place (from 0) when all are laid in a row."""
    for value in sorted(counts):
        place -= counts[value]
        if place < 0:
            return value
    raise IndexError(place)
