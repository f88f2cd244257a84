"""The service standard of an office: one row a version, written once; the newest is in force."""

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from complaints.standard_words import DEFAULTS, PARTS, pieces
from events.changes import changes
from events.recording import record


class StandardQuerySet(models.QuerySet):
    def in_force(self, office):
        """The newest version; version 0 comes with the portal and is no row."""
        return self.filter(office=office).order_by("-version").first() or self.version(office, 0)

    def version(self, office, number):
        """One version; None if the office never had it."""
        if number == 0:
            return Standard(office=office, version=0, texts=DEFAULTS)
        return self.filter(office=office, version=number).first()

    def history(self, office):
        """Every version, the newest first, the portal's own last."""
        rows = self.filter(office=office).select_related("by").order_by("-version")
        return [*rows, self.version(office, 0)]


class Standard(models.Model):
    """One version of what an office promises."""

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="standards")
    version = models.PositiveIntegerField()
    texts = models.JSONField()  # {name of the part: text}
    taken_from = models.PositiveIntegerField(null=True)  # the version that holds again
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = StandardQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(fields=["office", "version"], name="standard_version"),
        ]

    def __str__(self):
        return f"Standar pelayanan, versi {self.version}"

    def get_absolute_url(self):
        return reverse("office_standard_version", args=[self.version])

    @property
    def parts(self):
        """(name, title, pieces) of every component, in the official order."""
        return [
            (part.name, part.title, pieces(self.texts.get(part.name, ""), self.office))
            for part in PARTS
        ]

    def succeed(self, texts, *, by, taken_from=None):
        """Put the next version in force. Raises IntegrityError if somebody else was quicker."""
        with transaction.atomic():
            successor = Standard.objects.create(
                office=self.office,
                version=self.version + 1,
                texts=texts,
                by=by,
                taken_from=taken_from,
            )
            record(
                successor,
                "standard.succeed",
                by=by,
                version=successor.version,
                taken_from=taken_from,
                changes=changes({part.name: part.title for part in PARTS}, self.texts, texts),
            )
        return successor
