"""What happened, and the mails and notices that tell of it."""

from events.models.chain import Chain
from events.models.event import ChainHead, Event
from events.models.job import Job
from events.models.lease import Lease
from events.models.made import Made
from events.models.mail import Mail
from events.models.notice import Notice, NoticeChoice
from events.models.read import Read

__all__ = [
    "Chain",
    "ChainHead",
    "Event",
    "Job",
    "Lease",
    "Made",
    "Mail",
    "Notice",
    "NoticeChoice",
    "Read",
]
