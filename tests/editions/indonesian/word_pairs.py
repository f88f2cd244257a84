"""How well the forms of a word are told from other words, over a list of pairs."""

from pathlib import Path

from editions.indonesian.stems import stems

LIST = Path(__file__).parents[2] / "data" / "word_pairs.txt"
FEWEST_FOUND, MOST_MISTAKEN = 0.95, 0.02


def pairs():
    """The pairs that are forms of one word, and those that are not."""
    one, other = LIST.read_text("utf-8").split("-" * 10 + "\n")
    return _pairs(one), _pairs(other)


def _pairs(text):
    lines = [line for line in text.splitlines() if not line.startswith("#")]
    return [tuple(word.replace("_", " ") for word in line.split()) for line in lines]


def share_of_one(some):
    """What share of these pairs counts as one word, and the pairs."""
    joined = [pair for pair in some if stems(pair[0]) == stems(pair[1])]
    return len(joined) / len(some), joined
