from celery import shared_task

from files.arriving.store import sweep


@shared_task
def sweep_arrivals():
    """Remove files on their way that nobody has taken within a day."""
    sweep()
