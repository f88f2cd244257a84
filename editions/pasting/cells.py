"""What a spreadsheet puts on the clipboard as text, as lines of cells, and the other way round.

A quotation mark that begins a cell delimits it only if its closing mark (a doubled one is a
character) stands directly before a tab, a line end or the end; else it is written in the cell.
"""

import re

from accounts.text import plain

QUOTED = re.compile(r'"((?:[^"]|"")*)"(?=[\t\n]|\Z)')
PLAIN = re.compile(r"[^\t\n]*")
MOST_CELLS = 50  # across, as of a sheet; what stands beyond them is no table of ours


def lines_of(text, most):
    """At most so many lines of cells, `[[text]]`; a last empty line is none."""
    text = re.sub("\r\n?", "\n", text or "").rstrip("\n")
    lines, line, place = [], [], 0
    while place <= len(text) and len(lines) < most:
        cell, place = _cell(text, place)
        if len(line) < MOST_CELLS:
            line.append(plain(cell))
        if text[place : place + 1] != "\t":
            lines.append(line)
            line = []
        place += 1
    return lines


def text_of(lines):
    """Lines of cells as such a text."""
    return "\n".join("\t".join(map(_quoted, line)) for line in lines)


def _cell(text, place):
    """The cell that begins at this place, and where it ends.

    Marks around a tab and a line end both belong to two cells: one opened, another closed.
    """
    found = QUOTED.match(text, place) if text.startswith('"', place) else None
    if found and not ("\t" in found[1] and "\n" in found[1]):
        return found[1].replace('""', '"'), found.end()
    found = PLAIN.match(text, place)
    return found[0], found.end()


def _quoted(cell):
    if "\n" not in cell and "\t" not in cell and not cell.startswith('"'):
        return cell
    return '"{}"'.format(cell.replace("\t", " ").replace('"', '""'))
