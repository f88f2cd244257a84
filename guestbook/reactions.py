"""What an officer begins while he serves somebody belongs to that visit."""

from events.recording import on
from guestbook.models import Visit


@on("submission.start")
def join_file(event):
    """The draft of a visitor's agency is joined to the visit in which it was begun."""
    visit = _served_by(event.by)
    if visit and event.on_behalf_of:
        visit.link(event.subject, by=event.by)


@on("agency.open_at_desk")
def join_agency(event):
    """The account that was made at the desk is that of the visitor's agency."""
    visit = _served_by(event.by)
    if visit:
        visit.agency = event.subject
        visit.save(update_fields=["agency"])


def _served_by(officer):
    if officer is None or not officer.office_id:
        return None
    return Visit.objects.filter(served_by=officer, state=Visit.State.SERVING).first()
