"""Files follow their people: what an applicant has drafted goes where he goes."""

from events.recording import on
from requests_app.models import Submission
from requests_app.workflow import State


@on("agency.merge_into")
def drafts_follow(event):
    """The applicant belongs to an agency that was here already: so do his drafts."""
    agency, drafts = event.subject, Submission.objects.filter(state=State.DRAFT)
    mine = drafts.filter(created_by=event.particulars["member"]).exclude(agency=agency)
    mine.update(agency=agency, office=agency.office)
