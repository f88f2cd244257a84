"""Recurring work of this app, thin: find, call one verb."""

from celery import shared_task

from appeals.models import Appeal
from events.sweeping import each


@shared_task
def tend_appeals():
    """Count days anew after a change of the calendar, and remind of what is due."""
    waiting = Appeal.objects.open().select_related("office", "submission", "decision")
    for appeal in waiting:
        before = appeal.due_on
        appeal.count_anew()
        if appeal.due_on != before:
            Appeal.objects.open().filter(pk=appeal.pk).update(due_on=appeal.due_on)
    each(waiting.all(), Appeal.remind)
