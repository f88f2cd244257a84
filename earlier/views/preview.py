"""The first rows of a file, as they would be taken by the columns chosen so far."""

from earlier.columns import COLUMNS
from earlier.facts import text

SHOWN = 5
LONGEST = 80


def previewed(brought):
    """`{"labels": […], "rows": [(number, [text, …])]}` of the columns in use; one query."""
    names = [name for name in COLUMNS if name in brought.mapping]
    rows = []
    for line in brought.lines.order_by("number")[:SHOWN]:
        row = line.row(brought.mapping)
        rows.append((line.number, [text(row.get(name))[:LONGEST] for name in names]))
    return {"labels": [COLUMNS[name].label for name in names], "rows": rows}
