"""One thing that somebody did, in a chain that shows when a link was changed or taken out."""

import json
from datetime import UTC

from django.conf import settings
from django.contrib.contenttypes.fields import GenericForeignKey
from django.contrib.contenttypes.models import ContentType
from django.db import models
from django.template.loader import render_to_string

from events.readers import inside

from .digests import digest_of

LONG = 600  # signs of old and new values


class EventQuerySet(models.QuerySet):
    def about(self, subject):
        """What happened to that thing, oldest first, with the people at hand."""
        return (
            self.filter(
                subject_type=ContentType.objects.get_for_model(subject), subject_id=str(subject.pk)
            )
            .select_related("by", "on_behalf_of")
            .prefetch_related("subject")
            .order_by("pk")
        )

    def read_by(self, person):
        """What this person may read of it: an agency does not see the office's inner steps."""
        return self if person.office_id else self.exclude(action__in=sorted(inside))

    def timeline(self, subject, person):
        """What happened to that thing, oldest first, as far as this person may read it."""
        told = self.about(subject).prefetch_related(None).read_by(person)
        own = [field.name for field in self.model._meta.concrete_fields]
        # Of people and agencies the sentences name no more: a hundred rows have three of them.
        events = list(told.only(*own, "by__name", "by__office", "on_behalf_of__name"))
        for event in events:
            event.subject = subject
        return events


class Event(models.Model):
    """Something that was done to a subject. Written once; without `by` the portal itself acted."""

    subject_type = models.ForeignKey(ContentType, models.PROTECT, related_name="+")
    subject_id = models.CharField(max_length=64)
    subject = GenericForeignKey("subject_type", "subject_id")
    action = models.CharField(max_length=80)
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, null=True, related_name="+")
    on_behalf_of = models.ForeignKey("accounts.Agency", models.PROTECT, null=True, related_name="+")
    particulars = models.JSONField(default=dict)
    at = models.DateTimeField()
    digest = models.CharField(max_length=64, unique=True)
    chain = models.CharField(  # noqa: DJ001  old rows, and those of the common chain, have none
        max_length=12, null=True, editable=False
    )

    objects = EventQuerySet.as_manager()

    class Meta:
        ordering = ["pk"]
        indexes = [
            models.Index(fields=["subject_type", "subject_id", "id"], name="event_by_subject")
        ]

    def __str__(self):
        return f"{self.at:%Y-%m-%d %H:%M} {self.action} {self.subject_type_id}/{self.subject_id}"

    @property
    def sentence(self):
        """What happened, in Indonesian, from the template of the action."""
        return render_to_string(
            sentence_template(self.action),
            {
                "event": self,
                "subject": self.subject,
                "by": self.by,
                "who": self.who,
                "on_behalf_of": self.on_behalf_of,
                "particulars": self.particulars,
            },
        )

    @property
    def who(self):
        """Who did it, with his office where that is not the subject's."""
        of_office = self.particulars.get("of_office")
        name = self.by.name if self.by else "Sistem"
        return f"{name} ({of_office})" if of_office else name

    @property
    def changes_are_long(self):
        """Would what an edit changed fill the page, so that it is folded?"""
        told = self.particulars["changes"]
        return sum(len(one["old"]) + len(one["new"]) + 40 for one in told) > LONG

    def digest_after(self, previous):
        """The digest of this row when the one before it has the digest `previous`."""
        return digest_after(previous, *(getattr(self, name) for name in LINKED))


# What a link says, in this order.
LINKED = (
    *("subject_type_id", "subject_id", "action", "by_id", "on_behalf_of_id", "particulars"),
    *("at", "digest"),
)


def digest_after(previous, kind, subject_id, action, by, on_behalf_of, particulars, at, digest):
    """The digest of such a row behind one that has the digest `previous`; by its own algorithm."""
    row = {
        "subject": [*ContentType.objects.get_for_id(kind).natural_key(), subject_id],
        "action": action,
        "by": by,
        "on_behalf_of": on_behalf_of,
        "particulars": particulars,
        "at": at.astimezone(UTC).isoformat(timespec="microseconds"),
    }
    canonical = json.dumps(row, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return digest_of(f"{previous}\n{canonical}", like=digest)


class ChainEnd(models.Model):
    """The end of a chain, so that events taken off its end are missed too.

    Whoever records an event holds this row until his transaction ends, so links never fork.
    """

    digest = models.CharField(max_length=64, default="")
    count = models.PositiveBigIntegerField(default=0)

    class Meta:
        abstract = True

    def follow(self, event):
        """Let the chain end with that event; whoever calls it saves the row."""
        self.digest = event.digest
        self.count += 1


class ChainHead(ChainEnd):
    """The end of the common chain, one row."""

    @classmethod
    def locked(cls):
        """The row, held until the transaction ends."""
        return cls.objects.select_for_update().get_or_create(pk=1)[0]


def sentence_template(action):
    return f"events/{action}.html"
