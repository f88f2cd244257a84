"""What stands behind the end of a letter's file: bytes that mail or storage appended, or more?"""

import re

# Without one of these no reader of PDF finds anything behind the end: an object needs `obj`, a
# revision `xref`, `trailer` or `%%EOF`, a comment `%`. A ZIP would open as another file altogether.
READABLE = re.compile(
    rb"(?<![A-Za-z])obj(?![A-Za-z])|endobj|endstream|xref|trailer|%%EOF|%[PF]DF-"
    rb"|(?:^|[\r\n\f\0])[ \t]*%|PK(?:\x03\x04|\x05\x06)"
)


def is_meaningless(ending):
    """Tell whether no reader finds anything in these bytes behind the end of a file."""
    return not READABLE.search(ending)
