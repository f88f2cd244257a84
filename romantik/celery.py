"""The task queue and the whole schedule of recurring work."""

import os

from celery import Celery
from celery.contrib.django.task import DjangoTask
from django.db import transaction

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "romantik.settings")


class Task(DjangoTask):
    """A task that a lost broker cannot turn into an error page; sweeps find what was not queued."""

    abstract = True

    def delay_on_commit(self, *args, **kwargs):
        """Queue the task once the transaction stands; log, and go on, if the broker is away."""
        transaction.on_commit(lambda: self.delay(*args, **kwargs), robust=True)


app = Celery("romantik", task_cls=Task)
app.config_from_object("django.conf:settings", namespace="CELERY")
app.autodiscover_tasks()

# Recurring work, one line each: what, and how often (seconds or a crontab).
app.conf.beat_schedule = {
    "sweep_outbox": {"task": "events.tasks.sweep_outbox", "schedule": 60},
}
