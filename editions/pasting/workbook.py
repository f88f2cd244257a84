"""A table of the official form read from an XLSX file: the sheet that fits it best."""

from editions.pasting.headings import Headings
from editions.pasting.shape import Shape
from files.sheets import sheets_of
from files.sniffing import Unfit


def best_sheet(upload, columns, words=None):
    """The visible sheet that fits these columns best, and the titles of the others.

    Raises ``Unfit`` with words for the person.
    """
    headings = Headings(columns, words() if words else None)
    sheets = sheets_of(upload)
    scores = [Shape(sheet.lines, columns, headings).score for sheet in sheets]
    best = sheets[scores.index(max(scores))] if sheets else None
    if best is None or not any(any(line) for line in best.lines):
        raise Unfit("Berkas ini tidak memuat baris pada lembar yang terlihat. Periksa isinya.")
    return best, [sheet.title for sheet in sheets if sheet is not best]
