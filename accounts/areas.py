"""The areas of Indonesia as BPS lists them, before they are rows."""

import csv
from pathlib import Path

LIST = Path(__file__).with_name("data") / "regions.csv"


def listed():
    """A dictionary for each area, the provinces first."""
    with LIST.open(newline="", encoding="utf-8") as lines:
        return list(csv.DictReader(lines))
