from celery import shared_task

from backups import running


@shared_task
def run_waiting():
    """Every few minutes, and as soon as somebody asks: twice at once is once."""
    running.run_waiting()
