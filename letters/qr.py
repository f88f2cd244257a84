"""The QR code of a letter: its address and, after "#", what the office states."""

from itertools import groupby
from urllib.parse import quote

import segno

QUIET_ZONE = 4  # modules around the code


def drawn(url, statement=""):
    """The code as an image for a page (data:), each part packed as tightly as it can be."""
    parts = [url]
    if statement:
        said, _, signature = statement.rpartition("*")
        parts = [f"{url}#", f"{said}*", signature]
    code = segno.make(parts, error="m", micro=False, boost_error=False)
    return f"data:image/svg+xml,{quote(_picture(code))}"


def _picture(code):
    """Dark runs as filled boxes: strokes are fitted to a printer's dots and come out uneven."""
    side = code.symbol_size(border=QUIET_ZONE)[0]
    boxes = []
    for y, row in enumerate(code.matrix, QUIET_ZONE):
        x = QUIET_ZONE
        for is_dark, run in groupby(row):
            width = len(list(run))
            boxes += [f"M{x} {y}h{width}v1h-{width}z"] if is_dark else []
            x += width
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {side} {side}">'
        f'<path d="{"".join(boxes)}"/></svg>'
    )
