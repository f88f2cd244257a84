"""What a sent form has made, so that the same form sent again makes nothing more."""

from datetime import timedelta

from django.apps import apps
from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils import timezone

from events.models.event import Event

AT_ONCE = timedelta(minutes=10)  # in which the same words are the same deed, whatever their key


class MadeQuerySet(models.QuerySet):
    def before(self, digest, key, *, alike):
        """What these words have made already: sent from the same page, or just now from another.

        Where something else has happened to it since, withdrawn for example, the same words from a
        new page mean a new deed.
        """
        known = self.filter(digest=digest).select_related("event").order_by("-pk")
        if key and (same := known.filter(key=key).first()):
            return None if same.is_gone else same
        just_now = known.filter(at__gt=timezone.now() - AT_ONCE).first() if alike else None
        return just_now if just_now and not just_now.has_gone_on else None


class Made(models.Model):
    """A form that was sent, the address to which it led, and what was said there."""

    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.CASCADE, null=True, related_name="+")
    key = models.CharField(max_length=64, blank=True)  # of the page from which it was sent
    digest = models.CharField(max_length=64, db_index=True)  # of who sent what to which address
    address = models.CharField(max_length=500)
    told = models.JSONField(default=list)  # what the page then said
    event = models.ForeignKey(Event, models.PROTECT, null=True, related_name="+")
    thing = models.CharField(max_length=400, blank=True)  # "requests_app.note 12 13": may go
    at = models.DateTimeField(default=timezone.now, db_index=True)

    objects = MadeQuerySet.as_manager()

    def __str__(self):
        return self.address

    @property
    def is_gone(self):
        """Was any of what it made taken away again?"""
        label, _, pks = self.thing.partition(" ")
        wanted = set(pks.split())
        return bool(label) and len(wanted) > (
            apps.get_model(label)._base_manager.filter(pk__in=wanted).count()
        )

    @property
    def has_gone_on(self):
        """Is it gone, or has anything but the like of it happened since to what it was done to?"""
        if self.thing:
            return self.is_gone
        if self.event is None:
            return False
        same = Q(subject_type=self.event.subject_type_id, subject_id=self.event.subject_id)
        since = Event.objects.filter(same, pk__gt=self.event_id)
        return since.exclude(action=self.event.action).exists()
