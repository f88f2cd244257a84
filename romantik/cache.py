"""The cache on Redis, which a page can do without: while it is away it is empty and forgets.

Sessions then come from the database, and brakes count nothing until it is back. A server that
says nothing costs half a second, once in a few seconds, not at every question.
"""

import logging
import time

from django.core.cache.backends import redis
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

logger = logging.getLogger(__name__)
REST = 5  # seconds that a cache which did not answer is left alone
PATIENCE = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    "retry": Retry(NoBackoff(), 0),
}


def forgiving(name, otherwise):
    """The client's method of that name, and what it answers while the server is away."""

    def ask(self, *args):
        if time.monotonic() < Client.rests_until:
            return otherwise(*args)
        try:
            return getattr(super(Client, self), name)(*args)
        except (RedisError, OSError) as problem:
            logger.warning("the cache is away: %s", type(problem).__name__)
            Client.rests_until = time.monotonic() + REST
            return otherwise(*args)

    return ask


class Client(redis.RedisCacheClient):
    """Asks the server, unless it has just not answered."""

    rests_until = 0.0

    add = forgiving("add", lambda key, value, timeout: True)
    get = forgiving("get", lambda key, default: default)
    set = forgiving("set", lambda key, value, timeout: None)
    touch = forgiving("touch", lambda key, timeout: False)
    delete = forgiving("delete", lambda key: False)
    get_many = forgiving("get_many", lambda keys: {})
    has_key = forgiving("has_key", lambda key: False)
    incr = forgiving("incr", lambda key, delta: delta)
    set_many = forgiving("set_many", lambda data, timeout: None)
    delete_many = forgiving("delete_many", lambda keys: None)
    clear = forgiving("clear", lambda: False)


class Cache(redis.RedisCache):
    """Django's cache on Redis with a client that forgives."""

    def __init__(self, server, params):
        super().__init__(server, params | {"OPTIONS": PATIENCE | params.get("OPTIONS", {})})
        self._class = Client
