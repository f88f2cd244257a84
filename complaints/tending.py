"""The daily round among complaints. Everything follows from dates: run twice, it tells once."""

import logging
from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from complaints.models import Complaint
from complaints.models.handling import recount
from complaints.words import CLOSED, State

logger = logging.getLogger(__name__)
A_MONTH = timedelta(days=30.44)


def tend():
    """Count days anew, tell of late ones, warn and close silent ones, erase what is old."""
    recount(Complaint.objects.all())
    _each(Complaint.objects.filter(state=State.ASKED), Complaint.warn)
    _each(Complaint.objects.filter(state=State.ASKED), Complaint.lapse)
    _each(Complaint.objects.open().filter(escalated_at=None), Complaint.escalate)
    long_ago = timezone.now() - settings.COMPLAINTS_KEPT_MONTHS * A_MONTH
    old = Complaint.objects.filter(state__in=CLOSED, closed_at__lt=long_ago, erased_at=None)
    _each(old, Complaint.erase)


def _each(complaints, verb):
    """Do it with every one; one that fails is logged and does not hold up the others."""
    for complaint in complaints.select_related("office", "desk").iterator(chunk_size=500):
        try:
            verb(complaint)
        except Exception:
            logger.exception("The round failed for complaint %s", complaint.pk)
