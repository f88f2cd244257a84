"""Where new links go: to the end of their chain, which its verbs lock last.

Ends are locked in the order of their names, so no two deeds wait for each other; only where two
chains begin in the same moment PostgreSQL may break one of the two deeds off. What would go to an
earlier one than the transaction holds already goes to that which it holds: the chain says where a
deed was recorded, its subject whom it concerns.
"""

from functools import partial

from django.db import connection, transaction

from events import ends
from events.models.chain import Chain, name_for
from events.models.event import ChainHead, Event


def append(events):
    """Store them as the newest links, in this order."""
    least = max(_held(), default="")
    for event in events:
        name = name_for(event.subject)
        event.chain = name and max(name, least)
    held = {name: lock(name) for name in sorted({event.chain for event in events}, key=_order)}
    for event in events:
        end = held[event.chain]
        event.digest = event.digest_after(end.digest)
        event.save(force_insert=True)
        end.follow(event)
        ends.note(event)
    for end in held.values():
        end.save(update_fields=["digest", "count"])


def lock(name):
    """The end of that chain, held until the transaction ends."""
    if name is None:
        return ChainHead.locked()
    transaction.on_commit(partial(_let_go, name))
    return Chain.locked(name)


def lock_all():
    """``{name: end}`` of all chains: nobody adds an event meanwhile, and none is under way."""
    named, common = _named(), ChainHead.locked()
    if Chain.objects.count() > len(named):  # begun while we waited
        named = _named()
    return {None: common} | {end.name: end for end in named}


def newest():
    """The number of the newest event behind which no smaller one can come any more."""
    with transaction.atomic():
        lock_all()
        return Event.objects.order_by("pk").values_list("pk", flat=True).last() or 0


def _named():
    return list(Chain.objects.select_for_update().order_by("pk"))


def _order(name):
    return name or ""


def _let_go(name):
    """Stands in the transaction's list of what follows it, as long as it holds that chain."""


def _held():
    """Names of the chains that this transaction holds already."""
    follow = [todo[1] for todo in connection.run_on_commit]
    return [done.args[0] for done in follow if getattr(done, "func", None) is _let_go]
