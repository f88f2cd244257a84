"""The door for gunicorn."""

import os

import django
from django.core.wsgi import get_wsgi_application

from romantik import memory, patience
from romantik.running import migrated
from romantik.watching import beginning

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "romantik.settings")
os.umask(0o077)  # what is stored is for the portal alone
django.setup(set_prefix=False)
beginning.watch("web")
application = get_wsgi_application()


def refuse_what_is_wrong():
    """Stop before the first request where a check finds an error: web servers run none.

    A demonstration's signing root under production settings is such an error (letters/checks.py).
    """
    from django.core.checks import ERROR, run_checks

    errors = [str(problem) for problem in run_checks() if problem.level >= ERROR]
    if errors:
        raise SystemExit("\n".join(errors))


def load_addresses():
    """Load every view before the web server forks: once for all of its workers."""
    from django.urls import get_resolver

    return get_resolver().url_patterns


patience.keep_to(patience.WEB)
refuse_what_is_wrong()
migrated.refuse_to_start()
load_addresses()
memory.load_libraries()
memory.settle()
