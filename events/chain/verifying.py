"""Every row of the history looked at, by as many processes as there are cores."""

import os
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass, field
from functools import partial
from multiprocessing import get_context

import django
from django.db import connection, transaction
from django.utils import timezone

from events.chain.appending import lock_all, newest
from events.chain.walking import Walk
from events.models import Event
from events.models.event import LINKED, digest_after

A_STEP = 5000  # rows in memory at once
MANY = 50_000  # rows from which processes are worth their start
MOST = 4  # processes: each has a line to the database, which others want, too


@dataclass
class Portion:
    """What was found between two rows; the first row of each chain follows one outside of it."""

    count: int = 0
    firsts: dict = field(default_factory=dict)  # {chain: (number, what the link says)}
    ends: dict = field(default_factory=dict)  # {chain: digest of its last row}
    broken: int | None = None  # the number of the first row that does not follow


def verify():
    """Check every row: (how many are whole, what is broken in Indonesian or "")."""
    walk, broken = _long_way(newest())  # without holding up anybody
    if not broken:
        with transaction.atomic():
            ends = lock_all()
            broken = walk.go_on()  # what came in the meantime, while nobody can add more
    if broken:
        at = timezone.localtime(broken.at).strftime("%Y-%m-%d %H:%M:%S")
        return walk.count, (
            f"Catatan pertama yang rusak: nomor {broken.pk}, {broken.action}, {at}. "
            "Catatan itu, atau yang tepat sebelumnya, telah diubah atau dihapus."
        )
    if not walk.agrees_with(ends):
        told = sum(end.count for end in ends.values())
        return walk.count, (
            f"Catatan sesudah nomor {walk.last_id} hilang: "
            f"seharusnya ada {told} catatan, yang ada {walk.count}."
        )
    return walk.count, ""


def _long_way(until):
    """The walk up to that row, and the first broken one or None."""
    walk = Walk()
    for portion in _portions(until):
        wrong = [portion.broken] if portion.broken else []
        for chain, (number, said) in portion.firsts.items():
            if said[-1] != digest_after(walk.end_of(chain), *said):
                wrong.append(number)
        if wrong:
            whole = Event.objects.filter(pk__lt=min(wrong))
            walk.count = whole.count()
            return walk, Event.objects.get(pk=min(wrong))
        walk.digest = portion.ends.pop(None, walk.digest)
        walk.ends |= portion.ends
        walk.count += portion.count
    walk.last_id = until
    return walk, None


def _portions(until):
    """All rows, in their order; each portion of many by a process of its own."""
    in_memory = "memory" in str(connection.settings_dict["NAME"])
    processes = min(os.cpu_count(), MOST) if until > MANY and not in_memory else 1
    if processes == 1:
        return [look_through(0, until)]
    database = connection.settings_dict["NAME"]
    look = partial(_look_there, database)
    with ProcessPoolExecutor(processes, get_context("spawn"), django.setup) as pool:
        parts = spans(until, processes * 4)  # small ones, so that none waits long for the last
        return list(pool.map(look, *zip(*parts, strict=True)))


def spans(until, parts):
    """So many of about the same length, each from behind one number up to another."""
    size = -(-until // parts)
    return [(first, min(first + size, until)) for first in range(0, until, size)]


def _look_there(database, after, until):
    """In a process of its own, with the database of the one that asks."""
    connection.settings_dict["NAME"] = database
    return look_through(after, until)


def look_through(after, until):
    """The rows behind that number, up to the other."""
    found = Portion()
    while rows := _rows(after, until):
        for number, chain, *said in rows:
            if chain not in found.ends:
                found.firsts[chain] = (number, said)
            elif said[-1] != digest_after(found.ends[chain], *said):
                found.broken = number
                return found
            found.ends[chain] = said[-1]
            found.count += 1
        after = number
    return found


def _rows(after, until):
    rows = Event.objects.filter(pk__gt=after, pk__lte=until).order_by("pk")
    return list(rows.values_list("pk", "chain", *LINKED)[:A_STEP])
