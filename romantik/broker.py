"""Asking the broker how it is, without waiting for it."""

import time
from typing import NamedTuple

from django.conf import settings
from redis import Redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from romantik.running import queue

PATIENCE = 0.8  # seconds for the line, and for each answer
QUEUE = "celery"


class Signs(NamedTuple):
    """How the server is: tasks that wait, connections, bytes, seconds that its answers took."""

    depth: int
    clients: int
    memory: int
    seconds: float


def queue_depth():
    """How many tasks wait to be taken; None when the broker does not answer within a second."""
    return _ask(lambda broker: broker.llen(QUEUE))


def signs():
    """What the server tells of itself; None when it does not answer within a second."""
    began = time.perf_counter()
    answers = _ask(lambda b: (b.llen(QUEUE), b.info("clients"), b.info("memory")))
    if answers is None:
        return None
    depth, clients, memory = answers
    took = time.perf_counter() - began
    return Signs(depth, clients["connected_clients"], memory["used_memory"], took)


def _ask(question):
    try:
        with _server() as broker:
            return question(broker)
    except (RedisError, OSError, ValueError):  # ValueError: not an address of Redis
        return None


def _server():
    patience = {
        "socket_connect_timeout": PATIENCE,
        "socket_timeout": PATIENCE,
        "retry": Retry(NoBackoff(), 0),
    }
    address = settings.CELERY_BROKER_URL
    if address.startswith(queue.SENTINEL):
        password = settings.SENTINEL_PASSWORD
        return queue.first_of(settings.REDIS_URL, password, database=queue.TASKS, **patience)
    return Redis.from_url(address.replace("redis+socket://", "unix://"), **patience)
