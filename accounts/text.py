"""What people type, freed of what nobody sees: the one place that knows which signs those are.

Copied text brings soft hyphens, spaces of no width and marks of direction along. In a name, a
title, an address or a search they only make two things differ that look the same.
"""

import re
import unicodedata

LINE_ENDS = re.compile("\r\n?|\x85|\u2028|\u2029")
CONTROL = "\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff"  # and halves of pairs
# What Unicode calls format characters, and what else has no look of its own. Not in here: the few
# format characters of Arabic that are drawn.
FORMAT = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f"
    "\u2800\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufffb\U00013430-\U0001343f"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff"
)
UNSEEN, FORMATTING = re.compile(f"[{CONTROL}{FORMAT}]"), re.compile(f"[{FORMAT}]")
JOINERS = {"\u200c", "\u200d"}
SELECTORS = re.compile("[\u180b-\u180d\u180f\ufe00-\ufe0f\U000e0100-\U000e01ef]")
# Scripts whose letters change with a joiner: Arabic to Mongolian, and the Brahmic ones.
JOINED = re.compile(
    "[\u0600-\u109f\u1780-\u18af\u1a00-\u1cff\ua800-\uabff\ufb50-\ufdff\ufe70-\ufefc"
    "\U00010a00-\U00011fff\U0001e900-\U0001e95f]"
)
KEYCAPS = set("0123456789#*")


def plain(text):
    """Lines of text without what nobody sees; joiners stay where a script or emoji needs them."""
    text = seen(LINE_ENDS.sub("\n", text))
    return unicodedata.normalize("NFC", text).strip()


def plain_line(text):
    """One line with single spaces; no joiner stays in it."""
    text = seen(LINE_ENDS.sub(" ", text)).translate(dict.fromkeys(map(ord, JOINERS)))
    return " ".join(unicodedata.normalize("NFC", text).split())


def seen(text, unseen=UNSEEN):
    """The text without what nobody sees, else as it is."""
    if not unseen.search(text):
        return text
    kept = []
    for at, sign in enumerate(text):
        if not unseen.match(sign) or _has_meaning(sign, kept[-1:], text[at + 1 : at + 2]):
            kept.append(sign)
    return "".join(kept)


def _has_meaning(sign, before, after):
    """Does a joiner or a selector change how its neighbours look?"""
    if not before:
        return False
    before = before[0]
    if sign in JOINERS:
        in_script = JOINED.match(before) and JOINED.match(after)
        return bool(in_script) or (sign == "\u200d" and _is_picture(before) and _is_picture(after))
    if not SELECTORS.match(sign) or SELECTORS.match(before):
        return False
    return _is_picture(before) or (before in KEYCAPS and after == "\u20e3") or _has_variants(before)


def _is_picture(sign):
    """Is it an emoji, or what belongs to one: the colour of a skin, the mark that asks for it?"""
    return sign == "\ufe0f" or (bool(sign) and unicodedata.category(sign) in {"So", "Sk", "Sm"})


def _has_variants(sign):
    """Is it a letter of a script that has several shapes of one: Chinese, Mongolian, Burmese?"""
    return unicodedata.category(sign) == "Lo" and not "\u0590" <= sign <= "\u08ff"
