from celery import shared_task

from guestbook.models import Visit


@shared_task
def tidy_up():
    """Close the queues of days that are over."""
    Visit.objects.close_past_days()
