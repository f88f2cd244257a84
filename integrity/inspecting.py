"""The nightly look: a share of everything at a time, all of it within a week."""

import time
from math import ceil

from events.chain import Walk
from events.chain.appending import newest
from events.models import Event
from files.storing.trouble import StoreAway
from integrity import guarding, inspections
from integrity.models import Damage, Turn
from integrity.sealing import CHAIN, told_of

RUNS = 48  # that a whole turn takes: eight a night, six nights
AT_LEAST = 50  # rows a run
LONGEST_RUN = 200  # seconds; the queue hands a task out anew after 300
RULES = "rules"


def look_at_shares():
    """One run: the rules of the database, a share of the chain and of each kind of thing."""
    end = time.monotonic() + LONGEST_RUN
    for words in guarding.faults():
        Damage.objects.tell(RULES, words)
    walk_share()
    for inspection in inspections.KINDS.values():
        if time.monotonic() < end:
            look_at_share(inspection, end)


def share_of(rows):
    return max(AT_LEAST, ceil(rows / RUNS))


def look_at_share(inspection, end):
    """The next rows of that kind, in their order; what is wrong with one is told."""
    turn, _ = Turn.objects.get_or_create(kind=inspection.code)
    rows = inspection.rows().order_by("pk")
    share = share_of(rows.count())
    left = rows if turn.last is None else rows.filter(pk__gt=turn.last)
    looked, last = 0, turn.last
    for row in left[:share].iterator(chunk_size=50):
        for words in faults_of(inspection, row):
            tell(inspection, row, words)
        looked, last = looked + 1, row.pk
        if time.monotonic() > end:
            share = looked
            break
    turn.went(last, count=looked, is_over=looked < share)


def faults_of(inspection, row):
    """What is wrong with the row, if it is still there: people erase things meanwhile."""
    try:
        found = list(inspection.faults(row))
    except StoreAway:
        raise  # it tells nothing of the file
    except Exception as error:  # readers of files may raise anything
        found = [f"Tidak dapat diperiksa: {type(error).__name__}."]
    return found if found and inspection.rows().filter(pk=row.pk).exists() else []


def tell(inspection, row, words):
    facts = {"named": inspection.named(row)[:300], "office": inspection.office_of(row)}
    return Damage.objects.tell(inspection.code, words, row=row.pk, **facts)


def walk_share():
    """The next links of all chains; a broken one is told and stepped over."""
    turn, _ = Turn.objects.get_or_create(kind=CHAIN)
    walk = Walk(**turn.mark)
    begun, share = walk.count, share_of(Event.objects.count())
    until = newest()
    while broken := walk.go_on(most=begun + share - walk.count, until=until):
        Damage.objects.tell(CHAIN, told_of(broken))
        walk.step_over(broken)
    turn.mark = walk.mark()
    looked = walk.count - begun
    turn.went(walk.last_id, count=looked, is_over=looked < share)


def still_found(damage):
    """What is found today where that was found."""
    if damage.kind == RULES:
        return list(guarding.faults())
    inspection = inspections.KINDS.get(damage.kind)
    row = inspection and inspection.rows().filter(pk=damage.row).first()
    return faults_of(inspection, row) if row else []
