"""The project: settings, addresses, tasks, and the pages that read every app."""

from romantik.celery import app as celery_app

__all__ = ["celery_app"]
