"""Who of the staff read what: rows beside the chain of events, entered from files."""

import uuid
from urllib.parse import unquote_plus

from django.conf import settings
from django.db import models


class ReadQuerySet(models.QuerySet):
    def of(self, kind, about):
        """Who read that thing, the newest first."""
        return self.filter(kind=kind, about=about).select_related("by").order_by("-at", "pk")

    def at_office(self, office):
        """Whatever its staff read, the newest first."""
        return self.filter(by__office=office).select_related("by").order_by("-at", "pk")


class Read(models.Model):
    """One opening of a file, a letter, an export, or a page about persons."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    role = models.CharField(max_length=255)  # what he was then, in words
    what = models.CharField(max_length=80)
    kind = models.CharField(max_length=20, blank=True)  # of the thing: "submission", "visit"
    about = models.CharField(max_length=64, blank=True)  # its code or number
    address = models.CharField(max_length=500)
    at = models.DateTimeField(db_index=True)

    objects = ReadQuerySet.as_manager()

    class Meta:
        indexes = [models.Index(fields=["kind", "about", "-at"], name="read_by_thing")]

    def __str__(self):
        return f"{self.by}: {self.what}"

    @property
    def told_about(self):
        """The code of what was read, and the filters of an export; of a complaint nothing."""
        if self.kind == "complaint":
            return ""
        return self.about or unquote_plus(self.address.partition("?")[2])
