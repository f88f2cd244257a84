from celery import shared_task
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from requests_app.models import Submission
from workdays.models import Holiday


@shared_task
def rebuild_due_dates():
    """Compute the cached due dates of the open files anew (service.md decision 1)."""
    for submission in Submission.objects.on_the_clock().select_related("office"):
        submission.rebuild_due_on()


@receiver([post_save, post_delete], sender=Holiday)
def calendar_changed(**kwargs):
    """A day was closed or opened: open files get their due dates again."""
    rebuild_due_dates.delay_on_commit()
