"""Walking the chains of events, all at once in the order of their rows."""

from dataclasses import dataclass, field

from events.models import Chain, Event

A_STEP = 2000  # rows in memory at once


@dataclass
class Walk:
    """How far the chains were found whole; `digest` is of the common one, `ends` of the others."""

    digest: str = ""
    count: int = 0
    last_id: int = 0
    ends: dict = field(default_factory=dict)

    def go_on(self, most=None, until=None):
        """Walk to the end (or that row), or over so many rows; the first broken one, or None."""
        end = None if most is None else self.count + most
        while rows := list(self._rows(until)[:A_STEP]):
            for event in rows:
                if self.count == end:
                    return None
                if event.digest != event.digest_after(self.end_of(event.chain)):
                    return event
                self.step_over(event)
        return None

    def _rows(self, until):
        rows = Event.objects.filter(pk__gt=self.last_id).order_by("pk")
        return rows if until is None else rows.filter(pk__lte=until)

    def step_over(self, event):
        """Go on behind that row, whatever it is like."""
        if event.chain is None:
            self.digest = event.digest
        else:
            self.ends[event.chain] = event.digest
        self.last_id = event.pk
        self.count += 1

    def end_of(self, chain):
        """What the next row of that chain has to follow."""
        if chain is None:
            return self.digest
        if chain not in self.ends:
            self.ends[chain] = Chain.objects.beginning_of(chain)
        return self.ends[chain]

    def agrees_with(self, ends):
        """Do the chains' own ends say the same?"""
        return sum(end.count for end in ends.values()) == self.count and all(
            end.digest == self.end_of(name) for name, end in ends.items()
        )

    def mark(self):
        """What another process goes on from; as ever where there is no other chain."""
        told = {"digest": self.digest, "count": self.count, "last_id": self.last_id}
        return told | ({"ends": self.ends} if self.ends else {})
