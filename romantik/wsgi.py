"""The door for gunicorn."""

import os

from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "romantik.settings")
application = get_wsgi_application()


def load_addresses():
    """Load every view before the web server forks: once for all of its workers."""
    from django.urls import get_resolver

    return get_resolver().url_patterns


load_addresses()
