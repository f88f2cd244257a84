from celery import shared_task

from files import storing
from files.arriving import store


@shared_task
def sweep_arrivals():
    """Remove files on their way that nobody has taken within a day, and those half written."""
    store.sweep()
    storing.sweep()
