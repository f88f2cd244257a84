"""How complaints lose what tells of persons."""

from complaints.models import Complaint
from complaints.words import CLOSED
from events.sweeping import each
from norms.keeping import keeps


@keeps("keep.complaints", "complaints.Complaint", "complaints.Entry", "complaints.ComplaintFile")
def complaints(before):
    old = Complaint.objects.filter(state__in=CLOSED, closed_at__lt=before, erased_at=None)
    return each(old.select_related("office", "desk"), Complaint.erase)
