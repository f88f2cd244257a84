"""Is the portal well? Asked by machines, answered without details."""

import os
from pathlib import Path

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DEFAULT_DB_ALIAS, Error, connection, connections
from django.http import JsonResponse
from django.views.decorators.cache import never_cache

from romantik.hosts import replicas
from romantik.patience import within
from romantik.running.draining import is_draining
from romantik.running.migrated import missing
from romantik.running.room import there_is_room

SOON = 1.5  # seconds for each answer of the database
migrated = []  # filled once this process has seen that no migration is missing


@login_not_required
@never_cache
def health(request):
    """Ask the database, the cache and the disks; 503 when one of them does not do its work."""
    is_well = all(there_is_room(folder) for folder in places()) and cache_answers()
    is_well = is_well and database_answers()
    return JsonResponse({"sehat": is_well}, status=200 if is_well else 503)


@login_not_required
@never_cache
def ready(request):
    """May a balancer send people here? Well, not about to end, and with all tables that the code
    of this version asks for."""
    answer = is_ready()
    return JsonResponse({"siap": answer}, status=200 if answer else 503)


def is_ready():
    """Do database and disks do their work, with the tables of this version?

    All hosts share the cache, and pages do without it: nobody is sent away for it.
    """
    return not is_draining() and is_migrated() and all(map(there_is_room, places()))


def is_migrated():
    """Tell whether no migration is missing; once none is, this process asks no more.

    A replica is asked where the other is away: catalogue and letter check go on from it.
    """
    if migrated:
        return database_answers() or any(map(database_answers, replicas.aliases()))
    return any(map(has_all_tables, [DEFAULT_DB_ALIAS, *replicas.aliases()]))


def has_all_tables(alias):
    try:
        with within(SOON):
            lacking = missing(connections[alias])
    except Error:
        return False
    if not lacking:
        migrated.append(True)
    return not lacking


def database_answers(alias=DEFAULT_DB_ALIAS):
    try:
        with within(SOON), connections[alias].cursor() as cursor:
            cursor.execute("SELECT 1")
    except Error:
        return False
    return True


def cache_answers():
    """Tell whether the cache keeps what it is given."""
    cache.set("health", "well", 10)
    return cache.get("health") == "well"


def places():
    """Where files are written, and SQLite if that is the database."""
    name = connection.settings_dict["NAME"]
    yield settings.PRIVATE_ROOT
    if connection.vendor == "sqlite" and os.path.isabs(name):
        yield Path(name).parent
