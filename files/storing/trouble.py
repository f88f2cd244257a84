"""What a store of files that is reached over a line may do: stay silent, refuse, be full."""

import time
from typing import NamedTuple

REST = 2  # seconds that a store which said nothing is left alone


class StoreAway(OSError):
    """The store did not answer, or refused; `words` are for whoever has to mend it."""

    def __init__(self, words):
        super().__init__(words)
        self.words = words


class Patience(NamedTuple):
    """Seconds for the line and for an answer, and how often it is tried."""

    line: float
    answer: float
    tries: int


class Waiting:
    """How long this process waits for its store, and whether it is left alone for a moment."""

    def __init__(self):
        self.patience = Patience(line=5, answer=30, tries=2)
        self.rests_until, self.silence = 0.0, ""

    def keep_to(self, line, answer, tries):
        """From here on, before the first question."""
        self.patience = Patience(line, answer, tries)

    def is_resting(self):
        return time.monotonic() < self.rests_until

    def rest(self, silence):
        """Only those who asked first have waited; `silence` says for what."""
        self.rests_until, self.silence = time.monotonic() + REST, silence

    def go_on(self):
        self.rests_until = 0.0


waiting = Waiting()
