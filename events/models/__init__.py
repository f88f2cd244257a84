"""What happened, and the mails that tell of it."""

from events.models.event import ChainHead, Event
from events.models.mail import Mail

__all__ = ["ChainHead", "Event", "Mail"]
