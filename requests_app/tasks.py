import logging
from datetime import timedelta

from celery import shared_task
from django.db.models.signals import post_delete, post_save
from django.dispatch import receiver
from django.utils import timezone

from requests_app.models import Submission
from requests_app.models.silence import REMINDED_AFTER
from requests_app.recomputing import recompute
from workdays.models import Holiday

logger = logging.getLogger(__name__)


@shared_task
def rebuild_due_dates():
    """Compute the cached due dates of the open files anew (service.md decision 1)."""
    recompute()


@shared_task
def remind_silent_agencies():
    """Remind agencies that have not answered for 2, 6 or 11 weeks (service.md decision 7)."""
    long_ago = timezone.now() - timedelta(weeks=min(REMINDED_AFTER)) + timedelta(days=1)
    for submission in Submission.objects.silent_since(long_ago).select_related("office"):
        try:
            submission.remind()
        except Exception:
            logger.exception("No reminder about %s", submission.code)


@receiver([post_save, post_delete], sender=Holiday)
def calendar_changed(**kwargs):
    """A day was closed or opened: open files get their due dates again."""
    rebuild_due_dates.delay_on_commit()
