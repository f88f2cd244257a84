import logging
from datetime import timedelta

from celery import shared_task
from django.utils import timezone

from earlier.models import Import

REST = timedelta(minutes=4)  # longer than any handful takes
PATIENCE = timedelta(days=1)
logger = logging.getLogger(__name__)


@shared_task
def work(pk):
    """Go on with one import until a person has to say something."""
    for brought in Import.objects.filter(pk=pk):
        brought.work()


@shared_task
def go_on():
    """Go on with what broke off or was never queued; what breaks again holds up none of the rest.

    Only where nothing has moved: two workers on one file would not know each other's rows. What
    has not moved for a day is given back to the person who brought it.
    """
    now = timezone.now()
    resting = Import.objects.under_way().filter(moved_at__lt=now - REST)
    for brought in resting.order_by("pk"):
        try:
            brought.work()
        except Exception:
            logger.exception("Import %s broke off again.", brought.pk)
            brought.give_up(moved_before=now - PATIENCE)
