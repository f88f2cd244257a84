"""Words and their Indonesian stems: the same for what is stored and for what is asked."""

import re
import unicodedata
from functools import lru_cache

import snowballstemmer

LONGEST_WORD = 40
LONGEST_TEXT = 20_000  # of what is stored; a question to the search is cut much earlier
WORD = re.compile(r"[^\W_]+")
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

_stemmer = snowballstemmer.stemmer("indonesian")


def words(text):
    """The words of a text in small letters without accents, those that say nothing left out."""
    plain = unicodedata.normalize("NFKD", str(text)[:LONGEST_TEXT])
    plain = "".join(sign for sign in plain if not unicodedata.combining(sign)).lower()
    return [word[:LONGEST_WORD] for word in WORD.findall(plain) if word not in EMPTY]


@lru_cache(maxsize=50_000)
def stem(word):
    """The stem of one word as `words` gives it: "pelatihan" and "dilatih" are both "latih"."""
    return _stemmer.stemWord(word)


def stems(text):
    """The stems of a text in its order, each once."""
    return list(dict.fromkeys(stem(word) for word in words(text)))


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
