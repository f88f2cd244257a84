from celery import shared_task
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver

from requests_app.recomputing import recompute
from requests_app.reminding import (
    press_for_decisions,
    remind_silent_agencies,
    tell_of_overdue_files,
)
from workdays.models import Holiday


@shared_task
def rebuild_due_dates():
    """Compute the cached due dates of the open files anew (service.md decision 1)."""
    recompute()


@shared_task
def remind():
    """The daily round of reminders: silent agencies, days that run out, what is overdue."""
    remind_silent_agencies()
    press_for_decisions()
    tell_of_overdue_files()


@receiver([post_save, post_delete], sender=Holiday)
def calendar_changed(**kwargs):
    """A day was closed or opened: open files get their due dates again."""
    rebuild_due_dates.delay_on_commit()
