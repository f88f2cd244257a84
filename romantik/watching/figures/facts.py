"""What database, queue and disks say at the moment they are asked: the status page's own answers.

Whoever asks for the figures waits for nobody: a part that does not answer is told as such, and
what only it could say is left out.
"""

import math
from itertools import chain
from pathlib import Path

from django.conf import settings
from django.db import DatabaseError, InterfaceError, connection
from django.utils import timezone
from prometheus_client.core import GaugeMetricFamily as Gauge

from backups import health as backups
from events.models import Mail
from integrity.models import Damage, Turn
from letters.models import Attempt, Upkeep
from requests_app.models import Submission
from romantik import broker, status
from romantik.hosts import replicas
from romantik.patience import within
from romantik.serving import maintenance
from romantik.views import health
from romantik.watching import parts, recurring

WAITING = (Mail.State.QUEUED, Mail.State.SENDING)
LINES = (
    "SELECT coalesce(state, '-'), count(*) FROM pg_stat_activity "
    "WHERE datname = current_database() GROUP BY 1"
)


class Facts:
    """Registered with prometheus_client, which asks it at each scrape."""

    def collect(self):
        """Everything; the database's own part ends where it stops to answer."""
        yield one("maintenance", "1 while the portal is read only.", bool(maintenance.current()))
        yield from disks()
        yield from queue()
        yield one("cache_up", "Does the cache keep what it is given?", health.cache_answers())
        yield one("ready", "May people be sent here (/siap/)?", health.is_ready())
        is_up = health.database_answers()
        yield one("database_up", "Does the database answer?", is_up)
        yield from copies()
        if is_up:
            yield from answered()


def answered():
    """What the database knows, until it stops to answer."""
    parts = lines, mails, files, signatures, certificates, integrity, backup, work
    try:
        with within(health.SOON):
            yield from chain.from_iterable(part() for part in parts)
    except (DatabaseError, InterfaceError):
        return


def one(name, words, value):
    """A figure without labels."""
    return Gauge(f"romantik_{name}", words, value=float(value or 0))


def several(name, words, label, values):
    """A figure for each value of a label."""
    family = Gauge(f"romantik_{name}", words, labels=[label])
    for key, value in values.items():
        family.add_metric([str(key)], float(value))
    return family


def age(moment):
    """Seconds since then; endless for what never was."""
    return (timezone.now() - moment).total_seconds() if moment else math.inf


def disks():
    """Private files, the folder of backups, SQLite: each may be a disk of its own."""
    places = {"private": settings.PRIVATE_ROOT}
    if settings.BACKUP_TARGET.startswith("/"):
        places["backups"] = Path(settings.BACKUP_TARGET)
    if len(written := list(health.places())) > 1:
        places["database"] = written[1]
    rooms = {name: status.room_in(folder) for name, folder in places.items()}
    free = {name: room.free for name, room in rooms.items()}
    size = {name: room.total for name, room in rooms.items()}
    yield several("disk_free_bytes", "Free on the disk.", "place", free)
    yield several("disk_size_bytes", "Size of the disk.", "place", size)
    yield one("disk_free_limit_ratio", "Below it there is little space.", status.LITTLE_SPACE)


def queue():
    """What waits for the worker, and the server that keeps it (and the cache)."""
    signs = broker.signs()
    yield one("queue_up", "Does the server of queue and cache answer?", signs is not None)
    yield one("queue_depth_limit", "Above it the queue is long.", status.LONG_QUEUE)
    if signs:
        yield one("queue_depth", "Tasks that wait.", signs.depth)
        yield one("queue_connections", "Connections to the server.", signs.clients)
        yield one("queue_memory_bytes", "Memory that the server uses.", signs.memory)
        yield one("queue_answer_seconds", "Until the server had answered.", signs.seconds)


def lines():
    """The connections of everybody to this database; SQLite has none."""
    if connection.vendor != "postgresql":
        return
    with connection.cursor() as cursor:
        cursor.execute(LINES)
        counts = dict(cursor.fetchall())
        cursor.execute("SHOW max_connections")
        most = cursor.fetchone()[0]
    yield several("database_connections", "Connections to the database.", "state", counts)
    yield one("database_connections_limit", "As many may there be, to all databases.", most)


def copies():
    """Each replica of the settings, by its number there; none, no figures."""
    if not (aliases := replicas.aliases()):
        return
    lags = dict(enumerate(map(replicas.known_lag, aliases), start=1))
    up = {number: lag is not None for number, lag in lags.items()}
    lags = {number: math.inf if lag is None else lag for number, lag in lags.items()}
    yield several("replica_up", "Does it answer and follow?", "replica", up)
    yield several("replica_lag_seconds", "Its rows are so old at most.", "replica", lags)
    yield one("replica_lag_limit_seconds", "Above it it is not read.", settings.REPLICA_LAG)


def mails():
    known = Mail.objects.by_state()
    counts = {state: known.get(state, (0, None))[0] for state in status.NOT_SENT}
    oldest = min((known[state][1] for state in WAITING if state in known), default=None)
    failing = Mail.objects.failing_since()
    yield several("mails", "Mails that have not left, or not well.", "state", counts)
    yield one("mail_oldest_unsent_seconds", "Age of the oldest unsent.", oldest and age(oldest))
    yield one("mail_failing_seconds", "Since when no mail leaves.", failing and age(failing))


def files():
    held = Submission.objects.on_the_clock()
    yield one("files_held", "Files for which working days count.", held.count())
    yield one("files_overdue", "Of these, beyond the due date.", held.overdue().count())


def signatures():
    unknown = Attempt.objects.unresolved().count()
    yield one("signatures_unresolved", "Signatures of unknown outcome.", unknown)
    troubled = Upkeep.objects.troubled().count()
    yield one("proofs_troubled", "Letters whose proofs do not get on.", troubled)


def certificates():
    """The one that ends first, of whoever may sign today; nothing where there is none."""
    ends = status.in_use().order_by("not_after").values_list("not_after", flat=True)[:1]
    for end in ends:
        yield one("certificate_days_left", "Until the first certificate ends.", -age(end) / 86400)
    warned = status.CERTIFICATE_WARNING.days
    yield one("certificate_days_limit", "Below it a new one is due.", warned)


def integrity():
    yield one("integrity_damages", "Findings nobody has settled.", Damage.objects.open().count())
    behind = sum(turn.is_behind for turn in Turn.objects.all())
    yield one("integrity_behind", "Kinds not looked at within a week.", behind)


def backup():
    now = backups.state()
    yield one("backup_set_up", "Are backups made at all?", now.is_set_up)
    yield one("backup_damaged_files", "Files the newest could not take.", now.damaged)
    if now.is_set_up:
        yield one("backup_age_seconds", "Age of the newest good one.", age(now.made_at))
        yield one("drill_age_seconds", "Age of the last good drill.", age(now.drilled_at))
    oldest, untried = backups.OLDEST_BACKUP, backups.OLDEST_DRILL
    yield one("backup_age_limit_seconds", "Above it it is old.", oldest.total_seconds())
    yield one("drill_age_limit_seconds", "Above it it is old.", untried.total_seconds())


def work():
    """Recurring work, piece by piece, and whether worker and clock stand still."""
    runs = list(recurring.runs())
    ages = {run.task: age(run.ended_at) for run in runs}
    late = {run.task: run.is_late for run in runs}
    failing = {run.task: bool(run.error) for run in runs}
    yield several("job_age_seconds", "Since recurring work ended well.", "task", ages)
    yield several("job_late", "Should it have run again since?", "task", late)
    yield several("job_failing", "Did it break off the last time?", "task", failing)
    yield one("worker_age_seconds", "Since any sweep ran.", age(recurring.last_sweep()))
    still = parts.STANDS_STILL.total_seconds()
    yield one("worker_age_limit_seconds", "Above it worker or clock stands still.", still)
