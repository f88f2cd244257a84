"""Recurring work on letters, thin: find, call one verb."""

from celery import shared_task

from letters.models import Attempt, Letter


@shared_task
def sweep():
    """Settle what a crash left behind, and note which letters have reached a mail server."""
    for attempt in Attempt.objects.stale().select_related("letter"):
        attempt.recover()
    for letter in Letter.objects.awaiting_document():
        letter.fix_document()
    for letter in Letter.objects.handed_over():
        letter.deliver()
