"""Recurring work of this app, thin: find, call one verb."""

from celery import shared_task

from events.sweeping import each
from opinions.models import Opinion


@shared_task
def remind_of_opinions():
    """The working day before its day and after it, who is asked is told; twice, it tells once."""
    each(Opinion.objects.open().in_full(), Opinion.remind)
