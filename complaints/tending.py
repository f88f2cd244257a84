"""The daily round among complaints. Everything follows from dates: run twice, it tells once."""

from datetime import timedelta

from django.conf import settings
from django.utils import timezone

from complaints.models import Complaint
from complaints.models.handling import recount
from complaints.words import CLOSED, State
from events.sweeping import each

A_MONTH = timedelta(days=30.44)


def tend():
    """Count days anew, tell of late ones, warn and close silent ones, erase what is old."""
    complaints = Complaint.objects.select_related("office", "desk")
    recount(complaints)
    each(complaints.filter(state=State.ASKED), Complaint.warn)
    each(complaints.filter(state=State.ASKED), Complaint.lapse)
    each(complaints.open().filter(escalated_at=None), Complaint.escalate)
    long_ago = timezone.now() - settings.COMPLAINTS_KEPT_MONTHS * A_MONTH
    each(
        complaints.filter(state__in=CLOSED, closed_at__lt=long_ago, erased_at=None), Complaint.erase
    )
