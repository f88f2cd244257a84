"""What an officer begins while he serves somebody belongs to that visit."""

from editions.prefill import CONTACTS, contact
from events.recording import on
from guestbook.models import Visit


@on("submission.start")
def join_file(event):
    """The draft of a visitor's agency is joined to the visit in which it was begun.

    Who he is and how he is reached stands in it already, unless it was copied from one that knows;
    not where nobody had said that he is of that agency.
    """
    visit, draft = _begun_in(event), event.subject
    if visit and event.on_behalf_of:
        is_of_agency = visit.agency_id == draft.agency_id  # asked first: a link makes him so
        visit.link(draft, by=event.by)
        if is_of_agency:
            draft.revision.know(CONTACTS, contact(draft.form, visit.guest))


@on("agency.open_at_desk")
def join_agency(event):
    """The account is that of the visit, unless he has said already for whom he speaks."""
    visit = _begun_in(event)
    if visit and not visit.agency_id:
        visit.come_from(event.subject)


def _begun_in(event):
    """The visit from whose page it was begun, if that person sees it; else whom he serves."""
    if begun_in := event.particulars.get("visit"):
        return Visit.objects.visible_to(event.by).filter(pk=begun_in).first()
    return Visit.objects.served_by(event.by)
