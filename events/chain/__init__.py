"""The chains of events: where new links go, and whether every link is as it was recorded."""

from events.chain.verifying import verify
from events.chain.walking import Walk

__all__ = ["Walk", "verify"]
