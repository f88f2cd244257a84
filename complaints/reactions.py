"""What complaints hear of the files they are about."""

from complaints.models import Complaint
from events.recording import on


@on("submission.begin_examination", "submission.assign")
def examiner_lets_go(event):
    """Whoever examines a file neither sees nor handles the complaints about it."""
    submission = event.subject
    if submission.examiner_id is None:
        return
    for complaint in Complaint.objects.filter(submission=submission):
        complaint.shut_out(submission.examiner)
