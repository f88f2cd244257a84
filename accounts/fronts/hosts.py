"""Host names that stand for an office: known to every process by the cache, not by a query."""

from django.conf import settings
from django.core.cache import cache
from django.db import DatabaseError
from django.http.request import split_domain_port, validate_host

from accounts.models import Office

KEY = "office-hosts"
LASTS = 60  # seconds; a name that was just entered holds at once (`forget`)


def office_at(raw):
    """The code of the office that this ``Host`` stands for, "" for the portal's own and unknown."""
    host = split_domain_port(raw)[0]
    if not host or is_own(host):
        return ""
    return _table().get(host, "")


def is_own(host):
    """Is it the portal's own name? "*" of a demonstration takes all, and means none."""
    return validate_host(host, [name for name in settings.ALLOWED_HOSTS if name != "*"])


def forget():
    """Ask the database anew: a name was entered or taken away."""
    cache.delete(KEY)


def _table():
    found = cache.get(KEY)
    if found is None:
        try:
            named = Office.objects.order_by().exclude(host_name="")
            found = dict(named.values_list("host_name", "code"))
        except DatabaseError:  # away: an unknown name is refused as ever
            return {}
        cache.set(KEY, found, LASTS)
    return found
