"""Recurring work of this app, thin: call one verb."""

from celery import shared_task

from norms import keeping


@shared_task
def sweep_kept():
    """At night: erase what has been kept long enough, each kind by its row of the table."""
    keeping.sweep()


@shared_task
def sweep_arrivals():
    """Every hour: files on their way would fill the disk until the night."""
    keeping.sweep("keep.arrivals")
