"""What a search found: at most the newest thousand matches, ranked and counted without asking."""

from collections import Counter
from dataclasses import dataclass, field
from functools import cached_property
from itertools import pairwise

MOST = 1000
TITLE, COVER, FOLLOW = 3.0, 1.0, 0.5  # what the words in the title weigh against the rest


@dataclass
class Found:
    """Matches as (number, stems of the title, facets), newest first."""

    expression: object  # what was asked of the index
    heads: list
    asked: list = field(default_factory=list)  # stems
    corrected: str = ""  # the words that were searched instead of those typed
    is_near: bool = False  # not all of the words occur in each

    @property
    def is_capped(self):
        """Are there more than were looked at?"""
        return len(self.heads) > MOST

    @property
    def count(self):
        return min(len(self.heads), MOST)

    @cached_property
    def facets(self):
        """How many of the matches looked at carry each facet."""
        return Counter(token for _, _, facets in self.heads[:MOST] for token in facets.split())

    def best_first(self):
        """The numbers of the matches, those that speak of it in their title first."""
        ranked = [(-self._score(stems.split()), -pk) for pk, stems, _ in self.heads[:MOST]]
        return [-pk for _, pk in sorted(ranked)]

    def _score(self, title):
        if not title or not self.asked:
            return 0.0
        hits = [stem for stem in self.asked if stem in title]
        places = [title.index(stem) for stem in hits]
        follow = sum(after == before + 1 for before, after in pairwise(places))
        return (
            TITLE * len(hits) / len(self.asked)
            + COVER * len(hits) / len(title)
            + FOLLOW * follow / len(self.asked)
        )
