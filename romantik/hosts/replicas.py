"""How far each replica is behind, by what it has and not by what it says of itself.

Every two seconds the process marks how far the server written to has come; a replica that has
reached a mark has everything from before it. So one that is paused, cut off or slow is told apart
from one that has nothing to do, and whoever reads it knows how old its rows are at most.
"""

import threading
import time
from collections import deque
from datetime import datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.db import DEFAULT_DB_ALIAS, DatabaseError, InterfaceError, connections
from django.utils import timezone

from romantik.hosts.addresses import REPLICA
from romantik.patience import within

APART = 2  # seconds between two marks
KEPT = 300  # marks: ten minutes
SOON = 0.7  # seconds for each answer
REST = 5  # seconds for which a server that was away is not asked
MARK = "SELECT pg_current_wal_flush_lsn()"
SEEN = "SELECT pg_is_in_recovery(), pg_last_wal_replay_lsn(), pg_last_xact_replay_timestamp()"
STARTED = "SELECT pg_postmaster_start_time()"  # no two servers in the same microsecond


class Mark(NamedTuple):
    """How far the server written to had come, and when."""

    at: float  # of the monotonic clock
    place: int  # in its log


class Seen(NamedTuple):
    """What a replica said of itself; `replayed_at` is its last commit's."""

    is_following: bool
    place: int
    replayed_at: datetime | None


class Watch:
    """What this process knows; asked by all of its threads, looked after by one at a time."""

    def __init__(self):
        self.lock = threading.Lock()
        self.forget()

    def forget(self):
        self.marks, self.fresh_at, self.look_at = deque(maxlen=KEPT), {}, 0.0
        self.away_until, self.said = {}, {}

    def is_away(self, alias=DEFAULT_DB_ALIAS):
        """Did that server not answer just now?"""
        return time.monotonic() < self.away_until.get(alias, 0.0)

    def note_away(self, alias=DEFAULT_DB_ALIAS):
        self.away_until[alias] = time.monotonic() + REST

    def lag(self, alias):
        """Seconds that its rows are old at most; None while that is not known."""
        known = self.fresh_at.get(alias)
        return None if known is None else time.monotonic() - known

    def look(self):
        """Set a mark and see who has reached which; nobody waits for who does it."""
        if time.monotonic() < self.look_at or not self.lock.acquire(blocking=False):
            return
        try:
            self.look_at = time.monotonic() + APART
            self._look()
        finally:
            self.lock.release()

    def _look(self):
        if not self.is_away():
            began = time.monotonic()
            if row := self._ask(DEFAULT_DB_ALIAS, MARK):
                self.marks.append(Mark(began, place_of(row[0])))
        for alias in aliases():
            seen = None if self.is_away(alias) else self.seen(alias)
            if seen and seen.is_following:
                self._compare(alias, seen.place)
            elif seen:  # it has been made the one that is written to
                self.fresh_at.pop(alias, None)

    def _compare(self, alias, place):
        """Which marks has it reached? None counts if it was ahead of the newest before that was
        set: it has what died with a leader, and nothing of the one that leads now."""
        before, self.said[alias] = self.said.get(alias, 0), place
        reached = [mark.at for mark in self.marks if mark.place <= place]
        if reached and before <= self.marks[-1].place:
            self.fresh_at[alias] = max(reached)

    def seen(self, alias):
        """What that replica says just now, or None."""
        if not (row := self._ask(alias, SEEN)):
            return None
        is_following, place, replayed_at = row
        return Seen(is_following, place_of(place), replayed_at)

    def leads(self, alias):
        """Is it the very server that is written to, by now?"""
        started = self._ask(alias, STARTED)
        return started is not None and started == self._ask(DEFAULT_DB_ALIAS, STARTED)

    def _ask(self, alias, question):
        try:
            with within(SOON), connections[alias].cursor() as cursor:
                cursor.execute(question)
                return cursor.fetchone()
        except (DatabaseError, InterfaceError):
            if not connections[alias].in_atomic_block:  # nor shall the page meet a dead line
                connections[alias].close_if_unusable_or_obsolete()
            if alias != DEFAULT_DB_ALIAS:  # a leader that is only slow makes nobody a stranger
                self.note_away(alias)
            return None


watch = Watch()


def aliases():
    """Those that the settings name."""
    return [alias for alias in settings.DATABASES if alias.startswith(REPLICA)]


def place_of(written):
    """A place in the log as a number: its two halves stand in hexadecimal."""
    high, _, low = (written or "0/0").partition("/")
    return (int(high, 16) << 32) + int(low, 16)


def fresh():
    """A replica that is behind by no more than the setting allows, the freshest; else None."""
    watch.look()
    known = {alias: watch.lag(alias) for alias in aliases() if not watch.is_away(alias)}
    near = {alias: lag for alias, lag in known.items() if lag is not None}
    best = min(near, key=near.get, default=None)
    return best if best and near[best] <= settings.REPLICA_LAG else None


def known_lag(alias):
    """Seconds for figures and the status page; None for one that does not answer or follow.

    One that has reached no mark of this process yet is as old as its last commit; one that was
    promoted and is written to is behind nobody.
    """
    watch.look()
    if (lag := watch.lag(alias)) is not None and not watch.is_away(alias):
        return lag
    seen = watch.seen(alias)
    if seen and not seen.is_following and watch.leads(alias):
        return 0.0
    if not seen or not seen.is_following or not seen.replayed_at:
        return None
    return (timezone.now() - seen.replayed_at).total_seconds()


def last_resort():
    """While the server written to is away: who answers, and of which moment its rows are."""
    found = []
    for alias in aliases():
        if seen := watch.seen(alias):
            found.append((moment_of(alias, seen), alias))
    if not found:
        return None, None
    moment, alias = max(found)
    return alias, moment


def moment_of(alias, seen):
    """Its rows are of then, at the earliest: of its last commit, or of a mark it has reached."""
    now, lag = timezone.now(), watch.lag(alias)
    if not seen.is_following:  # it has been made the one that is written to
        return now
    of_mark = [] if lag is None else [now - timedelta(seconds=lag)]
    of_commit = [seen.replayed_at] if seen.replayed_at else []
    return max([*of_mark, *of_commit], default=datetime.min.replace(tzinfo=now.tzinfo))
