"""A row of a table of steps: what may happen to a thing, when, and by whom."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Step:
    """One verb: in which states, and by which side, it may be done.

    ``noun`` is its word in the address, "" where it has no page; ``hint`` is said before, ``done``
    afterwards.
    """

    verb: str
    side: str
    sources: tuple
    noun: str = ""
    label: str = ""
    done: str = ""
    hint: str = ""
    tone: str = "primary"


def by_verb(*steps):
    """The table, as verbs ask it; and as addresses ask it, by their nouns."""
    table = {step.verb: step for step in steps}
    return table, {step.noun: step for step in steps if step.noun}
