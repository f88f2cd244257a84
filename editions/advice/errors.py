"""Percentages in an estimate of sampling error: which are errors, which are confidence."""

import re

MEASURE = re.compile(
    r"\b(?:rse|cv|moe|margin(?: of)? error|margin|alpha|alfa|se|standard? error"
    r"|relative standard error|koefisien (?:variasi|keragaman|variansi)"
    r"|coefficient of variation|(?:galat|kesalahan|simpangan) (?:baku|standar)"
    r"|(?:batas|toleransi|margin) (?:kesalahan|galat|eror)"
    r"|(?:taraf|tingkat) (?:signifikansi|nyata)|significance level)\b|α",
    re.I,
)
LOOSE = re.compile(r"\b(?:sampling error|galat|error|eror|kesalahan(?: sampel| sampling)?)\b", re.I)
_LEVEL = re.compile(
    r"\b(?:(?:tingkat|taraf|derajat|selang|interval|level)\s+)?"
    r"(?:kepercayaan|keyakinan|konfidensi|confidence(?:\s+(?:level|interval))?|ci|akurasi)\b",
    re.I,
)
_ALPHA = re.compile(
    r"\b(?:alpha|alfa|(?:taraf|tingkat) (?:signifikansi|nyata)|significance level)\b|α", re.I
)
_OTHER = r"\b(?:non-?)?respons?e?(?: rate)?\b|\b(?:populasi|fraksi|power|kekuatan uji)\b"
_LABEL = re.compile(
    f"(?P<level>{_LEVEL.pattern})|(?P<alpha>{_ALPHA.pattern})"
    f"|(?P<error>{MEASURE.pattern}|{LOOSE.pattern}|\\b(?:presisi|ketelitian)\\b)"
    f"|(?P<other>{_OTHER})",
    re.I,
)
_WORDS = [
    *("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan"),
    *("sepuluh", "sebelas", "dua belas", "tiga belas", "empat belas", "lima belas"),
]
_IN_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))
_PERCENT = re.compile(
    rf"(?P<number>(?<![0-9])[0-9]++(?:[.,][0-9]++)?)\s*(?:%|persen|prosen|percent)"
    rf"|\b(?<!puluh )(?P<words>{_IN_WORDS}) persen"
    rf"|\b(?P<share>0[.,][0-9]+)(?!\s*(?:%|persen|[0-9]))",
    re.I,
)
_CERTAIN = 80  # nobody plans an error as large; whoever writes so means confidence
_FAR = 40  # letters between a label and its number


def errors_of(text):
    """The percentages that say how large the error is."""
    read = _read(text)
    return [n for kind, n in read if kind == "error"] or [n for kind, n in read if kind == "alpha"]


def levels_of(text):
    """The percentages that say how confident one is."""
    return [number for kind, number in _read(text) if kind == "level"]


def _read(text):
    """``[(kind, per cent)]``: every percentage with the label that stands closest to it."""
    labels, numbers = list(_LABEL.finditer(text)), list(_PERCENT.finditer(text))
    gaps = sorted(
        (gap, place, label.start())
        for place, number in enumerate(numbers)
        for label in labels
        if (gap := _gap(text, label, number, numbers)) is not None
    )
    kinds, taken = {}, set()
    for _, place, start in gaps:
        if place not in kinds and start not in taken:
            kinds[place] = next(one.lastgroup for one in labels if one.start() == start)
            taken.add(start)
    return [
        (_kind(kinds.get(place), _value(number)), _value(number))
        for place, number in enumerate(numbers)
    ]


def _kind(label, number):
    """A level of confidence of 5 per cent is an error; 95 without a label is confidence."""
    if label in (None, "level"):
        return "level" if number >= (_CERTAIN if label is None else 50) else "error"
    return label


def _gap(text, label, number, numbers):
    """The letters between a label and a number; None across another number or clause."""
    first, second = sorted((label, number), key=lambda found: found.start())
    between = text[first.end() : second.start()]
    if len(between) > _FAR or any(first.end() <= n.start() < second.start() for n in numbers):
        return None
    if first is label:
        between = re.sub(r"sebesar|adalah|yaitu|maksimal|kurang dari|[\W_]|(?:±)", "", between)
        return len(between)
    return len(between) + 3 * len(re.findall(r"[,;.(]", between))


def _value(number):
    if number["words"]:
        return float(_WORDS.index(number["words"].lower()))
    if number["share"]:
        return round(float(number["share"].replace(",", ".")) * 100, 4)
    return float(number["number"].replace(",", "."))
