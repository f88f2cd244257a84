from celery import shared_task

from guestbook.models import Visit


@shared_task
def tidy_up():
    """Close the queues of days that are over, and erase visitors' data kept long enough."""
    Visit.objects.close_past_days()
    Visit.objects.erase_old()
