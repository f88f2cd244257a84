"""What is asked of the index: tokens joined by "and" and "or", written for either database."""

import math
import re
from dataclasses import dataclass
from itertools import combinations

NOT_OF_A_FACET = re.compile(r"[^\w-]")
LONGEST_FACET = 80


@dataclass(frozen=True)
class Token:
    """One stem or facet that a row has to hold."""

    text: str

    def for_sqlite(self):
        """As an FTS5 string, in which nothing is an operator."""
        return '"' + self.text.replace('"', '""') + '"'

    def for_postgresql(self):
        """As a quoted lexeme, in which nothing is an operator."""
        return "'" + self.text.replace("\\", "\\\\").replace("'", "''") + "'"

    def holds(self, tokens):
        """Does a row with these tokens have it?"""
        return self.text in tokens

    def rows(self, known):
        """At most how many rows have it, if `known` says in how many each stem occurs."""
        return known.get(self.text, math.inf)

    def texts(self):
        """Every stem that is asked for, in order."""
        return [self.text]


@dataclass(frozen=True)
class All:
    """Each of the parts, of which there is at least one."""

    parts: tuple

    def for_sqlite(self):
        return "(" + " AND ".join(part.for_sqlite() for part in self.parts) + ")"

    def for_postgresql(self):
        return "(" + " & ".join(part.for_postgresql() for part in self.parts) + ")"

    def holds(self, tokens):
        return all(part.holds(tokens) for part in self.parts)

    def rows(self, known):
        return min(part.rows(known) for part in self.parts)

    def texts(self):
        return [text for part in self.parts for text in part.texts()]


@dataclass(frozen=True)
class Any:
    """One of the parts, of which there is at least one."""

    parts: tuple

    def for_sqlite(self):
        return "(" + " OR ".join(part.for_sqlite() for part in self.parts) + ")"

    def for_postgresql(self):
        return "(" + " | ".join(part.for_postgresql() for part in self.parts) + ")"

    def holds(self, tokens):
        return any(part.holds(tokens) for part in self.parts)

    def rows(self, known):
        return sum(part.rows(known) for part in self.parts)

    def texts(self):
        return [text for part in self.parts for text in part.texts()]


def facet(name, value):
    """The token of a facet, "tahun:2026"; what cannot be part of any is left out of the value."""
    return f"{name}:{NOT_OF_A_FACET.sub('', str(value))[:LONGEST_FACET]}"


def all_of(texts):
    """Every one of these tokens."""
    return All(tuple(Token(text) for text in texts))


def all_but(parts, missing):
    """All of the parts but any `missing` of them; all of them when too few would be left."""
    kept = len(parts) - missing
    if missing < 1 or kept < 1:
        return All(tuple(parts))
    return Any(tuple(All(chosen) for chosen in combinations(parts, kept)))
