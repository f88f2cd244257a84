"""Where a listed name leads: to the world outside, or to what the operator listed himself."""

import errno
import logging
from ipaddress import ip_address
from urllib.parse import urlsplit

from aiohttp.resolver import ThreadedResolver
from django.conf import settings

logger = logging.getLogger(__name__)
PORTS = {"http": 80, "https": 443}


class OuterOnly(ThreadedResolver):
    """Whose name a host bears decides where it leads: it must not lead into the office's network.

    The addresses that were looked at are the ones that are asked, so no second answer slips in.
    """

    async def resolve(self, host, port=0, *args, **options):
        found = await super().resolve(host, port, *args, **options)
        if (host, port) == authority():
            return found
        for address in {each["host"] for each in found}:
            if is_inner(address) and address not in settings.OUTBOUND_HOSTS:
                logger.warning(
                    "%s is not asked: it leads to %s, an inner address that is not itself among "
                    "OUTBOUND_HOSTS",
                    host,
                    address,
                )
                raise OSError(errno.EACCES, "an inner address")
        return found


def authority():
    """Host and port of TIMESTAMP_URL, which the operator named: it may stand inside."""
    address = urlsplit(settings.TIMESTAMP_URL)
    return address.hostname, address.port or PORTS.get(address.scheme)


def is_inner(address):
    """Does it belong to this machine, to its network, or to nobody whom the world can reach?"""
    told = ip_address(address.partition("%")[0])
    told = getattr(told, "ipv4_mapped", None) or told
    return not told.is_global or told.is_multicast
