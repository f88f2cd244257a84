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
            if is_shut(address):
                logger.warning(
                    "%s is not asked: it leads to %s, an inner address that is not itself among "
                    "OUTBOUND_HOSTS",
                    host,
                    address,
                )
                raise OSError(errno.EACCES, "an inner address")
        return found


def refuse_inner(url):
    """An address without a name never comes to the resolver: it is looked at before."""
    told = urlsplit(url)
    host, port = told.hostname.removesuffix("."), told.port or PORTS[told.scheme]
    if (host, port) != authority() and _is_address(host) and is_shut(host):
        logger.warning("%s is not asked: it is an inner address that is not listed", url[:200])
        raise OSError(errno.EACCES, "an inner address")


def is_shut(address):
    """Is it an inner address that the operator has not listed himself, however he wrote it?"""
    told = _plain(address)
    return is_inner(address) and told not in {
        _plain(each) for each in settings.OUTBOUND_HOSTS if _is_address(each)
    }


def authority():
    """Host and port of TIMESTAMP_URL, which the operator named: it may stand inside."""
    address = urlsplit(settings.TIMESTAMP_URL)
    return address.hostname, address.port or PORTS.get(address.scheme)


def is_inner(address):
    """Does it belong to this machine, to its network, or to nobody whom the world can reach?"""
    told = _plain(address)
    return not told.is_global or told.is_multicast


def _plain(address):
    told = ip_address(address.partition("%")[0])
    return getattr(told, "ipv4_mapped", None) or told


def _is_address(host):
    try:
        ip_address(host)
    except ValueError:
        return False
    return True
