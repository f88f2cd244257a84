"""Recurring work of this app, thin: find, call one verb."""

import logging

from celery import shared_task
from django.db import transaction
from django.utils import timezone

from complaints.emails import remind_of_rating
from complaints.models import RatingInvitation
from complaints.tending import tend

logger = logging.getLogger(__name__)


@shared_task
def remind_of_ratings():
    """Ask once more where two weeks have gone by without an answer; twice a day changes nothing."""
    related = (
        "submission__office",
        "submission__agency",
        "submission__created_by",
        "submission__runner",
    )
    related += ("consultation__office",)
    due = RatingInvitation.objects.to_remind(timezone.localdate()).select_related(*related)
    for invitation in due.iterator(chunk_size=500):
        try:
            with transaction.atomic():
                if invitation.remind():
                    remind_of_rating(invitation)
        except Exception:
            logger.exception("No reminder to rate, invitation %s", invitation.pk)


@shared_task
def tend_complaints():
    """The daily round: late complaints, silent reporters."""
    tend()
