"""When each piece of recurring work last ran, kept in the database so that it can be read while
the broker is away."""

from django.db import models
from django.utils import timezone


class JobQuerySet(models.QuerySet):
    def note(self, task, error=""):
        """It has just run to its end, or broken off with that error."""
        now = timezone.now()
        facts = {"failed_at": now, "error": error[:200]} if error else {"ended_at": now}
        if not self.filter(task=task).update(**facts):
            self.get_or_create(task=task, defaults=facts)


class Job(models.Model):
    """One piece of recurring work, known by the name of its task."""

    task = models.CharField(max_length=120, primary_key=True)
    ended_at = models.DateTimeField(null=True)
    failed_at = models.DateTimeField(null=True)
    error = models.CharField(max_length=200, blank=True)

    objects = JobQuerySet.as_manager()

    def __str__(self):
        return self.task

    @property
    def is_failing(self):
        """Did it break off the last time?"""
        return self.failed_at is not None and (
            self.ended_at is None or self.failed_at > self.ended_at
        )
