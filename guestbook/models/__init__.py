"""Visits, the queue's numbers, and how an office runs its guest book."""

from .guest_book import GuestBook
from .queue_counter import QueueCounter
from .visit import Visit
from .visit_file import VisitFile

__all__ = ["GuestBook", "QueueCounter", "Visit", "VisitFile"]
