"""The root of an Indonesian word: what is left of it, without its affixes, that the list knows.

``roots.txt`` has the roots, and words that are no plain sum of their parts: ``ijin=izin`` says
that one counts as the other. A word of which no root is known loses only what is surely an affix.
"""

import hashlib
import re
from functools import lru_cache
from pathlib import Path

LIST = Path(__file__).with_name("roots.txt")
MOST_PREFIXES = 3
VOWELS = "aeiou"
CLITICS, SUFFIXES = ("lah", "nya"), ("kan", "an", "i", "wan", "wati")
# Which letter a nasal may have swallowed, before a vowel; and before which it stays whole.
NASALS = {"ng": ("k", "ghkr"), "ny": ("s", ""), "n": ("t", "cdjstz"), "m": ("p", "bfpv")}
NEVER = {("ber", "i"), ("di", "an"), ("me", "an"), ("se", "i"), ("se", "kan"), ("ter", "an")}
NEVER |= {("ke", "kan")}
# Of a word whose root is unknown: four letters of it remain at least.
VERB_END = re.compile(r"(?<=\w{4})(?:kan|(?<=[bdhjklmnprt])i)?(?:nya)?(?:lah)?$")
NOUN_END = re.compile(r"(?<=\w{4})(?:(?<=[^aeiou])kan|(?<!w)an)?(?:nya)?(?:lah)?$")
SURE_BEGINNINGS = [
    (re.compile(rf"^(?:{beginning})(?=\w{{4}})"), swallowed)
    for beginning, swallowed in (
        ("[mp]eny(?=[aeiou])", "s"),
        ("[mp]en(?=[aeiou])", "t"),
        ("[mp]em(?=[aeiou])", "p"),
        ("[mp]eng|[mp]en(?=[cdjstz])|[mp]em(?=[bfpv])|me(?=[lrwy])", ""),
        ("(?:ber|ter|di)(?=[aeiou]|[^aeiou][aeiou])", ""),
    )
]
AROUND = re.compile(r"^(?:ke|pe(?=[lrwy]))(?=\w{4}.*an$)")  # only with "-an" behind it


def _listed():
    entries = (entry.partition("=") for entry in LIST.read_text("utf-8").split())
    return {word: canonical or word for word, _, canonical in entries}


ROOTS = _listed()
# Another list, or another number here when the rules below change: what is stored is made anew.
RULES = hashlib.blake2b(b"1" + LIST.read_bytes(), digest_size=4).hexdigest()


@lru_cache(maxsize=50_000)
def root(word):
    """The root of a word in small letters: "tangkap" for "menangkap" and for "tangkapan"."""
    if word in ROOTS:
        return ROOTS[word]
    known = [one for one in _apart(word) if one[0] in ROOTS]
    if known:
        return ROOTS[max(known, key=lambda one: (-one[1], len(one[0]), -one[2], one[0] in word))[0]]
    return _likely(word)


def ends_with(word, echo):
    """Is the second but the end of the first with an ending of its own: "meniru-nirukan"?"""
    return any(word.endswith(end.sub("", echo, count=1)) for end in (VERB_END, NOUN_END))


def _apart(word):
    """Every way to take affixes off a word: (what is left, how many prefixes, how many endings)."""
    for rest, suffix, ends in _without_endings(word):
        for left, prefixes in _without_beginnings(rest, suffix):
            yield left, len(prefixes), ends


def _without_endings(word):
    """The word without its endings, each in turn: (what is left, its suffix, how many ends)."""
    wholes = [word]
    for end in CLITICS:
        if wholes[-1].endswith(end) and len(wholes[-1]) > len(end) + 2:
            wholes.append(wholes[-1].removesuffix(end))
    for count, whole in enumerate(wholes):
        yield whole, "", count
        for suffix in SUFFIXES:
            if whole.endswith(suffix) and len(whole) > len(suffix) + 2:
                yield whole.removesuffix(suffix), suffix, count + 1


def _without_beginnings(word, suffix):
    """The word without up to three prefixes that go with its suffix."""
    heads = [(word, ())]
    while heads:
        left, prefixes = heads.pop()
        yield left, prefixes
        if len(prefixes) < MOST_PREFIXES:
            heads += [
                (rest, (*prefixes, prefix))
                for prefix, rest in _prefixes(left)
                if len(rest) > 2 and (prefixes or (prefix, suffix) not in NEVER)
            ]


def _prefixes(word):
    """The prefixes that a word may begin with, each with the rest, what it swallowed restored."""
    for prefix in ("di", "ke", "se"):
        if word.startswith(prefix):
            yield prefix, word[2:]
    for prefix in ("ber", "ter", "per"):
        if word.startswith(prefix):
            yield prefix, word[3:]
        if word.startswith(prefix[:2]) and (word[2:3] == "r" or word[3:5] == "er"):
            yield prefix, word[2:]
    if word[1:2] == "e" and word[:1] == word[2:3]:
        yield "e", word[2:]  # "dedaunan", said twice
    if word.startswith("tidak"):
        yield "tidak", word[5:]
    for prefix in ("me", "pe"):
        if word.startswith(prefix):
            yield from ((prefix, rest) for rest in _after_nasal(word[2:]))


def _after_nasal(rest):
    """What may follow "me" or "pe": "nangkap" gives "nangkap" and "tangkap"."""
    yield rest
    for nasal, (swallowed, kept) in NASALS.items():
        after = rest.removeprefix(nasal)
        if after != rest and (after[:1] in VOWELS or (nasal in ("m", "ng") and after[:1] in "rl")):
            yield swallowed + after
        if after != rest and (after[:1] in kept or (nasal == "ng" and after[:1] in VOWELS)):
            yield after


def _likely(word):
    """A word whose root nobody knows, without what is surely an affix."""
    is_verb = word.startswith(("me", "di"))
    left = (VERB_END if is_verb else NOUN_END).sub("", AROUND.sub("", word), count=1)
    for beginning, swallowed in SURE_BEGINNINGS:
        if beginning.match(left):
            return beginning.sub(swallowed, left)
    return left
