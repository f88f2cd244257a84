"""The daily round among complaints. Everything follows from dates: run twice, it tells once."""

from complaints.models import Complaint
from complaints.models.handling import recount
from complaints.words import State
from events.sweeping import each


def tend():
    """Count days anew, tell of late ones, warn and close silent ones."""
    complaints = Complaint.objects.select_related("office", "desk")
    recount(complaints)
    each(complaints.filter(state=State.ASKED), Complaint.warn)
    each(complaints.filter(state=State.ASKED), Complaint.lapse)
    each(complaints.open().filter(escalated_at=None), Complaint.escalate)
