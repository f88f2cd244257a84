"""Asking the broker how it is, without waiting for it."""

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

PATIENCE = 0.8  # seconds for the line, and for each answer
QUEUE = "celery"


def queue_depth():
    """How many tasks wait to be taken; None when the broker does not answer within a second."""
    address = settings.CELERY_BROKER_URL.replace("redis+socket://", "unix://")
    try:
        broker = Redis.from_url(
            address,
            socket_connect_timeout=PATIENCE,
            socket_timeout=PATIENCE,
            retry=Retry(NoBackoff(), 0),
        )
        with broker:
            return broker.llen(QUEUE)
    except (RedisError, OSError, ValueError):  # ValueError: not an address of Redis
        return None
