"""Two texts compared word by word."""

import re
from difflib import SequenceMatcher

ADDED, REMOVED, KEPT = "+", "−", " "


def compare_words(before, after):
    """The two texts in parts: `[(sign, text), …]`, " " for what stayed, "−" gone, "+" new.

    Joined without the new parts they are the earlier text, without those gone the later one.
    """
    old, new = _words(before), _words(after)
    found = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            found.append((KEPT, "".join(old[a:b])))
            continue
        if a < b:
            found.append((REMOVED, "".join(old[a:b])))
        if c < d:
            found.append((ADDED, "".join(new[c:d])))
    return found


def _words(text):
    """Words, each with the space after it: with the spaces apart it would take ten times longer."""
    return re.findall(r"\S+\s*|\s+", text)
