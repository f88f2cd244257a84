"""Tables that leave the portal: what their cells are, how they look, how wide their columns."""

import re
from datetime import date, datetime, time
from decimal import Decimal
from itertools import chain, islice
from typing import NamedTuple

MEASURED = 200  # lines that say how wide a column is
NARROWEST, WIDEST = 8, 48  # letters
DAY, MONTH, CLOCK = "[$-421]d mmmm yyyy", "[$-421]mmmm yyyy", "hh:mm:ss"  # 421: Indonesian
TEXT = "@"
DIGITS = re.compile(r"[+\d][\d .,()/-]*")


class Table(NamedTuple):
    """Headings, and lines of texts, numbers and dates; the title names the sheet.

    ``lines`` is anything that gives lines, read once. ``above`` are lines over the headings,
    ``widths`` those of columns that are not as wide as their content, by letter. A long list leaves
    ``wraps`` out: wrapping its texts takes time for each cell.
    """

    title: str
    columns: tuple
    lines: object
    above: tuple = ()
    widths: dict = {}
    wraps: bool = True


class Pale(NamedTuple):
    """A cell that somebody still has to fill in."""

    value: object = ""


class MonthCell(date):
    """A month as a cell."""

    def __str__(self):
        return f"{self:%Y-%m}"


def look_of(value):
    """The number format of a value; "" for what needs none. Digits of a code are text."""
    if isinstance(value, str):
        return TEXT if DIGITS.fullmatch(value) else ""
    if isinstance(value, datetime):
        return f'{DAY} {CLOCK} "{value:%Z}"' if value.tzinfo else f"{DAY} {CLOCK}"
    if isinstance(value, date):
        return MONTH if isinstance(value, MonthCell) else DAY
    if isinstance(value, time):
        return CLOCK
    if isinstance(value, Decimal):
        return "0." + "0" * places if (places := -value.as_tuple().exponent) > 0 else ""
    return ""


def plain(value):
    """A value as plain text, the same in every language: dates as ISO 8601 writes them."""
    if isinstance(value, datetime):
        return f"{value:%Y-%m-%d %H:%M:%S %Z}".strip()
    return str(value) if isinstance(value, date | time) else value


def measured(table):
    """How wide each column is, by its heading and first lines; and all lines, to be read once."""
    lines = iter(table.lines)
    first = list(islice(lines, MEASURED))
    texts = zip(*(map(_longest, line) for line in (*first, table.columns)), strict=False)
    widths = [min(max(NARROWEST, *column) + 2, WIDEST) for column in texts]
    return widths, chain(first, lines)


def _longest(value):
    """The letters of a cell's longest line, bold ones a little wider."""
    value = value.value if isinstance(value, Pale) else value
    if isinstance(value, datetime):
        return 30
    if isinstance(value, date):
        return 18
    return max(map(len, str("" if value is None else value).split("\n")))
