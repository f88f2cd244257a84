"""A QR code as an image: an address and, after "#", what the office states about a letter."""

from functools import cached_property
from itertools import groupby
from urllib.parse import quote

import segno

QUIET_ZONE = 4  # modules around the code
# One of the eight patterns for every statement: trying all is a tenth of a letter's time, and a
# statement looks so random that worn prints were read as well with each (docs/decisions.md).
MASK = 2


class Code:
    """A code as an image of a page: its address (data:), and how WeasyPrint draws it.

    Dark runs are filled boxes: strokes are fitted to a printer's dots and come out uneven.
    """

    def __init__(self, url, statement=""):
        parts, mask = [url], None
        if statement:  # each part packed as tightly as it can be
            said, _, signature = statement.rpartition("*")
            parts, mask = [f"{url}#", f"{said}*", signature], MASK
        code = segno.make(parts, error="m", micro=False, boost_error=False, mask=mask)
        self.side = code.symbol_size(border=QUIET_ZONE)[0]
        self.boxes = list(_boxes(code.matrix))

    @cached_property
    def address(self):
        """The image as any reader of HTML understands it."""
        path = "".join(f"M{x} {y}h{width}v1h-{width}z" for x, y, width in self.boxes)
        side = self.side
        return "data:image/svg+xml," + quote(
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
            f'<path d="{path}"/></svg>'
        )

    # What WeasyPrint asks of an image: it would read the path above a letter at a time, which is a
    # quarter of a page's time.

    def get_intrinsic_size(self, resolution, font_size):
        """Width, height and their ratio: as large as the page wants it, and square."""
        return None, None, 1

    def draw(self, stream, width, height, style):
        """Fill the boxes, within the width and height given."""
        stream.transform(a=width / self.side, d=height / self.side)
        boxes = "\n".join(f"{x} {y} {width} 1 re" for x, y, width in self.boxes)
        stream.stream.append(f"0 0 0 rg\n{boxes}\nf".encode())


def _boxes(matrix):
    """`(x, y, width)` of every run of dark modules."""
    for y, row in enumerate(matrix, QUIET_ZONE):
        x = QUIET_ZONE
        for is_dark, run in groupby(row):
            width = len(list(run))
            if is_dark:
                yield x, y, width
            x += width
