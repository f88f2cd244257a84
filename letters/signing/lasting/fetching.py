"""Asking a service on the network: within limits of time and size, and never believing it."""

from base64 import b64encode

CONNECT, READ, TOTAL = 5, 15, 20  # seconds
FORWARDED = 3
PIECE = 65536


class AwayError(Exception):
    """The service did not answer in time, or with something else than what was asked for."""


async def fetch(url, *, kinds, largest, body=None, kind="", login=None):
    """Return what the service answers; with a `body` of that `kind` it is a POST.

    Raises AwayError for everything that is not a whole answer of one of `kinds` (any if empty),
    at most `largest` bytes long.
    """
    import aiohttp

    request = {"allow_redirects": body is None, "max_redirects": FORWARDED, "data": body}
    headers = {"Accept-Encoding": "identity"}
    if body is not None:
        headers["Content-Type"] = kind
    if login:
        credentials = b64encode(":".join(login).encode()).decode()
        headers["Authorization"] = f"Basic {credentials}"
    limits = aiohttp.ClientTimeout(total=TOTAL, sock_connect=CONNECT, sock_read=READ)
    method = "GET" if body is None else "POST"
    try:
        async with (
            aiohttp.ClientSession(timeout=limits, headers=headers) as session,
            session.request(method, url, **request) as response,
        ):
            if response.status != 200 or (kinds and response.content_type not in kinds):
                raise AwayError(f"{response.status} {response.content_type}")
            return await _whole(response.content, largest)
    except (aiohttp.ClientError, OSError, TimeoutError, ValueError) as error:
        raise AwayError(f"{type(error).__name__}: {error}") from error


async def _whole(stream, largest):
    pieces, size = [], 0
    async for piece in stream.iter_chunked(PIECE):
        size += len(piece)
        if size > largest:
            raise AwayError(f"more than {largest} bytes")
        pieces.append(piece)
    return b"".join(pieces)
