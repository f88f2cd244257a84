"""From which server rows are read: a replica while a page says so, else the one written to.

Writes always go to the latter. What a process remembers beyond a page (norms, days off) and who
somebody is are never read from a replica, unless the other is away; nor the counts of brakes
(`django_cache`), which would let whoever is quick guess on.
"""

from contextlib import contextmanager
from contextvars import ContextVar

from django.db import DEFAULT_DB_ALIAS

FIRST_HAND = {
    *("sessions", "usersessions", "mfa", "account", "django_cache"),
    *("norms", "workdays", "contenttypes"),
}

alias_of_page = ContextVar("alias_of_page", default=None)
is_alone = ContextVar("is_alone", default=False)  # the server written to is away


@contextmanager
def reading_from(alias, *, alone=False):
    """Read from that replica inside; alone: everything, as the server written to is away."""
    tokens = alias_of_page.set(alias), is_alone.set(alone)
    try:
        yield
    finally:
        alias_of_page.reset(tokens[0])
        is_alone.reset(tokens[1])


class Replicas:
    """Django's router; it is there only where the settings name a replica."""

    def db_for_read(self, model, **hints):
        alias = alias_of_page.get()
        if alias and (is_alone.get() or model._meta.app_label not in FIRST_HAND):
            return alias
        return DEFAULT_DB_ALIAS

    def db_for_write(self, model, **hints):
        return DEFAULT_DB_ALIAS

    def allow_relation(self, one, other, **hints):
        """They are the same rows, wherever they were read."""
        return True

    def allow_migrate(self, alias, app_label, **hints):
        return alias == DEFAULT_DB_ALIAS
