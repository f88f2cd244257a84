"""The project: settings, addresses, tasks, and the pages that read every app."""

from romantik.celery import app as celery_app
from romantik.running import version

__all__ = ["__version__", "celery_app"]

__version__ = version.VERSION
