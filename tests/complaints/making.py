"""Complaints in any state, through the verbs."""

from complaints.models import Complaint

FACTS = {
    "kind": "complaint",
    "target": "service",
    "privacy": "confidential",
    "channel": "web",
    "text": "Surat permohonan kami tidak pernah dijawab.",
}


def make_complaint(*, office, by=None, **facts):
    """A complaint that has just come, and its secret."""
    return Complaint.file(office=office, by=by, **{**FACTS, **facts})


def make_handled(handler, **facts):
    """One that this handler has verified."""
    complaint, _ = make_complaint(office=handler.office, **facts)
    complaint.verify(by=handler, kind=complaint.kind, has_supervision=False)
    return complaint
