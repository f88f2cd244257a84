"""Reading is noted in a file of the minute and entered as rows a little later.

A request then costs no query, and reading goes on while nothing can be written to the database.
"""

import json
import logging
import os
import uuid
from contextlib import suppress
from datetime import datetime, timedelta
from pathlib import Path

from django.conf import settings
from django.contrib.auth import get_user_model
from django.utils import timezone

from events.models import Read

logger = logging.getLogger(__name__)
REST = timedelta(minutes=2)  # until nobody writes into the file of a minute any more
MINUTE = "%Y%m%dT%H%M"
LONGEST = 500


def note(user, what, *, kind, about, address):
    """One line, written in one piece; where no file can be written the log has it."""
    now = timezone.now()
    line = {
        "id": str(uuid.uuid4()),
        "by": user.pk,
        "what": what,
        "kind": kind,
        "about": str(about)[:64],
        "address": address[:LONGEST],
        "at": now.isoformat(),
    }
    text = json.dumps(line) + "\n"
    try:
        folder().mkdir(mode=0o700, parents=True, exist_ok=True)
        path = folder() / f"{now:{MINUTE}}.jsonl"
        place = os.open(path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(place, text.encode())
        finally:
            os.close(place)
    except OSError as problem:
        logger.error("a read could not be kept (%s): %s", problem.strerror, text.strip())


def enter():
    """Make rows of the files that are complete; done twice it makes no row twice."""
    until = f"{timezone.now() - REST:{MINUTE}}"
    for path in sorted(folder().glob("*.jsonl")):
        if path.stem < until:
            with suppress(FileNotFoundError):  # of a folder that hosts share: another was quicker
                _enter(path)
                path.unlink()


def folder():
    return Path(settings.PRIVATE_ROOT) / "reads"


def _enter(path):
    """Within a minute the same page is one reading, however often it was opened."""
    lines = filter(None, map(_read, path.read_text("utf-8").splitlines()))
    once = {(line["by"], line["what"], line["address"]): line for line in lines}
    people = get_user_model().objects.in_bulk({line["by"] for line in once.values()})
    rows = [
        Read(role=people[line["by"]].role_labels, by_id=line.pop("by"), **line)
        for line in once.values()
        if line["by"] in people
    ]
    Read.objects.bulk_create(rows, ignore_conflicts=True)


def _read(text):
    """A line; what a full disk cut off is left out, and told in the log."""
    try:
        line = json.loads(text)
        return line | {"at": datetime.fromisoformat(line["at"])}
    except (ValueError, KeyError, TypeError):
        logger.error("a read cannot be entered: %s", text)
        return None
