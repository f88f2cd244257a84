"""A long history on many chains, and how fast `verify_events` walks it.

    .venv/bin/python bin/with-postgres .venv/bin/python -m bench.chain.rows [ROWS]

1,000,000 rows on 16 chains unless told otherwise; then one row each is changed, taken out, put in,
swapped and moved, and has to be named. It needs PostgreSQL.
"""

import os
import sys
import time
from datetime import timedelta

from bench.ground import fresh_database, verdict

ROWS, CHAINS, A_STEP = 1_000_000, 16, 5000


def main(rows):
    """Print what was measured; whether the goals were reached."""
    from django.db import connection

    from events.chain import verify

    with fresh_database():
        if connection.vendor != "postgresql":
            sys.exit("This needs PostgreSQL: see the first lines of the file.")
        begun = time.perf_counter()
        furnish(rows)
        print(f"{rows} rows made in {time.perf_counter() - begun:.0f} s", flush=True)
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE events_event")
        begun, spent = time.perf_counter(), os.times()
        count, damage = verify()
        took, now = time.perf_counter() - begun, os.times()
        cpu = sum(now[:4]) - sum(spent[:4])
        print(f"{count} rows in {took:.1f} s: {count / took:.0f} a second; {cpu:.1f} s of CPU here")
        reached = verdict("1,000,000 rows verified", took * 1_000_000 / rows, 60, "s")
        return all([(count, damage) == (rows, ""), reached, *named(rows)])


def furnish(rows):
    """Each chain a sixteenth of the rows, one after the other."""
    from django.contrib.contenttypes.models import ContentType
    from django.utils import timezone

    from accounts.models import Office
    from events.models import Chain, Event

    kind, now = ContentType.objects.get_for_model(Office), timezone.now()
    ends = [Chain(name=f"71{n:02}", base="") for n in range(CHAINS)]
    for end in ends:
        end.digest = end.beginning
    for first in range(0, rows, A_STEP):
        step = []
        for n in range(first, min(first + A_STEP, rows)):
            end = ends[n % CHAINS]
            event = Event(subject_type=kind, subject_id=end.name, action="office.confirm")
            event.particulars = {"what": "identity", "words": f"Identitas ke-{n}", "number": n}
            event.at, event.chain = now + timedelta(microseconds=n), end.name
            event.digest = event.digest_after(end.digest)
            end.follow(event)
            step.append(event)
        Event.objects.bulk_create(step)
    Chain.objects.bulk_create(ends)


CHANGE = "UPDATE events_event SET action = %s WHERE id = %s"
MOVE = "UPDATE events_event SET chain = %s WHERE id = %s"
KEEP = "CREATE TABLE kept AS SELECT * FROM events_event WHERE id = %s"
REMOVE = "DELETE FROM events_event WHERE id = %s"
BRING_BACK = "INSERT INTO events_event SELECT * FROM kept"
FORGET = "DROP TABLE kept"
SWAP = """
UPDATE events_event AS one SET at = other.at, particulars = other.particulars
FROM events_event AS other
WHERE one.id IN (%s, %s) AND other.id IN (%s, %s) AND one.id <> other.id
"""
INSERT = """
INSERT INTO events_event
    (id, subject_type_id, subject_id, action, particulars, at, digest, chain)
SELECT %s, subject_type_id, subject_id, action, particulars, at, repeat('0', 64), chain
FROM events_event WHERE id = %s
"""


def named(rows):
    """Whether the first bad row is named, and a cut end told, for each kind of damage."""
    from events.chain import verify
    from events.models import Event

    numbers = list(Event.objects.order_by("pk").values_list("pk", flat=True))
    one, after, last = numbers[rows // 3], numbers[rows // 3 + CHAINS], numbers[-1]
    remove, back = ((KEEP, REMOVE), (BRING_BACK, FORGET))
    swap, chain = (SWAP, one, after, one, after), f"71{rows // 3 % CHAINS:02}"
    trials = (
        ("changed", one, [(CHANGE, "office.stay", one)], [(CHANGE, "office.confirm", one)]),
        ("removed", after, [(sql, one) for sql in remove], [(sql,) for sql in back]),
        ("inserted", last + 1, [(INSERT, last + 1, one)], [(REMOVE, last + 1)]),
        ("swapped", one, [swap], [swap]),
        ("moved", one, [(MOVE, "7199", one)], [(MOVE, chain, one)]),
        ("cut", None, [(sql, last) for sql in remove], [(sql,) for sql in back]),
    )
    for kind, first, damage, repair in trials:
        tamper(damage)
        _, told = verify()
        tamper(repair)
        print(f"{kind}: {told}", flush=True)
        yield (f"rusak: nomor {first}," if first else "hilang") in told
    yield verify() == (rows, "")


def tamper(statements):
    """What only somebody with the database's own tools can do."""
    from django.db import connection

    from events.write_once import lifted

    with lifted(connection), connection.cursor() as cursor:
        for sql, *values in statements:
            cursor.execute(sql, values)


if __name__ == "__main__":
    sys.exit(not main(*([int(word) for word in sys.argv[1:]] or [ROWS])))
