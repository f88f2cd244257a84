"""Due dates computed anew after the calendar changed, and the agencies whose files move told."""

import logging

from django.db import transaction

from events.outbox import enqueue
from requests_app.board import keeping
from requests_app.models import Submission
from workdays.calendar import calendar_for

logger = logging.getLogger(__name__)
CHUNK = 500  # files held in memory at once
LISTED = 50  # files that a mail names


def recompute():
    """Compute the due dates of all open files anew; returns how many moved.

    Each chunk of an agency's files is one transaction with the mail about it: cut off in the
    middle and run again, it goes on, and no agency is told twice.
    """
    agencies = Submission.objects.on_the_clock().order_by("agency_id")
    agencies = list(agencies.values_list("agency_id", flat=True).distinct())
    calendars = {}
    moved = 0
    for agency in agencies:
        try:
            moved += _recompute_agency(agency, calendars)
        except Exception:  # a mailbox that cannot be written to holds up nobody else's dates
            logger.exception("Due dates of agency %s not computed", agency)
    return moved


def _recompute_agency(agency, calendars):
    moved, last = 0, 0
    while True:
        with transaction.atomic():
            files = Submission.objects.on_the_clock().filter(agency=agency, pk__gt=last)
            files = files.with_holdings().prefetch_related(
                "office", "agency", "created_by", "runner"
            )
            files = list(files.order_by("pk").select_for_update(of=("self",))[:CHUNK])
            changes = [change for file in files if (change := _moved(file, calendars))]
            _store(changes)
            _tell(changes)
        moved += len(changes)
        if len(files) < CHUNK:
            return moved
        last = files[-1].pk


def _moved(file, calendars):
    """The file and its old due date, if it has another one now; it is not stored here."""
    if file.office_id not in calendars:
        calendars[file.office_id] = calendar_for(file.office)
    before, file.due_on = file.due_on, file.clock(calendars[file.office_id]).due_on
    return (file, before) if file.due_on != before else None


def _store(changes):
    """Files that share their new date are stored together: one query a date."""
    by_date = {}
    for file, _ in changes:
        by_date.setdefault(file.due_on, []).append(file.pk)
    for due_on, files in by_date.items():
        Submission.objects.filter(pk__in=files).update(due_on=due_on)
    keeping.count_anew([file for file, _ in changes])


def _tell(changes):
    """One mail to each address of the agency, with every file that moved."""
    by_address = {}
    for file, before in changes:
        for address in file.agency_addresses():
            by_address.setdefault(address, []).append((file, before))
    for address, moved in by_address.items():
        context = {"moved": moved[:LISTED], "count": len(moved), "more": len(moved) - LISTED}
        enqueue("due_dates_moved", to=address, context=context, about=moved[0][0])
