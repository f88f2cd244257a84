"""Is the portal well? Asked by machines, answered without details."""

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, connection
from django.http import JsonResponse
from django.views.decorators.cache import never_cache


@login_not_required
@never_cache
def health(request):
    """Ask the database and the cache; 503 when one of them does not answer."""
    is_well = database_answers() and cache_answers()
    return JsonResponse({"sehat": is_well}, status=200 if is_well else 503)


def database_answers():
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
    except DatabaseError:
        return False
    return True


def cache_answers():
    """Tell whether the cache keeps what it is given."""
    cache.set("health", "well", 10)
    return cache.get("health") == "well"
