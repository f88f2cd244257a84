"""Words and their Indonesian stems: the same for what is stored and for what is asked."""

import re
import unicodedata
from itertools import pairwise

from editions.indonesian.places import WRITTEN_APART
from editions.indonesian.roots import ROOTS, ends_with, root

LONGEST_WORD = 40
LONGEST_TEXT = 20_000  # of what is stored; a question to the search is cut much earlier
APOSTROPHES = dict.fromkeys(map(ord, "'\u2018\u2019\u02bc`"))  # "Jum'at" is one word
WORD = re.compile(r"[^\W_]+(?:[-\u2010][^\W_]+)*")
YEAR = re.compile(r"(?:19|20)\d{2}")
LETTERS = "abcdefghijklmnopqrstuvwxyz"
# Words that say nothing about an activity.
# fmt: off
EMPTY = frozenset({
    "ada", "adalah", "agar", "atas", "atau", "bagi", "bahwa", "dalam", "dan", "dari", "dengan",
    "di", "hal", "ini", "itu", "juga", "karena", "ke", "kepada", "maupun", "oleh", "pada", "para",
    "sebagai", "secara", "serta", "suatu", "telah", "tentang", "terhadap", "untuk", "yaitu",
    "yang",
})
# fmt: on


def words(text, *, parts=False):
    """The words of a text in small letters without accents, those that say nothing left out.

    What is said twice ("kapal-kapal") is one word, and so is a name that some write apart ("Kota
    Baru"), with its `parts` besides if they are wanted.
    """
    plain = unicodedata.normalize("NFKD", str(text)[:LONGEST_TEXT])
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()
    found = []
    for token in WORD.findall(plain.translate(APOSTROPHES)):
        found += _said_once(re.split(r"[-\u2010]", token))
    return _together([one[:LONGEST_WORD] for one in found if one not in EMPTY], parts)


def stem(word):
    """The stem of one word as `words` gives it: "pelatihan" and "dilatih" are both "latih"."""
    return root(word)


def stems(text, *, parts=False):
    """The stems of a text in its order, each once."""
    return list(dict.fromkeys(root(word) for word in words(text, parts=parts)))


def _said_once(said):
    """The parts of a hyphenated word, of "sayur-mayur" and "buah-buahan" only the one they mean."""
    if len(said) == 1 and said[0].removesuffix("2") in ROOTS:
        return [said[0].removesuffix("2")]  # "kapal2"
    if len(said) != 2 or not all(part.isalpha() for part in said) or not _echoes(*said):
        return said
    first, second = said
    return [second if root(second) in ROOTS and root(first) not in ROOTS else first]


def _echoes(first, second):
    """Does the second word only repeat the first, inflected or with other sounds?"""
    return (
        root(first) == root(second)
        or ends_with(first, second)  # "meniru-nirukan"
        or (len(first) > 3 and first[1:] == second[1:])  # "sayur-mayur"
        or (len(first) > 4 and _consonants(first) == _consonants(second))  # "bolak-balik"
    )


def _consonants(word):
    return re.sub(r"[aeiou]", "", word)


def _together(found, parts):
    """The words, with those of a name or a compound that stand beside each other made one."""
    joined, apart, skip = [], [], False
    for first, second in pairwise([*found, ""]):
        if skip:
            skip = False
        elif _are_one(first, second):
            joined.append(first + second)
            apart += [first, second]
            skip = True
        else:
            joined.append(first)
            skip = len(first) > 3 and first[1:] == second[1:] and root(second) not in ROOTS
    return joined + apart if parts else joined


def _are_one(first, second):
    whole = first + second
    listed = whole in ROOTS and first in ROOTS and second in ROOTS
    return bool(second) and (listed or whole in WRITTEN_APART)


def slips(word):
    """Every word one slip away: a letter left out, doubled, mistaken, or two swapped."""
    parts = [(word[:place], word[place:]) for place in range(len(word) + 1)]
    left_out = {before + sign + after for before, after in parts for sign in LETTERS}
    too_many = {before + after[1:] for before, after in parts if after}
    mistaken = {before + sign + after[1:] for before, after in parts if after for sign in LETTERS}
    swapped = {
        before + after[1] + after[0] + after[2:] for before, after in parts if len(after) > 1
    }
    return (left_out | too_many | mistaken | swapped) - {word}
