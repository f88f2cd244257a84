"""The cache on Redis, which a page can do without: while it is away it is empty and forgets.

Sessions then come from the database, and brakes count there: whoever guesses passwords waits for
no outage. A server that says nothing costs half a second, once in a few seconds, not at every
question.
"""

import logging
import time

from django.conf import settings
from django.core.cache.backends import redis
from django.core.cache.backends.db import DatabaseCache
from django.dispatch import Signal
from redis.backoff import NoBackoff
from redis.exceptions import RedisError
from redis.retry import Retry

from romantik.running import queue

logger = logging.getLogger(__name__)
BRAKES = ":allauth:rl:"  # in the key of whatever a brake counts
REST = 5  # seconds that a cache which did not answer is left alone
PATIENCE = {
    "socket_connect_timeout": 0.5,
    "socket_timeout": 0.5,
    "retry": Retry(NoBackoff(), 0),
}

# The table of the model Brake; many guesses must not push each other out.
meanwhile = DatabaseCache("accounts_brake", {"OPTIONS": {"MAX_ENTRIES": 200_000}})


answered, failed = Signal(), Signal()  # for who counts: `seconds` that an answer took


def forgiving(name, otherwise):
    """The client's method of that name, and what it answers while the server is away."""

    def instead(*args):
        if args and isinstance(args[0], str) and BRAKES in args[0]:
            return getattr(meanwhile, name)(*args)
        return otherwise(*args)

    def ask(self, *args):
        if time.monotonic() < Client.rests_until:
            return instead(*args)
        began = time.perf_counter()
        try:
            answer = getattr(super(Client, self), name)(*args)
            answered.send(Client, seconds=time.perf_counter() - began)
            return answer
        except (RedisError, OSError) as problem:
            logger.warning("the cache is away: %s", type(problem).__name__)
            failed.send(Client)
            Client.rests_until = time.monotonic() + REST
            return instead(*args)

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

    def _get_connection_pool(self, write):
        """Sentinels are asked at each new connection which server is the first one."""
        address = self._servers[0]
        if not address.startswith(queue.SENTINEL):
            return super()._get_connection_pool(write)
        if 0 not in self._pools:
            password, more = settings.SENTINEL_PASSWORD, self._pool_options
            first = queue.first_of(address, password, database=queue.CACHE, **more)
            self._pools[0] = first.connection_pool
        return self._pools[0]


class Cache(redis.RedisCache):
    """Django's cache on Redis with a client that forgives."""

    def __init__(self, server, params):
        super().__init__(server, params | {"OPTIONS": PATIENCE | params.get("OPTIONS", {})})
        self._class = Client
