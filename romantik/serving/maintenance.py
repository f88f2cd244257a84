"""A while in which the portal is read only: a file says so, so that it holds before any database.

Reading, the check of letters and the screen of the waiting room go on; whatever would be kept is
refused in words, and recurring work waits. `manage.py maintenance` begins and ends it.
"""

import contextlib
import json
import os
from datetime import MAXYEAR, MINYEAR, UTC, datetime, timedelta
from typing import NamedTuple

from django.conf import settings
from django.utils import timezone
from django.utils.formats import date_format

from romantik.serving.outages import Outage

UNTOLD = "Portal sedang diperbarui."
SETTLES = 300  # seconds in which waiting work is done, and nobody is alarmed for it
LONGEST = timedelta(days=1)  # where nobody said when it should be over
SOON, LATEST = 60, 3600  # seconds after which to come again


class Maintenance(NamedTuple):
    """What people are told: the reason, and the moment it should be over, if that is known."""

    reason: str
    until: datetime | None

    @property
    def due(self):
        """When it should be over: as was told, else within a day of its beginning."""
        return self.until or began() + LONGEST

    @property
    def is_overdue(self):
        """Was its end forgotten? From then on alarms are mailed as always."""
        return timezone.now() > self.due

    @property
    def expected(self):
        """Until when, for the band on every page; nothing once that has passed."""
        if not self.until or self.is_overdue:
            return ""
        until = timezone.localtime(self.until)
        day = "" if until.date() == timezone.localdate() else f"{date_format(until, 'j F')} "
        return f"sampai sekitar {day}pukul {date_format(until, 'H.i')}"

    @property
    def outage(self):
        """How a request that would change something is answered."""
        seconds = (self.until - timezone.now()).total_seconds() if self.until else 0
        return Outage(
            503,
            "Portal sedang dipelihara",
            f"{self.reason} Yang Anda kirim belum disimpan; halaman tetap dapat dibaca dan surat "
            "tetap dapat diperiksa.",
            int(min(max(seconds, SOON), LATEST)),
        )


def place():
    """Where it is written down: beside the private files, on every host that has them."""
    return settings.PRIVATE_ROOT / "maintenance.json"


def began():
    """The time of its file; long ago if that cannot be seen, so that somebody looks."""
    try:
        return datetime.fromtimestamp(place().stat().st_mtime, UTC)
    except FileNotFoundError:  # it has just ended
        return timezone.now()
    except OSError:
        return datetime.fromtimestamp(0, UTC)


def current():
    """The maintenance that is under way, or None; a file that cannot be read says so, too."""
    try:
        told = json.loads(place().read_text(encoding="utf-8"))
        return Maintenance(told["reason"] or UNTOLD, _moment(told["until"]))
    except (FileNotFoundError, NotADirectoryError):
        return None
    except (OSError, ValueError, KeyError, TypeError):
        return Maintenance(UNTOLD, None)


def _moment(written):
    """When it should be over; by the portal's own clock where no other is named.

    Whoever writes the year 9999 does not know, and zones have no day after it.
    """
    until = written and datetime.fromisoformat(written)
    if until and timezone.is_naive(until):
        until = timezone.make_aware(until)
    return until if until and MINYEAR < until.year < MAXYEAR else None


def begin(reason, until=None):
    """Refuse to keep anything from now on; begun twice, the last words count."""
    place().parent.mkdir(parents=True, exist_ok=True)
    beginning = place().with_suffix(".new")
    told = {"reason": reason, "until": until and until.isoformat()}
    beginning.write_text(json.dumps(told), encoding="utf-8")
    _stamp(beginning)
    beginning.rename(place())


def end():
    """Keep again what people send."""
    if place().exists():
        _stamp(place())
        place().rename(over())


def _stamp(file):
    """Its time is that of the deed, by the portal's clock."""
    now = timezone.now().timestamp()
    os.utime(file, (now, now))


def put_off(task):
    """What the clock gave meanwhile is done once the portal is open again."""
    waiting().mkdir(parents=True, exist_ok=True)
    (waiting() / task).touch()


def take_put_off():
    """The tasks that waited, each to whoever asks first; none while it lasts."""
    if not waiting().is_dir() or current():
        return
    for place_of_task in sorted(waiting().iterdir()):
        with contextlib.suppress(FileNotFoundError):  # another process was quicker
            place_of_task.unlink()
            yield place_of_task.name


def waiting():
    return settings.PRIVATE_ROOT / "maintenance.waiting"


def over():
    """The last maintenance; when it ended is the time of its file."""
    return place().with_suffix(".over")


def is_just_over():
    """Recurring work that waited has not had its turn yet."""
    try:
        return timezone.now().timestamp() - over().stat().st_mtime < SETTLES
    except OSError:
        return False
