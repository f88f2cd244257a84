"""Figures for Prometheus (``/metrics``): for whom the settings name, for nobody else."""

import os
from hmac import compare_digest
from ipaddress import ip_address, ip_network

from allauth.core.internal.httpkit import get_client_ip
from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.http import HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe


def is_open_to(request):
    """Whoever knows the token and asks from one of the networks, as far as these are set."""
    if not (settings.METRICS_FOR or settings.METRICS_TOKEN):
        return False
    if settings.METRICS_TOKEN and not knows_token(request):
        return False
    return not settings.METRICS_FOR or asks_from_within(request)


def knows_token(request):
    given = request.headers.get("Authorization", "")
    return compare_digest(given.encode(), f"Bearer {settings.METRICS_TOKEN}".encode())


def asks_from_within(request):
    """Does somebody ask from one of the networks? Proxies count as they do for brakes.

    Where there are any a token is asked for, too (settings): one may not say for whom it asks.
    """
    try:
        address = ip_address(get_client_ip(request) or "")
    except (ValueError, ImproperlyConfigured):  # the latter: fewer proxies than there should be
        return False
    address = getattr(address, "ipv4_mapped", None) or address
    return any(address in ip_network(each) for each in settings.METRICS_FOR)


@require_safe
@never_cache
def show(request):
    """What all processes have counted, and what database, queue and disks say just now.

    Always in the plain form, which every reader takes: choosing another by `Accept` breaks on
    versions that are no numbers.
    """
    from prometheus_client import CollectorRegistry, exposition

    from romantik.watching.figures import keeping, meters
    from romantik.watching.figures.facts import Facts

    registry = CollectorRegistry()
    registry.register(Facts())
    registry.register(keeping.Counted() if keeping.HERE in os.environ else meters.METERS)
    figures = exposition.generate_latest(registry)
    return HttpResponse(figures, content_type=exposition.CONTENT_TYPE_PLAIN_0_0_4)
