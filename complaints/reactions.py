"""What complaints hear of the files they are about."""

from django.core.files.base import ContentFile

from complaints import words
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


@on("consultation.refer")
def take_over_question(event):
    """What is on no planned activity is a request for information; ticket and secret stay."""
    asked = event.subject
    first = asked.messages.order_by("pk").first()
    Complaint.file(
        office=asked.office,
        code=asked.code,
        secret_digest=asked.secret_digest,
        kind=words.Kind.INFORMATION,
        target=words.Target.SERVICE,
        privacy=words.Privacy.OPEN,
        channel=words.Channel.WEB,
        received_at=asked.asked_at,
        text=first.text,
        name=asked.name,
        email=asked.email,
        phone=asked.phone,
        uploads=[Handed(file) for file in first.files.all()],
    )


class Handed:
    """A stored file as one that is brought: a copy of its bytes under its name."""

    def __init__(self, kept):
        self.file = ContentFile(kept.file.read(), kept.name)
        self.content_type, self.is_scanned = kept.content_type, kept.scanned_at is not None
