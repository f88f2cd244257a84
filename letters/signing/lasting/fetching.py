"""Asking a service on the network: within limits of time and size, and never believing it.

The only place that asks where a certificate says; it asks the hosts that the operator listed, and
these only outside of the office's own network.
"""

import logging
import re
from base64 import b64encode
from urllib.parse import urlsplit

from django.conf import settings

logger = logging.getLogger(__name__)

CONNECT, READ, TOTAL = 5, 15, 20  # seconds
PIECE = 65536
# With other signs in it one part of the system reads another name than the next: a NUL ends it for
# the resolver, and `10.0.0.5\0.go.id` stands below `go.id`.
NAME = re.compile(r"[a-z0-9_-]+(\.[a-z0-9_-]+)*")


class AwayError(Exception):
    """The service did not answer in time, or with something else than what was asked for."""


async def fetch(url, *, kinds, largest, body=None, kind="", login=None):
    """Return what the service answers; with a `body` of that `kind` it is a POST.

    Raises AwayError for everything that is not a whole answer of one of `kinds` (any if empty),
    at most `largest` bytes long.
    """
    import aiohttp

    from letters.signing.lasting.resolving import OuterOnly, refuse_inner

    if not may_be_asked(url):
        logger.warning("%s is not asked: its host is not among OUTBOUND_HOSTS", url[:200])
        raise AwayError("its host is not listed")
    request = {"allow_redirects": False, "data": body}  # one listed host must not name another
    headers = {"Accept-Encoding": "identity"}
    if body is not None:
        headers["Content-Type"] = kind
    if login:
        credentials = b64encode(":".join(login).encode()).decode()
        headers["Authorization"] = f"Basic {credentials}"
    limits = aiohttp.ClientTimeout(total=TOTAL, sock_connect=CONNECT, sock_read=READ)
    method = "GET" if body is None else "POST"
    try:
        refuse_inner(url)
        async with (
            aiohttp.TCPConnector(resolver=OuterOnly()) as outer,
            aiohttp.ClientSession(connector=outer, timeout=limits, headers=headers) as session,
            session.request(method, url, **request) as response,
        ):
            if response.status != 200 or (kinds and response.content_type not in kinds):
                raise AwayError(f"{response.status} {response.content_type}")
            return await _whole(response.content, largest)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        raise AwayError(f"{type(error).__name__}: {error}") from error


def may_be_asked(url):
    """Is it an address of the web, at a host of the settings or one that was listed?"""
    try:
        address = urlsplit(url)
    except ValueError:
        return False
    listed = {urlsplit(settings.TIMESTAMP_URL).hostname, *settings.OUTBOUND_HOSTS}
    host = (address.hostname or "").removesuffix(".")
    is_name = NAME.fullmatch(host) and "[" not in address.netloc
    if address.scheme not in {"http", "https"} or not is_name:
        return False
    return bool({host, *(f"*.{parent}" for parent in _above(host))} & listed)


def _above(host):
    _, _, parent = host.partition(".")
    return {parent, *_above(parent)} if parent else set()


async def _whole(stream, largest):
    pieces, size = [], 0
    async for piece in stream.iter_chunked(PIECE):
        size += len(piece)
        if size > largest:
            raise AwayError(f"more than {largest} bytes")
        pieces.append(piece)
    return b"".join(pieces)
