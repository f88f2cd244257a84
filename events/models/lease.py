"""Who alone may do a thing in the whole installation, by the database's clock."""

from datetime import timedelta

from django.db import models
from django.db.models.functions import Now


class LeaseQuerySet(models.QuerySet):
    def take(self, name, holder, seconds):
        """Hold it for so many seconds from now, or go on holding it; False if another does."""
        held = self._held_for(name, holder, seconds)
        if not held and not self.filter(name=name).exists():
            self.bulk_create([Lease(name=name, until=Now())], ignore_conflicts=True)
            held = self._held_for(name, holder, seconds)
        return bool(held)

    def _held_for(self, name, holder, seconds):
        free = models.Q(holder=holder) | models.Q(until__lte=Now())
        until = Now() + timedelta(seconds=seconds)
        return self.filter(free, name=name).update(holder=holder, until=until)

    def ask_again(self, name):
        """Whoever holds it shall have it done once more; False if nobody does any longer."""
        return bool(self.filter(name=name, until__gt=Now()).update(again=True))

    def give_back(self, name, holder):
        """Free it; True if it shall be done once more."""
        mine = self.filter(name=name, holder=holder)
        if mine.filter(again=False).update(until=Now()):
            return False
        return bool(mine.filter(again=True).update(again=False, until=Now()))


class Lease(models.Model):
    """One thing that is done once at a time; free from ``until`` on."""

    name = models.CharField(max_length=120, primary_key=True)
    holder = models.CharField(max_length=120, blank=True)
    until = models.DateTimeField()
    again = models.BooleanField(default=False)

    objects = LeaseQuerySet.as_manager()

    def __str__(self):
        return self.name
