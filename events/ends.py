"""Each new end of the chain is noted outside the database at once, in a file of the minute.

Between two seals nothing else would tell that events were taken off the end and the end was set
back. A line is written once its transaction stands, so it never tells of an event that there was
not; the hourly seal looks for each event again, and drops the files that it has sealed.
"""

import logging
import os
from datetime import timedelta
from functools import partial
from pathlib import Path

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from events.models.digests import is_whole
from events.models.event import Event

logger = logging.getLogger(__name__)
REST = timedelta(minutes=2)  # until nobody writes into the file of a minute any more
MINUTE = "%Y%m%dT%H%M"
A_STEP = 500  # digests asked for at once


def note(event):
    """Once the event stands; a full disk holds up no verb."""
    line = f"{event.pk} {event.digest}\n"
    transaction.on_commit(partial(_write, line), robust=True)


def _write(line):
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder() / f"{timezone.now():{MINUTE}}.txt"
        place = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(place, line.encode())
        finally:
            os.close(place)
    except OSError as problem:
        logger.error("an end of the chain could not be noted (%s): %s", problem.strerror, line)


def noted():
    """({digest: number of the event}, the files that nobody writes into any more)."""
    until, ends, complete = f"{timezone.now() - REST:{MINUTE}}", {}, []
    for path in sorted(folder().glob("*.txt")):
        for line in path.read_text("utf-8").splitlines():
            number, _, digest = line.partition(" ")
            if number.isdecimal() and is_whole(digest):  # a full disk cuts lines off
                ends[digest] = int(number)
        if path.stem < until:
            complete.append(path)
    return ends, complete


def missing(ends):
    """The numbers of noted events that are there no more, or not as they were."""
    digests, there = list(ends), set()
    for n in range(0, len(digests), A_STEP):
        some = Event.objects.filter(digest__in=digests[n : n + A_STEP])
        there |= set(some.values_list("digest", flat=True))
    return sorted(number for digest, number in ends.items() if digest not in there)


def drop(files):
    for path in files:
        path.unlink(missing_ok=True)


def folder():
    return Path(settings.PRIVATE_ROOT) / "ends"
