"""How an office words its letters: one row a version, written once; the newest is in use."""

from django.conf import settings
from django.db import models, transaction
from django.urls import reverse
from django.utils import timezone

from events.changes import changes
from events.recording import record
from letters.page.wording import DEFAULTS, KINDS, PARTS, TEXTS, gaps, written

LABELS = {part.name: part.label for part in PARTS}


class LetterTemplateQuerySet(models.QuerySet):
    def in_use(self, office, kind):
        """The newest version of that office; version 0 comes with the portal and is no row."""
        newest = self.filter(office=office, kind=kind).order_by("-version").first()
        return newest or self.version(office, kind, 0)

    def version(self, office, kind, number):
        """One version; None if the office never had it."""
        if number == 0:
            return LetterTemplate(office=office, kind=kind, version=0, **DEFAULTS[kind])
        return self.filter(office=office, kind=kind, version=number).first()

    def history(self, office, kind):
        """Every version, the newest first, the portal's own last."""
        rows = self.filter(office=office, kind=kind).select_related("by").order_by("-version")
        return [*rows, self.version(office, kind, 0)]


class LetterTemplate(models.Model):
    """One version of an office's words for one kind of letter."""

    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="letter_templates")
    kind = models.CharField(max_length=10, choices=list(KINDS.items()))
    version = models.PositiveIntegerField()
    sensitivity = models.CharField(max_length=40)
    subject = models.CharField(max_length=255)
    addressee = models.TextField()
    opening = models.TextField()
    body = models.TextField()
    closing = models.TextField()
    copies = models.TextField(blank=True)
    taken_from = models.PositiveIntegerField(null=True)  # the version that is used again
    by = models.ForeignKey(settings.AUTH_USER_MODEL, models.PROTECT, related_name="+")
    at = models.DateTimeField(default=timezone.now)

    objects = LetterTemplateQuerySet.as_manager()

    class Meta:
        ordering = ["-version"]
        constraints = [
            models.UniqueConstraint(
                fields=["office", "kind", "version"], name="letter_template_version"
            ),
            models.CheckConstraint(
                condition=models.Q(version__gt=0), name="letter_template_from_one"
            ),
        ]

    def __str__(self):
        return f"Template {self.get_kind_display()}, versi {self.version}"

    def get_absolute_url(self):
        return reverse("office_letter_template_version", args=[self.kind, self.version])

    @property
    def texts(self):
        """The words as the office typed them, by the name of their part."""
        return {name: getattr(self, name) for name in TEXTS}

    def gaps(self, content):
        """The placeholders that would come out empty in a letter of that content."""
        return gaps(self.texts, content)

    def write(self, content):
        """The words of one letter, and which version they come from."""
        return written(self.texts, content) | {"template_version": self.version}

    def succeed(self, texts, *, by, taken_from=None):
        """Put the next version into use; this one stays as it is.

        Raises IntegrityError if somebody else was quicker.
        """
        with transaction.atomic():
            successor = LetterTemplate.objects.create(
                office=self.office,
                kind=self.kind,
                version=self.version + 1,
                by=by,
                taken_from=taken_from,
                **texts,
            )
            record(
                successor,
                "letter_template.keep",
                by=by,
                kind=successor.get_kind_display(),
                version=successor.version,
                taken_from=taken_from,
                changes=changes(LABELS, self.texts, texts),
            )
        return successor
