"""One at a time in the whole installation, on whatever host: a row names who, for some seconds.

It is a row and not a lock of the database, because a lock of a session does not go through a
pooler and none outlives a failover; and not in Valkey, which may lose everything. The row goes by
the database's clock. Its holder counts from before he asked, by a clock that goes on while he is
stopped: he never believes that he holds it for longer than the row says, and asks the database
nothing more once he does not.
"""

import logging
import os
import secrets
import socket
import threading
import time
from contextlib import contextmanager, nullcontext, suppress

from django.db import Error, connection

from events.models import Lease

logger = logging.getLogger(__name__)
LASTS = 20  # seconds; whoever dies keeps others waiting for so long
RENEWED = 5  # seconds after which it is held for another while


class Lost(Exception):
    """It was held for too long without a word to the database: another may be at it by now."""


class Hold:
    """One holder, or who would like to be."""

    def __init__(self, name, lasts=LASTS):
        self.name, self.lasts = name, lasts
        self.holder = f"{socket.gethostname()[:64]}:{os.getpid()}:{secrets.token_hex(8)}"
        self.until = 0.0  # of the clock here
        self.again = False  # when it is given back: did somebody want it once more?
        self.is_looking = False  # its own questions are not guarded

    def take(self):
        """Hold it, or go on holding it; False if another does."""
        began = now()
        try:
            is_taken = Lease.objects.take(self.name, self.holder, self.lasts)
        except Error:
            connection.close()
            raise
        self.until = began + self.lasts if is_taken else 0.0
        return is_taken

    def give_back(self):
        """Free it; a database that is away frees it by itself, a little later."""
        self.until = 0.0
        try:
            self.again = Lease.objects.give_back(self.name, self.holder)
        except Error as problem:
            logger.warning("%s is held on for a while: %s", self.name, type(problem).__name__)

    @property
    def is_held(self):
        return now() < self.until

    @property
    def is_due(self):
        """Is it time to hold it for another while?"""
        return now() > self.until - self.lasts + RENEWED

    def guard(self, execute, sql, params, many, context):
        """Around every statement: whoever was stopped and woke up writes nothing more."""
        is_free = self.is_held or self.is_looking or sql.startswith("ROLLBACK")
        if not is_free and not self._is_still_mine():
            raise Lost(self.name)
        return execute(sql, params, many, context)

    def let_commit(self):
        """Whoever was stopped after his last statement stores nothing of it either."""
        if not self.is_held:
            raise Lost(self.name)

    def _is_still_mine(self):
        """SQLite lets nobody write beside a long transaction, not even who renews this: its row
        tells whether another has taken it, and in a transaction that cannot change any more."""
        if connection.vendor != "sqlite":
            return False
        self.is_looking = True
        try:
            if connection.in_atomic_block:
                return Lease.objects.filter(name=self.name, holder=self.holder).exists()
            return self.take()
        finally:
            self.is_looking = False

    @contextmanager
    def kept(self):
        """Renewed in the background for as long as it takes, and each statement guarded, and each
        COMMIT; SQLite has nobody else writing until then."""
        over = threading.Event()
        thread = threading.Thread(target=self._keep, args=[over], daemon=True)
        thread.start()
        before = getattr(connection, "before_commit", ())
        connection.before_commit = (*before, self.let_commit)
        try:
            with connection.execute_wrapper(self.guard):
                yield
        finally:
            connection.before_commit = before
            over.set()
            thread.join()

    def _keep(self, over):
        try:
            while not over.wait(RENEWED):
                with suppress(Error):  # tried again, and lost when its time is over
                    if not self.take():
                        return logger.error("%s is done by another: it breaks off here", self.name)
        finally:
            connection.close()  # this thread's own
        return None


def now():
    """Seconds; they go on while the process, or the machine, is stopped."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


@contextmanager
def alone(name):
    """The hold on that name, while it lasts; None where another has it.

    Inside a transaction the row is locked until that ends, so nothing has to be renewed.
    """
    hold = Hold(name)
    if not hold.take():
        yield None
        return
    try:
        with nullcontext() if connection.in_atomic_block else hold.kept():
            yield hold
    finally:
        hold.give_back()


def in_turn(name, work):
    """(Was it done, its answer, shall it be done again). Asked for while it is being done, it is
    done once more afterwards: what was asked for may have come too late for this time."""
    while True:
        with alone(name) as hold:
            if hold:
                answer = work()
        if hold:
            return True, answer, hold.again
        if Lease.objects.ask_again(name):
            return False, None, False
