"""Cells of a spreadsheet as rows of a table: headings are recognised, in any order."""

import re

NUMBERING = {"no", "no.", "nomor", "baris"}


def rows_from(lines, columns):
    """Lines of cells as rows, `[{column: text}]`; `columns` are the table's, `{name: field}`.

    A first line that names columns says which cell is which, and cells under other headings are
    left out; without one the cells stand in the order of the columns. Empty lines are no rows.
    """
    lines = [[str("" if cell is None else cell).strip() for cell in line] for line in lines]
    lines = [line for line in lines if any(line)]
    if not lines:
        return []
    in_order = dict(enumerate(columns))
    places = _places(lines[0], columns)
    if places:
        lines = lines[1:]
    if all(in_order.get(place) == name for place, name in places.items()):
        places = in_order  # headings may break off before the last columns
    return [
        {places[place]: cell for place, cell in enumerate(line) if place in places}
        for line in lines
    ]


def _places(line, columns):
    """Which cell is which column, if the line is one of headings: its first label must be known."""
    names = {}
    for name, field in columns.items():
        names[_plain(str(field.label))] = name
        names[_plain(field.short_label)] = name
        names[name] = name
    found = {place: names[_plain(cell)] for place, cell in enumerate(line) if _plain(cell) in names}
    unknown = [cell for cell in line if cell and _plain(cell) not in names]
    numbering = [cell for cell in unknown if _plain(cell) in NUMBERING]
    is_heading = found and (len(found) > len(unknown) - len(numbering))
    return found if is_heading else {}


def _plain(text):
    return " ".join(re.sub(r"[^\w ]", " ", text.casefold()).split())
