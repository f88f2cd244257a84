"""Walking the chain of events to see whether every link is as it was recorded."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from events.models import ChainHead, Event

A_STEP = 2000  # rows in memory at once


@dataclass
class Walk:
    """How far the chain was found whole."""

    digest: str = ""
    count: int = 0
    last_id: int = 0

    def go_on(self, most=None):
        """Walk to the present end, or over so many rows; give the first broken row, or None."""
        end = None if most is None else self.count + most
        while rows := list(Event.objects.filter(pk__gt=self.last_id).order_by("pk")[:A_STEP]):
            for event in rows:
                if self.count == end:
                    return None
                if event.digest != event.digest_after(self.digest):
                    return event
                self.step_over(event)
        return None

    def step_over(self, event):
        """Go on behind that row, whatever it is like."""
        self.digest, self.last_id = event.digest, event.pk
        self.count += 1


def verify():
    """Check every row: (how many are whole, what is broken in Indonesian or "")."""
    walk = Walk()
    broken = walk.go_on()  # the long way without holding up anybody
    if not broken:
        with transaction.atomic():
            head = ChainHead.locked()
            broken = walk.go_on()  # what came in the meantime, while nobody can add more
    if broken:
        at = timezone.localtime(broken.at).strftime("%Y-%m-%d %H:%M:%S")
        return walk.count, (
            f"Catatan pertama yang rusak: nomor {broken.pk}, {broken.action}, {at}. "
            "Catatan itu, atau yang tepat sebelumnya, telah diubah atau dihapus."
        )
    if (head.digest, head.count) != (walk.digest, walk.count):
        return walk.count, (
            f"Catatan sesudah nomor {walk.last_id} hilang: "
            f"seharusnya ada {head.count} catatan, yang ada {walk.count}."
        )
    return walk.count, ""
