"""What a deed brings about is gathered while others react to it, and written at its end.

The end of the chain is locked by everybody's verbs: nothing is composed or looked up behind it.
What was gathered in a part of the transaction that was taken back meanwhile is not written.
"""

from contextlib import contextmanager
from contextvars import ContextVar
from functools import partial

from django.db import connection, transaction

_under_way = ContextVar("gathering", default=None)


class Gathering:
    """Events in their order, and the rows that tell of them, with what writes these."""

    def __init__(self):
        self.events, self._rows, self._write_rows, self._parts = [], [], None, {}

    def add_event(self, event):
        self._mark(event)
        self.events.append(event)

    def add_rows(self, rows, write):
        """Mails and notices; `write` is given all of the deed in the end."""
        for row in rows:
            self._mark(row)
        self._rows += rows
        self._write_rows = write

    def write(self, append):
        """First the events, with the lock on the end of the chain; then what names them."""
        if not connection.in_atomic_block:
            raise transaction.TransactionManagementError("Gather inside the verb's transaction.")
        if events := self._standing(self.events):
            append(events)
        if self._write_rows:
            self._write_rows(self._standing(self._rows))

    def _mark(self, row):
        mark = partial(int)  # does nothing, and is forgotten with its part of the transaction
        transaction.on_commit(mark)
        self._parts[id(row)] = mark

    def _standing(self, rows):
        """Those whose part of the transaction was not taken back."""
        marks = {id(todo[1]) for todo in connection.run_on_commit}
        return [row for row in rows if id(self._parts[id(row)]) in marks]


def under_way():
    """What is being gathered, or None where no deed is being done."""
    return _under_way.get()


@contextmanager
def gathering(append):
    """That of the deed under way, or a new one, which is written at its end."""
    if gathered := _under_way.get():
        yield gathered
        return
    gathered = Gathering()
    token = _under_way.set(gathered)
    try:
        yield gathered
    finally:
        _under_way.reset(token)
    gathered.write(append)
