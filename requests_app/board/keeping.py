"""Keeping the figures of the board: every verb adds what it changed, nobody counts the table.

``follow`` is called in the transaction of whatever moves a file, under the file's row lock, and
compares where the file stands with where it stood. ``differences`` looks whether the sums are
right, and ``amend`` adds what is missing, also while others work: both read one moment, and what
is committed after it brings its own rows.
"""

from collections import Counter
from contextlib import contextmanager

from django.db import connection, transaction
from django.db.models import Count, Q, Sum
from django.db.models.functions import TruncMonth

from accounts.models import Office
from events.recording import on
from requests_app.models import Note, Standing, Submission
from requests_app.models.board.ledger import LEDGERS, NotesSent
from requests_app.workflow import STEPS

CHUNK = 500  # files held in memory at once
AT_ONCE = 1000  # rows of a ledger in one statement


@on(*(f"submission.{verb}" for verb in (*STEPS, "hand_back")))
def follow_a_step(event):
    """A verb has moved a file: the figures move with it."""
    count_anew([event.subject])


@on("submission.return_for_revision")
def count_notes(event):
    """A form went back: its new notes have been sent."""
    sent = Note.objects.filter(submission=event.subject, sent_at=event.subject.returned_at)
    post(_notes(sent, event.subject.office))


def count_anew(files):
    """Let the figures follow these files, whose rows are locked; returns how many had moved."""
    files = [file for file in files if file.submitted_at]
    before = Standing.objects.in_bulk([file.pk for file in files])
    moved, changes = [], Counter()
    for file in files:
        old, new = before.get(file.pk), Standing.of(file)
        if old and old.facts() == new.facts():
            continue
        moved.append(new)
        changes.update(new.entries())
        if old:
            changes.subtract(old.entries())
    if moved:
        Standing.replace(moved)
        post(changes)
    return len(moved)


def post(changes):
    """Add these to the ledgers: ``{(ledger, key): how many more}``."""
    for ledger in LEDGERS:
        ledger.objects.bulk_create(
            [
                ledger(**dict(zip(ledger.KEY, key, strict=True)), count=count)
                for (of, key), count in changes.items()
                if of is ledger and count
            ],
            batch_size=AT_ONCE,
        )


def restate(files=None):
    """Look at each of these files anew (all that were submitted), a chunk in a transaction.

    Returns how many had been counted wrongly.
    """
    files = Submission.objects.all() if files is None else files
    files = files.filter(submitted_at__isnull=False).with_holdings().prefetch_related("office")
    wrong, last = 0, 0
    while True:
        with transaction.atomic():
            chunk = files.filter(pk__gt=last).order_by("pk").select_for_update(of=("self",))
            chunk = list(chunk[:CHUNK])
            wrong += count_anew(chunk)
        if len(chunk) < CHUNK:
            return wrong
        last = chunk[-1].pk


def uncertain(since):
    """Files whose standing may have changed without a verb: open, or decided since that day.

    A day closed in the past changes how many days a decided file has used.
    """
    return Submission.objects.filter(
        Q(decided_at=None) | Q(decided_at__gte=since) | Q(standing=None)
    )


def differences():
    """What the ledgers lack against the files' standings and notes, ``{(ledger, key): count}``."""
    lacking = Counter()
    with _one_moment():
        for standing in Standing.objects.iterator(chunk_size=2000):
            lacking.update(standing.entries())
        for office in Office.objects.all():
            sent = Note.objects.filter(by__office=office, sent_at__isnull=False)
            lacking.update(_notes(sent, office))
        for ledger in LEDGERS:
            for *key, total in ledger.objects.summed(*ledger.KEY):
                lacking[ledger, tuple(key)] -= total
    return {entry: count for entry, count in lacking.items() if count}


def amend():
    """Add what the ledgers lack; returns the differences there were."""
    with _one_moment():
        lacking = differences()
        post(lacking)
    return lacking


def fold():
    """Draw rows of the same key together into one; returns how many rows went."""
    return sum(_fold(ledger) for ledger in LEDGERS)


def _fold(ledger):
    crowds = ledger.objects.order_by().values_list(*ledger.KEY)
    crowds = crowds.annotate(rows=Count("pk"), total=Sum("count"))
    gone = 0
    for office in {key[0] for key in crowds.filter(Q(rows__gt=1) | Q(total=0))}:
        with transaction.atomic():
            gone += _fold_office(ledger, office)
    return gone


def _fold_office(ledger, office):
    """Locked rows only: what verbs add meanwhile stays for the next time."""
    by_key = {}
    for row in ledger.objects.filter(office=office).select_for_update():
        by_key.setdefault(row.key, []).append(row)
    crowds = {key: rows for key, rows in by_key.items() if len(rows) > 1 or not rows[0].count}
    old = [row.pk for rows in crowds.values() for row in rows]
    for start in range(0, len(old), AT_ONCE):
        ledger.objects.filter(pk__in=old[start : start + AT_ONCE]).delete()
    sums = {(ledger, key): sum(row.count for row in rows) for key, rows in crowds.items()}
    post(sums)
    return len(old) - sum(1 for total in sums.values() if total)


def _notes(notes, office):
    rows = notes.order_by().annotate(month=TruncMonth("sent_at", tzinfo=office.zone))
    rows = rows.values_list("submission__edition", "month", "question", "standard_id")
    return {
        (NotesSent, (office.pk, edition, month.date(), question, standard)): count
        for edition, month, question, standard, count in rows.annotate(Count("pk"))
    }


@contextmanager
def _one_moment():
    """A transaction whose every query reads the same moment, one at a time.

    Verbs go on meanwhile: the lock is against a second one only, which would add the same again.
    """
    may_choose = connection.vendor == "postgresql" and not connection.in_atomic_block
    with transaction.atomic():
        if may_choose:
            with connection.cursor() as cursor:
                cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
                table = connection.ops.quote_name(Standing._meta.db_table)
                cursor.execute(f"LOCK TABLE {table} IN SHARE UPDATE EXCLUSIVE MODE")
        yield
