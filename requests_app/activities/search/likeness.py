"""How alike two texts are: the share of three-letter pieces they have in common."""

from requests_app.activities.search.stems import YEAR, stems

ALIKE = 0.45  # from here on two titles are worth a look


def title_stems(title):
    """The stems of a title without its year, which changes from one time to the next."""
    return [one for one in stems(title) if not YEAR.fullmatch(one)]


def pieces(words):
    """The three-letter pieces of words, each word on its own so that their order counts less."""
    return {
        padded[place : place + 3]
        for padded in (f"  {word} " for word in words)
        for place in range(len(padded) - 2)
    }


def likeness(one, other):
    """From 0 (nothing in common) to 1 (the same) for two sets."""
    return len(one & other) / len(one | other) if one and other else 0.0
