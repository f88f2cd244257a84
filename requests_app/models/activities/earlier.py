"""What was recommended before the portal: no submission stands behind such a row."""

from django.db import models
from django.db.models import Q
from django.utils.text import slugify

from editions import edition as find_edition

# The newest row of the catalogue has the largest number (`Activity`); what was decided before the
# portal lies beneath all that it decides, in the order of its letters. Whole for JavaScript, too.
BENEATH = 2**53
A_DAY = 2**32


def key_of(name):
    """What the names of one agency have in common, however they are written."""
    return slugify(name)[:80]


class EarlierQuerySet(models.QuerySet):
    """Questions to what was recommended before the portal."""

    def matching(self, words):
        """Those whose identity, title or agency contain each of the words."""
        found = self
        for word in words.split()[:8]:
            found = found.filter(
                Q(title__icontains=word) | Q(agency_name__icontains=word) | Q(identity=word.upper())
            )
        return found

    def of_agency(self, agency):
        """Those of an agency that is registered by now, known by its name at its office."""
        named_so = Q(office=agency.office_id, agency_key=key_of(agency.name))
        return self.filter(named_so | Q(agency=agency))


class Earlier(models.Model):
    """A recommendation that was given before the portal: what anybody may know of it, and no more.

    It is a source of the catalogue beside `Submission`, not a submission: nobody examined it here,
    no clock ran, no letter of it is kept. How it came here is told by the app `earlier`.
    """

    identity = models.CharField(max_length=20, unique=True)
    edition = models.CharField(max_length=20)
    title = models.CharField(max_length=255)
    agency_name = models.CharField(max_length=255)
    agency_key = models.CharField(max_length=80)
    agency = models.ForeignKey("accounts.Agency", models.SET_NULL, null=True, related_name="+")
    office = models.ForeignKey("accounts.Office", models.PROTECT, related_name="+")
    year = models.PositiveSmallIntegerField()  # of the activity
    letter_number = models.CharField(max_length=120, blank=True)
    letter_dated_on = models.DateField()
    answers = models.JSONField(default=dict)  # public ones, by the questions of the edition

    objects = EarlierQuerySet.as_manager()

    is_archive = True

    class Meta:
        ordering = ["-letter_dated_on", "-pk"]
        indexes = [
            models.Index(fields=["office", "agency_key"]),
            models.Index(fields=["office", "letter_dated_on"]),
        ]

    def __str__(self):
        return f"{self.identity} {self.title}"

    @property
    def place(self):
        """Its number in the catalogue: always the same, beneath every submission's."""
        return self.letter_dated_on.toordinal() * A_DAY + self.pk - BENEATH

    @property
    def form(self):
        return find_edition(self.edition)

    @property
    def kind(self):
        return self.form.kind

    @property
    def kind_label(self):
        return self.form.short_title

    @property
    def spoken_title(self):
        return self.title

    @property
    def code(self):
        """What a draft that begins from it calls it."""
        return self.identity

    def lends_to(self, user, agency):
        """Everything that is known of it is public."""
        return "public"

    def lent(self, user, agency):
        return self.answers
