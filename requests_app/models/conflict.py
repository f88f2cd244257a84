from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Conflict:
    """One question that somebody else changed since this person opened the page."""

    key: str  # "block.question"
    number: str
    label: str
    stored: object
    typed: object
    stored_spoken: str
    saves: int  # the count that overwrites it knowingly
    by: str  # who saved last in this version
    at: datetime | None

    @property
    def question(self):
        return self.key.partition(".")[2]

    @property
    def anchor(self):
        return f"q-{self.question}"
